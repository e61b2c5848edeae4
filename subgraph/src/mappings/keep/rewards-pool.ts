import { BigInt } from "@graphprotocol/graph-ts";
import { RewardWithdrawn } from "../../../generated/KeepRewardsPool/RewardsPool";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FundFlowParams } from "../../params/fund-flow-params";
import { coveragePool, KEEP, poolAsset, poolFlow } from "./keep";

/**
 * Records the rewards that the coverage pool collects ahead of each of its own operations. Mostly there are none:
 * such a log moves nothing.
 */
export function handleRewardWithdrawn(event: RewardWithdrawn): void {
  const context = readContext();
  const asset = poolAsset(context);
  const pool = coveragePool(context.bytes("assetPool"), asset);
  const params = new FundFlowParams(KEEP, "RewardsPool.RewardWithdrawn", []);
  const amount = event.params.amount;
  if (!amount.isZero()) {
    params.flows = [poolFlow(pool, asset, FlowDirection.IN, FlowCause.YIELD, amount, BigInt.zero())];
  }
  recordFundFlow(event, params);
}
