import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  Paused,
  Repay,
  SetCreditManagerDebtLimit,
  SetTotalDebtLimit,
  Transfer,
  Unpaused,
  Withdraw,
} from "../../../generated/GearboxPool/Pool";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordMarketStatus } from "../../actions/record-market-status";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import {
  DeficitAction,
  FlowCause,
  FlowDirection,
  LiquidationMode,
  LossLayerKind,
  OperatingStatus,
  SkipReason,
} from "../../constants";
import { readContext, SourceContext } from "../../context";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { MarketStatusParams } from "../../params/market-status-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { SkipParams } from "../../params/skip-params";
import { GEARBOX, lentAsset, poolMarket, poolShare, treasuryShares } from "./gearbox";
import { LossLogs, readLossLogs } from "./repay-logs";

const REPAY = "Pool.Repay";

/** Records a liquidation that left a loss; only liquidations do. Other repayments change no backstop by themselves. */
export function handleRepay(event: Repay): void {
  if (event.params.loss.isZero()) return;
  const context = readContext();
  const logs = readLossLogs(event, context.bytes("treasury"));
  if (logs === null || logs.uncovered.gt(event.params.loss)) {
    const detail =
      "Expected a burn of the treasury's shares right before it, got none or too large an uncovered loss";
    recordSkippedEvent(event, new SkipParams(GEARBOX, REPAY, SkipReason.UNDECODABLE, detail));
    return;
  }
  recordLiquidation(event, lossyLiquidation(event, context, logs));
}

function lossyLiquidation(event: Repay, context: SourceContext, logs: LossLogs): LiquidationParams {
  const market = poolMarket(context, event.address);
  const asset = lentAsset(context);
  const named = logs.account;
  const account = named === null ? event.params.creditManager : named;
  const mode = LiquidationMode.DIRECT;
  const principal = event.params.borrowedAmount;
  const params = new LiquidationParams(GEARBOX, REPAY, market, mode, account, asset, principal);
  params.liquidator = logs.liquidator;
  params.loss = event.params.loss;
  const treasury = treasuryShares(context, event.address);
  const share = poolShare(context, event.address);
  const created = new DeficitStep(DeficitAction.CREATED, event.params.loss);
  created.account = account;
  const covered = new DeficitStep(DeficitAction.COVERED, event.params.loss.minus(logs.uncovered));
  covered.account = context.bytes("treasury");
  covered.payer = treasury;
  const spread = new DeficitStep(DeficitAction.SOCIALISED, logs.uncovered);
  spread.layer = LossLayerKind.SOCIALISED;
  spread.rank = 2;
  params.deficits = [new DeficitParams(market, asset, [created, covered, spread])];
  params.flows = [new FlowParams(treasury, share, FlowDirection.OUT, FlowCause.COVERAGE, logs.burnt)];
  return params;
}

/** Records shares of the treasury that it gave back for what was lent. */
export function handleWithdraw(event: Withdraw): void {
  const context = readContext();
  if (!event.params.owner.equals(context.bytes("treasury"))) return;
  const out = FlowDirection.OUT;
  recordShares(event, context, "Pool.Withdraw", out, FlowCause.WITHDRAWAL, event.params.shares);
}

/** Records shares that reach or leave the treasury; for what burns `Repay` and `Withdraw` tell the reason. */
export function handleTransfer(event: Transfer): void {
  const context = readContext();
  const treasury = context.bytes("treasury");
  const isFrom = event.params.from.equals(treasury);
  const isTo = event.params.to.equals(treasury);
  if (isFrom == isTo || event.params.to.equals(Address.zero())) return;
  const direction = isTo ? FlowDirection.IN : FlowDirection.OUT;
  const isMint = event.params.from.equals(Address.zero());
  const cause = isMint ? FlowCause.FEE : FlowCause.TRANSFER;
  recordShares(event, context, "Pool.Transfer", direction, cause, event.params.value);
}

function recordShares(
  event: ethereum.Event,
  context: SourceContext,
  log: string,
  direction: string,
  cause: string,
  shares: BigInt,
): void {
  const treasury = treasuryShares(context, event.address);
  const flow = new FlowParams(treasury, poolShare(context, event.address), direction, cause, shares);
  recordFundFlow(event, new FundFlowParams(GEARBOX, log, [flow]));
}

/** Records how much the pool may lend in all. */
export function handleSetTotalDebtLimit(event: SetTotalDebtLimit): void {
  const log = "Pool.SetTotalDebtLimit";
  const params = new ParameterChangeParams(GEARBOX, log, event.address, "totalDebtLimit");
  params.market = poolMarket(readContext(), event.address);
  params.value = event.params.limit;
  recordParameterChange(event, params);
}

/** Records how much the pool may lend through one credit manager. */
export function handleSetCreditManagerDebtLimit(event: SetCreditManagerDebtLimit): void {
  const log = "Pool.SetCreditManagerDebtLimit";
  const manager = event.params.creditManager;
  const params = new ParameterChangeParams(GEARBOX, log, manager, "creditManagerDebtLimit");
  params.market = poolMarket(readContext(), event.address);
  params.value = event.params.newLimit;
  recordParameterChange(event, params);
}

/** Records that nobody can lend, borrow or repay. */
export function handlePaused(event: Paused): void {
  recordStatus(event, "Pool.Paused", OperatingStatus.PAUSED);
}

/** Records that the pool works again. */
export function handleUnpaused(event: Unpaused): void {
  recordStatus(event, "Pool.Unpaused", OperatingStatus.ACTIVE);
}

function recordStatus(event: ethereum.Event, log: string, status: string): void {
  const market = poolMarket(readContext(), event.address);
  recordMarketStatus(event, new MarketStatusParams(GEARBOX, log, market, status));
}
