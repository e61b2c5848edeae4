import { Swap } from "../../../generated/OlympusOperator/Operator";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { FlowCause, FlowDirection, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { SkipParams } from "../../params/skip-params";
import { OLYMPUS, reserveOf, wall } from "./olympus";

const LOG = "Operator.Swap";

/** Records a swap at a wall by its reserve: OHM in takes it out at the lower wall, OHM out brings it in at the upper. */
export function handleSwap(event: Swap): void {
  const context = readContext();
  const reserve = reserveOf(context);
  const ohm = context.bytes("ohm");
  const isSale = event.params.tokenIn_.equals(ohm) && event.params.tokenOut_.equals(reserve.id);
  const isPurchase = event.params.tokenIn_.equals(reserve.id) && event.params.tokenOut_.equals(ohm);
  if (!isSale && !isPurchase) {
    const detail = `Expected a swap of OHM and ${reserve.id.toHexString()}, got ${event.params.tokenIn_.toHexString()} for ${event.params.tokenOut_.toHexString()}`;
    recordSkippedEvent(event, new SkipParams(OLYMPUS, LOG, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const used = wall(context.bytes("range"), isPurchase);
  const direction = isSale ? FlowDirection.OUT : FlowDirection.IN;
  const amount = isSale ? event.params.amountOut_ : event.params.amountIn_;
  const flow = new FlowParams(used, reserve, direction, FlowCause.PEG_SWAP, amount);
  recordFundFlow(event, new FundFlowParams(OLYMPUS, LOG, [flow]));
}
