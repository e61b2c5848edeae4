import { TroveUpdated, TroveUpdated1 } from "../../../generated/MusdBorrowerOperations/BorrowerOperations";
import { PositionCause } from "../../constants";
import { readContext } from "../../context";
import { recordTrove, TroveUpdate } from "../stability-pool/record-trove";
import { musd } from "./musd";

const TROVE_UPDATED = "BorrowerOperations.TroveUpdated";

/** By BorrowerOperation: openTrove, closeTrove, adjustTrove, refinanceTrove. */
const CAUSES = [PositionCause.OPEN, PositionCause.CLOSE, PositionCause.ADJUST, PositionCause.ADJUST];

/** Records a trove after its owner changed it; layout with the trove's interest rate. */
export function handleTroveUpdated(event: TroveUpdated): void {
  const params = event.params;
  const debt = params._principal.plus(params._interest);
  const update = new TroveUpdate(params._borrower, debt, params._coll, params._operation);
  recordTrove(event, musd(readContext()), TROVE_UPDATED, CAUSES, update);
}

/** The same for the layout without the interest rate. */
export function handleTroveUpdatedWithoutRate(event: TroveUpdated1): void {
  const params = event.params;
  const debt = params._principal.plus(params._interest);
  const update = new TroveUpdate(params._borrower, debt, params._coll, params._operation);
  recordTrove(event, musd(readContext()), TROVE_UPDATED, CAUSES, update);
}
