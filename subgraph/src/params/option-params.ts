import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { optionSeriesId } from "../ids";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";
import { ExerciseTerms, TradeTerms } from "./option-terms";

/** What an option series is, for the first event that names it. */
export class OptionSeriesParams {
  id: Bytes;
  /** One of OptionType; null when the chain does not tell. */
  type: string | null = null;
  /** In 10^-strikeDecimals of the quote currency; null when the chain does not tell. */
  strike: BigInt | null = null;
  /** Last moment of exercise, seconds; null when the chain does not tell. */
  expiry: BigInt | null = null;
  /** Units of the underlying written before the first trade that is seen; null when the chain does not tell. */
  size: BigInt | null = BigInt.zero();
  /** The protocol's number of the series that expire together; null where it has none. */
  board: BigInt | null = null;

  /**
   * @param number - The protocol's number of the series or option; null where a contract is one series.
   * @param style - One of OptionStyle.
   * @param settlement - One of SettlementKind.
   */
  constructor(
    public protocol: string,
    public contract: Bytes,
    public number: BigInt | null,
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
export class OptionTradeParams extends TradeTerms {
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
    account: Bytes,
    side: string,
    premiumAsset: AssetParams,
    premium: BigInt,
    fee: BigInt,
  ) {
    super(protocol, log, account, side);
    this.premiumAsset = premiumAsset;
    this.premium = premium;
    this.fee = fee;
  }
}

/** End of an option that is a series of its own. */
export class OptionExerciseParams extends ExerciseTerms {
  id: Bytes;
  /** True when the payoff is cut at the locked collateral, so that a smaller one was paid in full. */
  isCappedByCollateral: bool = false;
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
    kind: string,
    payoffAsset: AssetParams,
    settled: BigInt,
  ) {
    super(protocol, log, kind, payoffAsset, settled);
    this.id = optionSeriesId(protocol, contract, number);
  }
}
