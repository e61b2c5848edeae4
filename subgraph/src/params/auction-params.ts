import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** Start of an auction. */
export class AuctionKickParams extends ActionParams {
  /** Sum asked for, with penalty, in units of the bid asset; null where the auction asks for none. */
  tab: BigInt | null = null;
  /** Account whose collateral is sold; null where there is none. */
  account: Bytes | null = null;

  /**
   * @param kind - One of AuctionKind.
   * @param contract - Contract that runs the auction.
   * @param lot - Offered, in units of `lotAsset`.
   * @param bid - Already bid, in units of `bidAsset`.
   */
  constructor(
    protocol: string,
    log: string,
    public kind: string,
    public market: MarketParams,
    public contract: Bytes,
    public number: BigInt,
    public lotAsset: AssetParams,
    public bidAsset: AssetParams,
    public lot: BigInt,
    public bid: BigInt,
  ) {
    super(protocol, log);
  }
}

/** Where the rise of a bid goes at once. */
export class AuctionProceeds {
  /**
   * @param asset - Unit of the bid.
   * @param cause - One of FlowCause.
   */
  constructor(
    public backstop: BackstopParams,
    public asset: AssetParams,
    public cause: string,
  ) {}
}

/** Bid in an English auction. */
export class AuctionBidParams extends ActionParams {
  /** Backstop that receives what this bid adds to the highest one; null when no backstop does. */
  proceeds: AuctionProceeds | null = null;

  /**
   * @param action - BID_UP or LOT_DOWN of AuctionAction.
   * @param lot - What the bidder takes, in units of the lot asset.
   * @param bid - What the bidder pays, in units of the bid asset.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public number: BigInt,
    public action: string,
    public lot: BigInt,
    public bid: BigInt,
    public account: Bytes,
  ) {
    super(protocol, log);
  }
}

/** Call that names an auction and nothing else: it ends the auction or starts its clock again. */
export class AuctionCallParams extends ActionParams {
  /** For a restart: lot after ÷ lot before, 10^18 = unchanged, rounded down; null when the lot stays. */
  lotGrowthWad: BigInt | null = null;

  /**
   * @param account - Caller; null when the event does not tell.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public number: BigInt,
    public account: Bytes | null,
  ) {
    super(protocol, log);
  }
}
