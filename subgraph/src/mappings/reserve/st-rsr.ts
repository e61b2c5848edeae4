import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  AllBalancesReset,
  AllUnstakingReset,
  ExchangeRateSet,
  ExchangeRateSet1,
  RewardsPaid,
  RewardsPaid1,
  Staked,
  Staked1,
  UnstakingCancelled,
  UnstakingCompleted,
  UnstakingDelaySet,
  UnstakingDelaySet1,
  UnstakingStarted,
  WithdrawalLeakSet,
} from "../../../generated/ReserveStRSR/StRSR";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordQueuedPayment } from "../../actions/record-queued-payment";
import { recordShareRate } from "../../actions/record-share-rate";
import { recordStakeReset } from "../../actions/record-stake-reset";
import { FlowCause, FlowDirection, HoldKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { QueuedPaymentParams } from "../../params/queued-payment-params";
import { ShareRateParams } from "../../params/share-rate-params";
import { StakeResetParams } from "../../params/stake-reset-params";
import { knownRToken, knownToken, RESERVE, stakedRsr } from "./reserve";

/** Records a stake; the contract mints stRSR, its shares. */
export function handleStaked(event: Staked): void {
  recordStake(event, event.params.staker, event.params.rsrAmount, event.params.stRSRAmount);
}

/** The same log as it is now: the shares are not indexed. */
export function handleStakedOfLaterLayout(event: Staked1): void {
  recordStake(event, event.params.staker, event.params.rsrAmount, event.params.stRSRAmount);
}

function recordStake(event: ethereum.Event, staker: Bytes, amount: BigInt, shares: BigInt): void {
  const flow = new FlowParams(stake(event), rsr(), FlowDirection.IN, FlowCause.DEPOSIT, amount);
  flow.shares = shares;
  flow.pendingShares = BigInt.zero();
  flow.account = staker;
  recordFundFlow(event, new FundFlowParams(RESERVE, "StRSR.Staked", [flow]));
}

/** Records a request: the shares are burnt and the RSR waits, where a seizure takes its part of it. */
export function handleUnstakingStarted(event: UnstakingStarted): void {
  const amount = event.params.rsrAmount;
  const cause = FlowCause.WITHDRAWAL_REQUEST;
  const flow = new FlowParams(stake(event), rsr(), FlowDirection.HOLD, cause, amount);
  flow.hold = HoldKind.PENDING_OUTFLOW;
  flow.shares = event.params.stRSRAmount.neg();
  flow.account = event.params.staker;
  recordFundFlow(event, new FundFlowParams(RESERVE, "StRSR.UnstakingStarted", [flow]));
}

/** Records that RSR which waited was paid. */
export function handleUnstakingCompleted(event: UnstakingCompleted): void {
  const log = "StRSR.UnstakingCompleted";
  const staker = event.params.staker;
  const cause = FlowCause.WITHDRAWAL;
  const amount = event.params.rsrAmount;
  const params = new QueuedPaymentParams(RESERVE, log, stake(event), rsr(), staker, cause, amount);
  recordQueuedPayment(event, params);
}

/** Records that RSR which waited leaves the queue; a Staked of the same amount brings it back. */
export function handleUnstakingCancelled(event: UnstakingCancelled): void {
  const log = "StRSR.UnstakingCancelled";
  const staker = event.params.staker;
  const cause = FlowCause.REBALANCE;
  const amount = event.params.rsrAmount;
  const params = new QueuedPaymentParams(RESERVE, log, stake(event), rsr(), staker, cause, amount);
  recordQueuedPayment(event, params);
}

/** Records the worth of one stRSR; a fall is a seizure. */
export function handleExchangeRateSet(event: ExchangeRateSet): void {
  recordRate(event, event.params.oldVal, event.params.newVal);
}

/** The same log as it is now: nothing is indexed. */
export function handleExchangeRateSetOfLaterLayout(event: ExchangeRateSet1): void {
  recordRate(event, event.params.oldVal, event.params.newVal);
}

function recordRate(event: ethereum.Event, previous: BigInt, rate: BigInt): void {
  const market = knownRToken(readContext().bytes("rToken"));
  const log = "StRSR.ExchangeRateSet";
  const name = "exchangeRate";
  const params = new ShareRateParams(RESERVE, log, stake(event), rsr(), market, name, previous, rate);
  recordShareRate(event, params);
}

/** Records rewards that began to back the shares. */
export function handleRewardsPaid(event: RewardsPaid): void {
  recordRewards(event, event.params.rsrAmt);
}

/** The same log as it is now: nothing is indexed. */
export function handleRewardsPaidOfLaterLayout(event: RewardsPaid1): void {
  recordRewards(event, event.params.rsrAmt);
}

function recordRewards(event: ethereum.Event, amount: BigInt): void {
  if (amount.isZero()) return;
  const flow = new FlowParams(stake(event), rsr(), FlowDirection.IN, FlowCause.YIELD, amount);
  recordFundFlow(event, new FundFlowParams(RESERVE, "StRSR.RewardsPaid", [flow]));
}

/** Records that all stakes were taken. */
export function handleAllBalancesReset(event: AllBalancesReset): void {
  const log = "StRSR.AllBalancesReset";
  const era = event.params.newEra;
  recordStakeReset(event, new StakeResetParams(RESERVE, log, stake(event), rsr(), false, "era", era));
}

/** Records that all RSR which waited was taken. */
export function handleAllUnstakingReset(event: AllUnstakingReset): void {
  const log = "StRSR.AllUnstakingReset";
  const era = event.params.newEra;
  recordStakeReset(event, new StakeResetParams(RESERVE, log, stake(event), rsr(), true, "draftEra", era));
}

/** Records the time between request and payment, in seconds. */
export function handleUnstakingDelaySet(event: UnstakingDelaySet): void {
  recordSetting(event, "unstakingDelay", event.params.oldVal, event.params.newVal);
}

/** The same log as it is now: nothing is indexed. */
export function handleUnstakingDelaySetOfLaterLayout(event: UnstakingDelaySet1): void {
  recordSetting(event, "unstakingDelay", event.params.oldVal, event.params.newVal);
}

/** Records the part of the stake that may leave before the basket is looked at again, 10^18 = 1. */
export function handleWithdrawalLeakSet(event: WithdrawalLeakSet): void {
  recordSetting(event, "withdrawalLeak", event.params.oldVal, event.params.newVal);
}

function recordSetting(event: ethereum.Event, name: string, previous: BigInt, value: BigInt): void {
  const params = new ParameterChangeParams(RESERVE, `StRSR.${name}`, event.address, name);
  params.previous = previous;
  params.value = value;
  recordParameterChange(event, params);
}

/** The stake that its creation has named before. */
function stake(event: ethereum.Event): BackstopParams {
  const market = knownRToken(readContext().bytes("rToken"));
  return stakedRsr(event.address, market, event.address.toHexString());
}

function rsr(): AssetParams {
  return knownToken(readContext().bytes("asset"));
}
