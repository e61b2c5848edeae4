import { Transfer } from "../../../generated/LyraBasePayments/BasePayments";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { recordBaseFlow } from "./base-flow";

/**
 * Records base that leaves the pool: sold, or given back to sellers' collateral. What is given back was bought for it,
 * and the quote paid is the loss.
 */
export function handlePayment(event: Transfer): void {
  const params = event.params;
  const cause = FlowCause.REBALANCE;
  recordBaseFlow(event, readContext(), FlowDirection.OUT, cause, params.to, params.value);
}
