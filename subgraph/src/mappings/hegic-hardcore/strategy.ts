import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  Acquired,
  AcquiredSpread,
  AcquiredStrangle,
  SetLimit,
} from "../../../generated/templates/HegicHardcoreStrategy/Strategy";
import { recordOptionTrade } from "../../actions/record-option-trade";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { FlowCause, FlowDirection, OptionSide, OptionStyle, SettlementKind } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { OptionSeriesParams, OptionTradeParams } from "../../params/option-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import {
  HEGIC_HARDCORE,
  operationalTreasury,
  optionsMarket,
  pricedAsset,
  settlementToken,
} from "./hegic-hardcore";

/** Decimals of strikes: those of the price feeds in USD. */
const STRIKE_DECIMALS: i32 = 8;

/** Records an option, or a strategy of several with one strike. */
export function handleAcquired(event: Acquired): void {
  const series = newSeries(event.params.id, event.params.expiration);
  series.strike = event.params.strike;
  buy(event, "Strategy.Acquired", series, event.params.amount, event.params.premium);
}

/** Records a strategy of a call and a put; it has two strikes, so that the series has none. */
export function handleAcquiredStrangle(event: AcquiredStrangle): void {
  const series = newSeries(event.params.id, event.params.expiration);
  buy(event, "Strategy.AcquiredStrangle", series, event.params.amount, event.params.premium);
}

/** Records a spread; its payoff begins at the first strike and is cut at the second. */
export function handleAcquiredSpread(event: AcquiredSpread): void {
  const series = newSeries(event.params.id, event.params.expiration);
  series.strike = event.params.atmStrike;
  buy(event, "Strategy.AcquiredSpread", series, event.params.amount, event.params.premium);
}

/** Records how much a strategy may lock. */
export function handleSetLimit(event: SetLimit): void {
  const log = "Strategy.SetLimit";
  const params = new ParameterChangeParams(HEGIC_HARDCORE, log, event.address, "lockedLimit");
  params.value = event.params.limit;
  recordParameterChange(event, params);
}

function newSeries(id: BigInt, expiration: BigInt): OptionSeriesParams {
  const context = readContext();
  const treasury = context.bytes("treasury");
  const symbol = context.string("underlying");
  const underlying = pricedAsset(context.bytes("feed"), symbol, context.int("underlyingDecimals"));
  const series = new OptionSeriesParams(
    HEGIC_HARDCORE,
    treasury,
    id,
    optionsMarket(treasury, underlying, settlementToken(context)),
    operationalTreasury(treasury),
    OptionStyle.AMERICAN,
    SettlementKind.CASH,
    underlying,
    STRIKE_DECIMALS,
  );
  series.expiry = expiration;
  return series;
}

/** The log names no holder: the account is that which sent the transaction. */
function buy(
  event: ethereum.Event,
  log: string,
  series: OptionSeriesParams,
  amount: BigInt,
  premium: BigInt,
): void {
  const token = settlementToken(readContext());
  const buyer = event.transaction.from;
  const side = OptionSide.SHORT;
  const params = new OptionTradeParams(
    HEGIC_HARDCORE,
    log,
    series,
    buyer,
    side,
    token,
    premium,
    BigInt.zero(),
  );
  params.size = amount;
  params.flows = [new FlowParams(series.backstop, token, FlowDirection.IN, FlowCause.PREMIUM, premium)];
  recordOptionTrade(event, params);
}
