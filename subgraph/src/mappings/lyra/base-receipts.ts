import { Transfer } from "../../../generated/LyraBaseReceipts/BaseReceipts";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { recordBaseFlow } from "./base-flow";

/** Records base that the pool receives: bought, or at expiry from the collateral of sellers who pledged base. */
export function handleReceipt(event: Transfer): void {
  const params = event.params;
  const cause = FlowCause.EXERCISE;
  recordBaseFlow(event, readContext(), FlowDirection.IN, cause, params.from, params.value);
}
