import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  Cooldown,
  Cooldown1,
  CooldownSecondsChanged,
  ExchangeRateChanged,
  FundsReturned,
  MaxSlashablePercentageChanged,
  Redeem,
  Redeem1,
  Slashed,
  SlashingSettled,
  Staked,
  Staked1,
  StakedToken,
} from "../../../generated/AaveStakedToken/StakedToken";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { recordWithdrawal } from "../../actions/record-withdrawal";
import { recordWithdrawalRequest } from "../../actions/record-withdrawal-request";
import { FlowCause, FlowDirection, OperatingStatus, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { SkipParams } from "../../params/skip-params";
import { WithdrawalParams, WithdrawalRequestParams } from "../../params/withdrawal-params";
import { AAVE } from "./aave";
import { namedStakeAsset, stake, stakeFlow } from "./stake";

/** Records a stake of the first layout: one share for each token. */
export function handleFirstStaked(event: Staked): void {
  recordStake(event, event.params.onBehalfOf, event.params.amount, event.params.amount);
}

/** Records a stake. */
export function handleStaked(event: Staked1): void {
  recordStake(event, event.params.to, event.params.assets, event.params.shares);
}

function recordStake(event: ethereum.Event, holder: Address, assets: BigInt, shares: BigInt): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = namedStakeAsset(context);
  const flow = stakeFlow(module, asset, FlowDirection.IN, FlowCause.DEPOSIT, assets, shares);
  flow.account = holder;
  recordFundFlow(event, new FundFlowParams(AAVE, "StakedToken.Staked", [flow]));
}

/** Records a redemption of the first layout: one token for each share. */
export function handleFirstRedeem(event: Redeem): void {
  recordRedeem(event, event.params.from, event.params.amount, event.params.amount);
}

/** Records a redemption. */
export function handleRedeem(event: Redeem1): void {
  recordRedeem(event, event.params.from, event.params.assets, event.params.shares);
}

/** A part may be redeemed, and right after a slash there is no need to have asked. */
function recordRedeem(event: ethereum.Event, holder: Address, assets: BigInt, shares: BigInt): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = namedStakeAsset(context);
  const log = "StakedToken.Redeem";
  const params = new WithdrawalParams(AAVE, log, module, asset, holder, assets, shares);
  params.isPartial = true;
  recordWithdrawal(event, params);
}

/** Records a request of the first layout, which states no amount: all that the staker has may be redeemed. */
export function handleFirstCooldown(event: Cooldown): void {
  const balance = StakedToken.bind(event.address).try_balanceOf(event.params.user);
  if (balance.reverted) {
    const detail = `Expected balanceOf(${event.params.user.toHexString()}), got no answer`;
    recordSkippedEvent(event, new SkipParams(AAVE, "StakedToken.Cooldown", SkipReason.CALL_FAILED, detail));
    return;
  }
  recordCooldown(event, event.params.user, balance.value);
}

/** Records a request: `amount` is all that the staker has, in shares. */
export function handleCooldown(event: Cooldown1): void {
  recordCooldown(event, event.params.user, event.params.amount);
}

function recordCooldown(event: ethereum.Event, holder: Address, shares: BigInt): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = namedStakeAsset(context);
  const log = "StakedToken.Cooldown";
  recordWithdrawalRequest(event, new WithdrawalRequestParams(AAVE, log, module, asset, holder, shares));
}

/** Records a slash. Until it is settled nobody can stake, nor be slashed again. */
export function handleSlashed(event: Slashed): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const params = new BackstopStateParams(AAVE, "StakedToken.Slashed", module, OperatingStatus.PAUSED);
  params.onlyFrom = OperatingStatus.ACTIVE;
  params.reason = "Slashing not settled";
  const amount = event.params.amount;
  const asset = namedStakeAsset(context);
  const flow = stakeFlow(module, asset, FlowDirection.OUT, FlowCause.SLASH, amount, BigInt.zero());
  flow.account = event.params.destination;
  params.flows = [flow];
  recordBackstopState(event, params);
}

/** Records that a slash is settled. */
export function handleSlashingSettled(event: SlashingSettled): void {
  const module = stake(event.address, readContext().string("name"));
  const log = "StakedToken.SlashingSettled";
  const params = new BackstopStateParams(AAVE, log, module, OperatingStatus.ACTIVE);
  params.onlyFrom = OperatingStatus.PAUSED;
  params.reason = "Slashing settled";
  recordBackstopState(event, params);
}

/** Records what came back to all stakers without a new share, such as what a slash took too much. */
export function handleFundsReturned(event: FundsReturned): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = namedStakeAsset(context);
  const amount = event.params.amount;
  const flow = stakeFlow(module, asset, FlowDirection.IN, FlowCause.DONATION, amount, BigInt.zero());
  recordFundFlow(event, new FundFlowParams(AAVE, "StakedToken.FundsReturned", [flow]));
}

/** Records the part of the stake that a slash may take, in 0.01 %. At zero the module covers nothing. */
export function handleMaxSlashablePercentageChanged(event: MaxSlashablePercentageChanged): void {
  const module = stake(event.address, readContext().string("name"));
  const limit = event.params.newPercentage;
  const log = "StakedToken.MaxSlashablePercentageChanged";
  const status = limit.isZero() ? OperatingStatus.DISABLED : OperatingStatus.ACTIVE;
  const params = new BackstopStateParams(AAVE, log, module, status);
  if (!limit.isZero()) params.onlyFrom = OperatingStatus.DISABLED;
  params.reason = `Max slashable percentage ${limit.toString()}`;
  params.parameter = parameter(event.address, log, "maxSlashablePercentage", limit);
  recordBackstopState(event, params);
}

/** Records the shares of one token, 10^18 = 1, rounded up. */
export function handleExchangeRateChanged(event: ExchangeRateChanged): void {
  const log = "StakedToken.ExchangeRateChanged";
  recordParameterChange(event, parameter(event.address, log, "exchangeRate", event.params.exchangeRate));
}

/** Records the time between request and redemption, in seconds. */
export function handleCooldownSecondsChanged(event: CooldownSecondsChanged): void {
  const log = "StakedToken.CooldownSecondsChanged";
  recordParameterChange(
    event,
    parameter(event.address, log, "cooldownSeconds", event.params.cooldownSeconds),
  );
}

function parameter(contract: Bytes, log: string, name: string, value: BigInt): ParameterChangeParams {
  const params = new ParameterChangeParams(AAVE, log, contract, name);
  params.value = value;
  return params;
}
