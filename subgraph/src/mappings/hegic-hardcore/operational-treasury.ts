import { Address, BigInt, Bytes, DataSourceContext, ethereum } from "@graphprotocol/graph-ts";
import {
  Expired,
  Paid,
  Replenished,
  RoleGranted,
} from "../../../generated/HegicHardcoreOperationalTreasury/OperationalTreasury";
import { Strategy } from "../../../generated/HegicHardcoreOperationalTreasury/Strategy";
import { HegicHardcoreStrategy } from "../../../generated/templates";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordMarket } from "../../actions/record-market";
import { recordOptionExercise } from "../../actions/record-option-exercise";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { DeficitAction, ExerciseKind, FlowCause, FlowDirection, SkipReason } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { MarketRegistrationParams } from "../../params/market-registration-params";
import { OptionExerciseParams } from "../../params/option-params";
import { SkipParams } from "../../params/skip-params";
import {
  HEGIC_HARDCORE,
  operationalTreasury,
  optionsMarket,
  pricedAsset,
  settlementToken,
  stakeAndCover,
  systemMarket,
} from "./hegic-hardcore";

/** keccak256("STRATEGY_ROLE"): hegic/contracts packages/hardcore-beta HegicOperationalTreasury.sol. */
const STRATEGY_ROLE = "0x928286c473ded01ff8bf61a1986f14a0579066072fa8261442d9fea514d93a4c";
const ROLE_GRANTED = "OperationalTreasury.RoleGranted";
/** Decimals in which strategies count amounts: their constructors' `_spotDecimals`. */
const ETH_DECIMALS: i32 = 18;
const BTC_DECIMALS: i32 = 8;

/** Records that an option expired unused. */
export function handleExpired(event: Expired): void {
  const log = "OperationalTreasury.Expired";
  const params = ending(event, log, event.params.id, ExerciseKind.EXPIRY, BigInt.zero());
  recordOptionExercise(event, params);
}

/** Records the profit of an exercised option. The strategy computes it, and the treasury pays all of it or reverts. */
export function handlePaid(event: Paid): void {
  const amount = event.params.amount;
  const params = ending(event, "OperationalTreasury.Paid", event.params.id, ExerciseKind.EXERCISE, amount);
  params.account = event.params.account;
  params.owed = amount;
  const flow = new FlowParams(
    params.backstop,
    params.payoffAsset,
    FlowDirection.OUT,
    FlowCause.EXERCISE,
    amount,
  );
  flow.account = event.params.account;
  params.flows = [flow];
  recordOptionExercise(event, params);
}

/** Records that the treasury lacked money and that the stakers' pool gave it. */
export function handleReplenished(event: Replenished): void {
  const context = readContext();
  const token = settlementToken(context);
  const amount = event.params.amount;
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  covered.payer = stakeAndCover(context.bytes("stakeAndCover"));
  const steps = [new DeficitStep(DeficitAction.CREATED, amount), covered];
  const deficit = new DeficitParams(systemMarket(event.address, token), token, steps);
  const params = new DeficitChangeParams(HEGIC_HARDCORE, "OperationalTreasury.Replenished", deficit);
  const treasury = operationalTreasury(event.address);
  const flow = new FlowParams(treasury, token, FlowDirection.IN, FlowCause.RECAPITALISATION, amount);
  flow.account = context.bytes("stakeAndCover");
  params.flows = [flow];
  recordDeficitChange(event, params);
}

/** Records the market of a strategy that the treasury admits, and begins to follow it. */
export function handleRoleGranted(event: RoleGranted): void {
  if (!event.params.role.equals(Bytes.fromHexString(STRATEGY_ROLE))) return;
  const strategy = event.params.account;
  const feed = Strategy.bind(strategy).try_priceProvider();
  if (feed.reverted) {
    const detail = `priceProvider() of ${strategy.toHexString()} gave no answer; its options are not read`;
    const skip = new SkipParams(HEGIC_HARDCORE, ROLE_GRANTED, SkipReason.CALL_FAILED, detail);
    recordSkippedEvent(event, skip);
    return;
  }
  const context = readContext();
  const underlying = underlyingOf(feed.value, context);
  const market = optionsMarket(event.address, underlying, settlementToken(context));
  recordMarket(event, new MarketRegistrationParams(HEGIC_HARDCORE, ROLE_GRANTED, market));
  follow(strategy, event.address, underlying, context);
}

function underlyingOf(feed: Address, context: SourceContext): AssetParams {
  if (feed.equals(context.bytes("ethFeed"))) return pricedAsset(feed, "ETH", ETH_DECIMALS);
  if (feed.equals(context.bytes("btcFeed"))) return pricedAsset(feed, "BTC", BTC_DECIMALS);
  return pricedAsset(feed, "", -1);
}

function follow(
  strategy: Address,
  treasury: Address,
  underlying: AssetParams,
  treasuryContext: SourceContext,
): void {
  const context = new DataSourceContext();
  context.setBytes("asset", treasuryContext.bytes("asset"));
  context.setString("assetSymbol", treasuryContext.string("assetSymbol"));
  context.setI32("assetDecimals", treasuryContext.int("assetDecimals"));
  context.setBytes("treasury", treasury);
  context.setBytes("feed", underlying.id);
  const symbol = underlying.symbol;
  context.setString("underlying", symbol === null ? "" : symbol);
  context.setI32("underlyingDecimals", underlying.decimals);
  HegicHardcoreStrategy.createWithContext(strategy, context);
}

function ending(
  event: ethereum.Event,
  log: string,
  id: BigInt,
  kind: string,
  settled: BigInt,
): OptionExerciseParams {
  const treasury = operationalTreasury(event.address);
  const token = settlementToken(readContext());
  return new OptionExerciseParams(HEGIC_HARDCORE, log, event.address, id, treasury, kind, token, settled);
}
