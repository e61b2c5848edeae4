import { Address, Bytes, DataSourceContext, ethereum } from "@graphprotocol/graph-ts";
import {
  DeficitOffsetChanged,
  DeficitOffsetCovered,
  PendingDeficitChanged,
  PendingDeficitCovered,
  ReserveDeficitCovered,
  SlashingConfigurationChanged,
  SlashingConfigurationRemoved,
  StakeTokenSlashed,
  UmbrellaStakeTokenCreated,
} from "../../../generated/AaveUmbrella/Umbrella";
import { AaveUmbrellaStakeToken } from "../../../generated/templates";
import { recordBackstop } from "../../actions/record-backstop";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordPendingDeficit } from "../../actions/record-pending-deficit";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { DeficitAction, OperatingStatus, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { BackstopParams } from "../../params/backstop-params";
import { BackstopRegistrationParams } from "../../params/backstop-registration-params";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { PendingDeficitParams } from "../../params/pending-deficit-params";
import { SkipParams } from "../../params/skip-params";
import { failedViews, readToken } from "../read-token";
import { AAVE, knownReserveMarket, unnamedToken } from "./aave";
import { isStatedByPool } from "./cover";
import { stake } from "./stake";

/** Begins to follow a stake token. It covers nothing before a reserve is configured for it. */
export function handleUmbrellaStakeTokenCreated(event: UmbrellaStakeTokenCreated): void {
  const asset = readToken(event.params.underlying);
  const module = stake(event.params.umbrellaStake, event.params.name);
  const params = new BackstopRegistrationParams(AAVE, "Umbrella.UmbrellaStakeTokenCreated", module, asset);
  params.status = OperatingStatus.DISABLED;
  params.reason = "No reserve is configured";
  params.failedCalls = failedViews([asset]);
  if (!recordBackstop(event, params)) return;
  const context = new DataSourceContext();
  context.setString("name", event.params.name);
  context.setBytes("asset", asset.id);
  AaveUmbrellaStakeToken.createWithContext(event.params.umbrellaStake, context);
}

/** Records that a stake covers a reserve, with the part on top of the deficit that a slash takes, in 0.01 %. */
export function handleSlashingConfigurationChanged(event: SlashingConfigurationChanged): void {
  const log = "Umbrella.SlashingConfigurationChanged";
  const contract = event.params.umbrellaStake;
  const market = knownReserveMarket(readContext().bytes("pool"), event.params.reserve);
  const parameter = new ParameterChangeParams(AAVE, log, contract, "liquidationFee");
  parameter.market = market;
  parameter.value = event.params.liquidationFee;
  const params = new BackstopStateParams(AAVE, log, unnamedStake(contract), OperatingStatus.ACTIVE);
  params.onlyFrom = OperatingStatus.DISABLED;
  params.reason = `Covers ${event.params.reserve.toHexString()}`;
  params.market = market;
  params.parameter = parameter;
  recordBackstopState(event, params);
}

/** Records that a stake no longer covers a reserve: a stake covers one at most. */
export function handleSlashingConfigurationRemoved(event: SlashingConfigurationRemoved): void {
  const log = "Umbrella.SlashingConfigurationRemoved";
  const module = unnamedStake(event.params.umbrellaStake);
  const params = new BackstopStateParams(AAVE, log, module, OperatingStatus.DISABLED);
  params.reason = `No longer covers ${event.params.reserve.toHexString()}`;
  recordBackstopState(event, params);
}

/** Records the part of a reserve's deficit that governance pays before any stake is slashed. */
export function handleDeficitOffsetChanged(event: DeficitOffsetChanged): void {
  const params = new ParameterChangeParams(
    AAVE,
    "Umbrella.DeficitOffsetChanged",
    event.address,
    "deficitOffset",
  );
  params.market = knownReserveMarket(readContext().bytes("pool"), event.params.reserve);
  params.value = event.params.newDeficitOffset;
  recordParameterChange(event, params);
}

/** Takes over the slashed part of a deficit that waits for its payment, where other logs did not tell it all. */
export function handlePendingDeficitChanged(event: PendingDeficitChanged): void {
  const token = unnamedToken(event.params.reserve);
  const market = knownReserveMarket(readContext().bytes("pool"), token.id);
  const log = "Umbrella.PendingDeficitChanged";
  const pending = event.params.newPendingDeficit;
  recordPendingDeficit(event, new PendingDeficitParams(AAVE, log, market, token, pending));
}

/**
 * Records that stakers took a part of a reserve's deficit; it waits for its payment. `amount` is what the slash covers;
 * `fee` is taken from stakers on top and covers nothing.
 */
export function handleStakeTokenSlashed(event: StakeTokenSlashed): void {
  const token = unnamedToken(event.params.reserve);
  const market = knownReserveMarket(readContext().bytes("pool"), token.id);
  const step = new DeficitStep(DeficitAction.PENDING, event.params.amount);
  step.account = event.params.umbrellaStake;
  step.payer = unnamedStake(event.params.umbrellaStake);
  const deficit = new DeficitParams(market, token, [step]);
  recordDeficitChange(event, new DeficitChangeParams(AAVE, "Umbrella.StakeTokenSlashed", deficit));
}

/** Checks that the pool has stated the payment, whose log is the one that counts. */
export function handleDeficitOffsetCovered(event: DeficitOffsetCovered): void {
  checkCover(event, "Umbrella.DeficitOffsetCovered", event.params.reserve);
}

/** Checks that the pool has stated the payment, whose log is the one that counts. */
export function handlePendingDeficitCovered(event: PendingDeficitCovered): void {
  checkCover(event, "Umbrella.PendingDeficitCovered", event.params.reserve);
}

/** Checks that the pool has stated the payment, whose log is the one that counts. */
export function handleReserveDeficitCovered(event: ReserveDeficitCovered): void {
  checkCover(event, "Umbrella.ReserveDeficitCovered", event.params.reserve);
}

function checkCover(event: ethereum.Event, log: string, reserve: Address): void {
  if (isStatedByPool(event, readContext().bytes("pool"), reserve)) return;
  const detail = "Expected DeficitCovered of the pool before it in the transaction, got none";
  recordSkippedEvent(event, new SkipParams(AAVE, log, SkipReason.UNKNOWN_PARENT, detail));
}

/** A stake that its creation has named before. */
function unnamedStake(contract: Bytes): BackstopParams {
  return stake(contract, contract.toHexString());
}
