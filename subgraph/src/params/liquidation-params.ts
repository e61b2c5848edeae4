import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { MarketParams } from "./market-params";

/** A position that was closed because its collateral no longer sufficed. */
export class LiquidationParams extends ActionParams {
  /** Who triggered it; null when the event does not tell. */
  liquidator: Bytes | null = null;
  /** Null where nothing is pledged in kind. */
  collateral: AssetParams | null = null;
  /** Taken from the position; null when the event does not tell. */
  collateralSeized: BigInt | null = null;
  /** Given back to the owner; null when the event does not tell. */
  collateralReturned: BigInt | null = null;
  /** Fee or bonus of the liquidator, in units of the debt asset; null when the event does not tell. */
  liquidatorFee: BigInt | null = null;
  /** Debt that the collateral did not cover, as this event states it; null when it does not tell. */
  loss: BigInt | null = null;
  /**
   * True when the loss (or a part besides `loss`) is what the market's deficit in the debt asset grew by in this
   * transaction, before this log, for the same account. It is zero when the deficit did not grow.
   */
  isLossInDeficit: bool = false;
  /**
   * False where the protocol may leave bad debt without recognising it: then a deficit that did not grow leaves the
   * loss unknown.
   */
  isDeficitComplete: bool = true;
  /** Part of the loss that layers take with later logs of the same transaction, as this event states it. */
  absorbedLater: BigInt = BigInt.zero();
  /** Price of the collateral that the event states, in the feed's units; null when it states none. */
  price: BigInt | null = null;
  /** Contract of the auction that sells the collateral; null where there is none. */
  auctionContract: Bytes | null = null;
  /** The contract's number of that auction; null where there is none. */
  auctionNumber: BigInt | null = null;

  /**
   * @param market - Used as it is, unless an auction is named: then the auction's market and lot asset count.
   * @param mode - One of LiquidationMode.
   * @param account - Owner of the position.
   * @param debtRepaid - Debt removed from the position, in units of `debt`, without penalty.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public mode: string,
    public account: Bytes,
    public debt: AssetParams,
    public debtRepaid: BigInt,
  ) {
    super(protocol, log);
  }
}
