import { RewardPaid } from "../../../generated/SynthetixLiquidatorRewards/LiquidatorRewards";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { liquidatorRewards, SYNTHETIX, snx } from "./synthetix";

/** Records collateral of liquidated stakers that a staker received, in escrow. */
export function handleRewardPaid(event: RewardPaid): void {
  const context = readContext();
  const rewards = liquidatorRewards(context, event.address);
  const reward = event.params.reward;
  const flow = new FlowParams(rewards, snx(context), FlowDirection.OUT, FlowCause.PAYOUT, reward);
  flow.account = event.params.user;
  recordFundFlow(event, new FundFlowParams(SYNTHETIX, "LiquidatorRewards.RewardPaid", [flow]));
}
