import { TroveUpdated } from "../../../generated/LiquityV1BorrowerOperations/BorrowerOperations";
import { PositionCause } from "../../constants";
import { readContext } from "../../context";
import { recordTrove, TroveUpdate } from "../stability-pool/record-trove";
import { liquityV1 } from "./liquity-v1";

/** By BorrowerOperation: openTrove, closeTrove, adjustTrove. */
const CAUSES = [PositionCause.OPEN, PositionCause.CLOSE, PositionCause.ADJUST];

/** Records a trove after its owner opened, closed or adjusted it. */
export function handleTroveUpdated(event: TroveUpdated): void {
  const params = event.params;
  const update = new TroveUpdate(params._borrower, params._debt, params._coll, params.operation);
  recordTrove(event, liquityV1(readContext()), "BorrowerOperations.TroveUpdated", CAUSES, update);
}
