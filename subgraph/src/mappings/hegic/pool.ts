import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Loss, Profit, Provide, Withdraw } from "../../../generated/HegicPool/HegicPool";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { HEGIC, liquidityPool, optionsMarket, poolAsset } from "./hegic";

/** Records a deposit and the shares minted for it. */
export function handleProvide(event: Provide): void {
  const flow = poolFlow(event, FlowDirection.IN, FlowCause.DEPOSIT, event.params.amount);
  flow.shares = event.params.writeAmount;
  flow.account = event.params.account;
  recordFundFlow(event, new FundFlowParams(HEGIC, "HegicPool.Provide", [flow]));
}

/** Records a withdrawal and the shares burnt for it. */
export function handleWithdraw(event: Withdraw): void {
  const flow = poolFlow(event, FlowDirection.OUT, FlowCause.WITHDRAWAL, event.params.amount);
  flow.shares = event.params.writeAmount.neg();
  flow.account = event.params.account;
  recordFundFlow(event, new FundFlowParams(HEGIC, "HegicPool.Withdraw", [flow]));
}

/** Records what an ended option leaves to the pool: its premium less what was paid out. */
export function handleProfit(event: Profit): void {
  const flow = poolFlow(event, FlowDirection.IN, FlowCause.PREMIUM, event.params.amount);
  recordFundFlow(event, new FundFlowParams(HEGIC, "HegicPool.Profit", [flow]));
}

/** Records what an exercised option costs the pool beyond its premium. */
export function handleLoss(event: Loss): void {
  const flow = poolFlow(event, FlowDirection.OUT, FlowCause.EXERCISE, event.params.amount);
  recordFundFlow(event, new FundFlowParams(HEGIC, "HegicPool.Loss", [flow]));
}

function poolFlow(event: ethereum.Event, direction: string, cause: string, amount: BigInt): FlowParams {
  const context = readContext();
  const asset = poolAsset(context);
  const market = optionsMarket(context.bytes("options"), asset);
  return new FlowParams(liquidityPool(event.address, market, asset), asset, direction, cause, amount);
}
