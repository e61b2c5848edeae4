import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  CooldownChanged,
  Deposit,
  Paused,
  Slashed,
  StakerCooldownUpdated,
  Unpaused,
  UnstakeWindowChanged,
  Withdraw,
} from "../../../generated/AaveUmbrellaStakeToken/UmbrellaStakeToken";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordWithdrawalRequest } from "../../actions/record-withdrawal-request";
import { FlowCause, FlowDirection, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { WithdrawalRequestParams } from "../../params/withdrawal-params";
import { AAVE, unnamedToken } from "./aave";
import { stake, stakeFlow } from "./stake";

/** Records a stake. */
export function handleDeposit(event: Deposit): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = unnamedToken(context.bytes("asset"));
  const assets = event.params.assets;
  const flow = stakeFlow(module, asset, FlowDirection.IN, FlowCause.DEPOSIT, assets, event.params.shares);
  flow.account = event.params.owner;
  recordFundFlow(event, new FundFlowParams(AAVE, "UmbrellaStakeToken.Deposit", [flow]));
}

/** Records a redemption; the StakerCooldownUpdated before it has taken its shares from the queue. */
export function handleWithdraw(event: Withdraw): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = unnamedToken(context.bytes("asset"));
  const assets = event.params.assets;
  const burnt = event.params.shares.neg();
  const flow = stakeFlow(module, asset, FlowDirection.OUT, FlowCause.WITHDRAWAL, assets, burnt);
  flow.account = event.params.owner;
  recordFundFlow(event, new FundFlowParams(AAVE, "UmbrellaStakeToken.Withdraw", [flow]));
}

/** Records what a staker has asked back by now, in shares: after a request, a redemption or a transfer. */
export function handleStakerCooldownUpdated(event: StakerCooldownUpdated): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = unnamedToken(context.bytes("asset"));
  const user = event.params.user;
  const log = "UmbrellaStakeToken.StakerCooldownUpdated";
  const params = new WithdrawalRequestParams(AAVE, log, module, asset, user, event.params.amount);
  recordWithdrawalRequest(event, params);
}

/** Records a slash: shares stay and are worth less. Which deficit it is for, Umbrella tells right after. */
export function handleSlashed(event: Slashed): void {
  const context = readContext();
  const module = stake(event.address, context.string("name"));
  const asset = unnamedToken(context.bytes("asset"));
  const amount = event.params.amount;
  const flow = stakeFlow(module, asset, FlowDirection.OUT, FlowCause.SLASH, amount, BigInt.zero());
  flow.account = event.params.destination;
  recordFundFlow(event, new FundFlowParams(AAVE, "UmbrellaStakeToken.Slashed", [flow]));
}

/** Records that the stake is paused: nothing moves, and nothing can be slashed. */
export function handlePaused(event: Paused): void {
  const log = "UmbrellaStakeToken.Paused";
  recordPause(event, log, OperatingStatus.PAUSED, OperatingStatus.ACTIVE);
}

/** Records that the stake works again. */
export function handleUnpaused(event: Unpaused): void {
  const log = "UmbrellaStakeToken.Unpaused";
  recordPause(event, log, OperatingStatus.ACTIVE, OperatingStatus.PAUSED);
}

/** A stake that covers no reserve stays DISABLED, paused or not. */
function recordPause(event: ethereum.Event, log: string, status: string, onlyFrom: string): void {
  const module = stake(event.address, readContext().string("name"));
  const params = new BackstopStateParams(AAVE, log, module, status);
  params.onlyFrom = onlyFrom;
  recordBackstopState(event, params);
}

/** Records the time between request and redemption, in seconds. */
export function handleCooldownChanged(event: CooldownChanged): void {
  const log = "UmbrellaStakeToken.CooldownChanged";
  const change = changed(event.address, log, "cooldown", event.params.oldCooldown, event.params.newCooldown);
  recordParameterChange(event, change);
}

/** Records how long a redemption is possible after the cooldown, in seconds. */
export function handleUnstakeWindowChanged(event: UnstakeWindowChanged): void {
  const log = "UmbrellaStakeToken.UnstakeWindowChanged";
  const before = event.params.oldUnstakeWindow;
  const after = event.params.newUnstakeWindow;
  recordParameterChange(event, changed(event.address, log, "unstakeWindow", before, after));
}

function changed(
  contract: Bytes,
  log: string,
  name: string,
  before: BigInt,
  after: BigInt,
): ParameterChangeParams {
  const params = new ParameterChangeParams(AAVE, log, contract, name);
  params.previous = before;
  params.value = after;
  return params;
}
