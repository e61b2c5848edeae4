import { AssetFarmed } from "../../../generated/OpynGammaMarginPool/MarginPool";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { marginPool, namedToken, OPYN_GAMMA } from "./opyn-gamma";

/** Records what the farmer takes: only what came to the pool without a log, so it enters and leaves at once. */
export function handleAssetFarmed(event: AssetFarmed): void {
  const pool = marginPool(event.address);
  const asset = namedToken(event.params.asset);
  const amount = event.params.amount;
  const earned = new FlowParams(pool, asset, FlowDirection.IN, FlowCause.YIELD, amount);
  const farmed = new FlowParams(pool, asset, FlowDirection.OUT, FlowCause.WITHDRAWAL, amount);
  farmed.account = event.params.receiver;
  recordFundFlow(event, new FundFlowParams(OPYN_GAMMA, "MarginPool.AssetFarmed", [earned, farmed]));
}
