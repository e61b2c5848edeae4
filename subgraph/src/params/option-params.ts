import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { optionSeriesId } from "../ids";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** What an option series is, for the first event that names it. */
export class OptionSeriesParams {
  id: Bytes;
  /** One of OptionType; null when the chain does not tell. */
  type: string | null = null;
  /** In 10^-strikeDecimals of the quote currency; null when the chain does not tell. */
  strike: BigInt | null = null;
  /** Last moment of exercise, seconds; null when the chain does not tell. */
  expiry: BigInt | null = null;

  /**
   * @param number - The protocol's number of the series or option.
   * @param style - One of OptionStyle.
   * @param settlement - One of SettlementKind.
   */
  constructor(
    public protocol: string,
    public contract: Bytes,
    public number: BigInt,
    public market: MarketParams,
    public backstop: BackstopParams,
    public style: string,
    public settlement: string,
    public underlying: AssetParams,
    public strikeDecimals: i32,
  ) {
    this.id = optionSeriesId(protocol, contract, number);
  }
}

/** Purchase of an option that is a series of its own. */
export class OptionTradeParams extends ActionParams {
  /** Units of the underlying; null when the chain does not tell. */
  size: BigInt | null = null;
  /** Locked by the writer, in units of the underlying; null when the chain does not tell. */
  collateral: BigInt | null = null;
  /** Implied volatility a year, 10^18 = 100 %; null when the protocol quotes none. */
  impliedVolatility: BigInt | null = null;
  /** Why the terms are unknown; null when they are known. Becomes a SkippedEvent CALL_FAILED. */
  failedCall: string | null = null;

  /**
   * @param side - The protocol's side, one of OptionSide.
   * @param premium - Paid to the writer, in units of `premiumAsset`.
   * @param fee - Paid besides, in units of `premiumAsset`.
   */
  constructor(
    protocol: string,
    log: string,
    public series: OptionSeriesParams,
    public account: Bytes,
    public side: string,
    public premiumAsset: AssetParams,
    public premium: BigInt,
    public fee: BigInt,
  ) {
    super(protocol, log);
  }
}

/** End of an option that is a series of its own. */
export class OptionExerciseParams extends ActionParams {
  id: Bytes;
  /** Account that used the right; null when the event does not tell. */
  account: Bytes | null = null;
  /** True when the payoff is cut at the locked collateral, so that a smaller one was paid in full. */
  isCappedByCollateral: bool = false;
  /** Price of the underlying that the event states, in the strike's scale; null when it states none. */
  price: BigInt | null = null;
  /** True when the collateral locked for the option becomes usable again. */
  releasesCollateral: bool = false;

  /**
   * @param backstop - Pool that wrote the option.
   * @param kind - One of ExerciseKind.
   * @param payoffAsset - Asset of `settled`.
   * @param settled - Paid to the holder.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public number: BigInt,
    public backstop: BackstopParams,
    public kind: string,
    public payoffAsset: AssetParams,
    public settled: BigInt,
  ) {
    super(protocol, log);
    this.id = optionSeriesId(protocol, contract, number);
  }
}
