import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";

/** What every trade in an option tells. */
export class TradeTerms extends ActionParams {
  /** Units of the underlying; null when the chain does not tell. */
  size: BigInt | null = null;
  /** Locked by the writer, in units of the underlying; null when the chain does not tell. */
  collateral: BigInt | null = null;
  /** Asset of premium and fee; null for the debt asset of the series' market, or its underlying where nothing is paid. */
  premiumAsset: AssetParams | null = null;
  /** Paid to the writer, in units of `premiumAsset`. */
  premium: BigInt = BigInt.zero();
  /** Paid besides, in units of `premiumAsset`. */
  fee: BigInt = BigInt.zero();
  /** Implied volatility a year, 10^18 = 100 %; null when the protocol quotes none. */
  impliedVolatility: BigInt | null = null;

  /**
   * @param account - Whose position it is.
   * @param side - The protocol's side, one of OptionSide.
   */
  constructor(
    protocol: string,
    log: string,
    public account: Bytes,
    public side: string,
  ) {
    super(protocol, log);
  }
}

/** What every end of an option, or of a part of one, tells. */
export class ExerciseTerms extends ActionParams {
  /** Account that used the right; null when the event does not tell. */
  account: Bytes | null = null;
  /** Price of the underlying that the event states, in the strike's scale; null when it states none. */
  price: BigInt | null = null;
  /** Units of the underlying that end; null when the chain does not tell. */
  size: BigInt | null = null;
  /** Payoff that the terms give, in units of `payoffAsset`; null when the chain does not tell. */
  owed: BigInt | null = null;

  /**
   * @param kind - One of ExerciseKind.
   * @param payoffAsset - Asset of `settled`.
   * @param settled - Paid to the holder.
   */
  constructor(
    protocol: string,
    log: string,
    public kind: string,
    public payoffAsset: AssetParams,
    public settled: BigInt,
  ) {
    super(protocol, log);
  }
}
