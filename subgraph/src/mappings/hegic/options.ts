import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  Create,
  Exercise,
  Expire,
  Expire1,
  HegicOptions,
  HegicOptions__optionsResult,
} from "../../../generated/HegicOptions/HegicOptions";
import { recordOptionExercise } from "../../actions/record-option-exercise";
import { recordOptionTrade } from "../../actions/record-option-trade";
import {
  ExerciseKind,
  FlowCause,
  FlowDirection,
  HoldKind,
  OptionSide,
  OptionStyle,
  OptionType,
  SettlementKind,
} from "../../constants";
import { readContext, SourceContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { OptionExerciseParams, OptionSeriesParams, OptionTradeParams } from "../../params/option-params";
import { HEGIC, liquidityPool, optionsMarket, poolAsset } from "./hegic";

/** The contract's `OptionType.Put`. */
const PUT = 1;
/** The contract's `OptionType.Call`. */
const CALL = 2;

/**
 * Records the purchase of an option. The event states its price only; the terms come from the declared call
 * `options(id)`. Its total includes the fee that goes to stakers; the rest is the pool's premium.
 */
export function handleCreate(event: Create): void {
  const series = newSeries(event, readContext());
  const params = new OptionTradeParams(
    HEGIC,
    "HegicOptions.Create",
    series,
    event.params.account,
    OptionSide.SHORT,
    series.underlying,
    event.params.totalFee.minus(event.params.settlementFee),
    event.params.settlementFee,
  );
  const terms = HegicOptions.bind(event.address).try_options(event.params.id);
  if (terms.reverted) params.failedCall = `options(${event.params.id.toString()}) gave no answer`;
  else setTerms(params, terms.value);
  recordOptionTrade(event, params);
}

/** Records that the holder used the option; the pool pays the profit, at most the locked collateral. */
export function handleExercise(event: Exercise): void {
  const log = "HegicOptions.Exercise";
  recordOptionExercise(
    event,
    ending(event, log, event.params.id, ExerciseKind.EXERCISE, event.params.profit),
  );
}

/** Records that the option expired unused. */
export function handleExpire(event: Expire): void {
  recordExpiry(event, event.params.id);
}

/** Records that the option expired unused, as contracts say it that do not state the premium. */
export function handleExpireWithoutPremium(event: Expire1): void {
  recordExpiry(event, event.params.id);
}

function recordExpiry(event: ethereum.Event, id: BigInt): void {
  const params = ending(event, "HegicOptions.Expire", id, ExerciseKind.EXPIRY, BigInt.zero());
  recordOptionExercise(event, params);
}

function newSeries(event: Create, context: SourceContext): OptionSeriesParams {
  const asset = poolAsset(context);
  const market = optionsMarket(event.address, asset);
  return new OptionSeriesParams(
    HEGIC,
    event.address,
    event.params.id,
    market,
    liquidityPool(context.bytes("pool"), market, asset),
    OptionStyle.AMERICAN,
    SettlementKind.CASH,
    asset,
    context.int("strikeDecimals"),
  );
}

function setTerms(params: OptionTradeParams, terms: HegicOptions__optionsResult): void {
  const series = params.series;
  series.type = typeOf(terms.getOptionType());
  series.strike = terms.getStrike();
  series.expiry = terms.getExpiration();
  params.size = terms.getAmount();
  params.collateral = terms.getLockedAmount();
  const asset = series.underlying;
  const lock = new FlowParams(
    series.backstop,
    asset,
    FlowDirection.HOLD,
    FlowCause.REBALANCE,
    terms.getLockedAmount(),
  );
  lock.hold = HoldKind.ENCUMBERED;
  params.flows = [lock];
}

function typeOf(type: i32): string | null {
  if (type == PUT) return OptionType.PUT;
  return type == CALL ? OptionType.CALL : null;
}

function ending(
  event: ethereum.Event,
  log: string,
  id: BigInt,
  kind: string,
  settled: BigInt,
): OptionExerciseParams {
  const context = readContext();
  const asset = poolAsset(context);
  const pool = liquidityPool(context.bytes("pool"), optionsMarket(event.address, asset), asset);
  const params = new OptionExerciseParams(HEGIC, log, event.address, id, pool, kind, asset, settled);
  params.isCappedByCollateral = true;
  params.releasesCollateral = true;
  return params;
}
