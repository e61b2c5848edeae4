import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";
import { ParameterChangeParams } from "./parameter-change-params";

/** Start of an auction. */
export class AuctionKickParams extends ActionParams {
  /** Sum asked for, with penalty, in units of the bid asset; null where the auction asks for none. */
  tab: BigInt | null = null;
  /** Account whose collateral is sold; null where there is none. */
  account: Bytes | null = null;
  /** Who started it; null when the event does not tell. */
  caller: Bytes | null = null;

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
  /** True when the log only implies the payment: see FlowParams. */
  isImplied: boolean = false;

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
  /** For a restart: lot after ÷ lot before, 10^18 = unchanged, rounded down; null when the lot stays or is stated. */
  lotGrowthWad: BigInt | null = null;
  /** For a restart: offered from now on, in units of the lot asset; null when the event does not tell. */
  lot: BigInt | null = null;

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

/** Purchase of a part of the lot in a Dutch auction. */
export class AuctionTakeParams extends ActionParams {
  /** Backstop that receives what is paid; null when no backstop does. */
  proceeds: AuctionProceeds | null = null;
  /** Who buys; null when the event does not tell. */
  account: Bytes | null = null;

  /**
   * @param lotLeft - Of the lot after it, in units of the lot asset.
   * @param paid - In units of the bid asset.
   * @param isLast - True when the auction ends with it; what is left of the lot returns to its owner.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public number: BigInt,
    public lotLeft: BigInt,
    public paid: BigInt,
    public isLast: boolean,
  ) {
    super(protocol, log);
  }
}

/** End of a Dutch auction. */
export class AuctionCloseParams extends ActionParams {
  /**
   * @param lotLeft - Of the lot, returned to its owner, in units of the lot asset.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public number: BigInt,
    public lotLeft: BigInt,
  ) {
    super(protocol, log);
  }
}

/** Sale that starts and ends with one log. Its number is the log's ordinal, for such contracts count none. */
export class ImmediateSaleParams extends ActionParams {
  /** Parameter that the log sets; null for none. */
  parameter: ParameterChangeParams | null = null;

  /**
   * @param kind - One of AuctionKind.
   * @param lot - Sold, in units of `lotAsset`.
   * @param paid - Received for it, in units of `bidAsset`.
   */
  constructor(
    protocol: string,
    log: string,
    public kind: string,
    public market: MarketParams,
    public contract: Bytes,
    public lotAsset: AssetParams,
    public bidAsset: AssetParams,
    public lot: BigInt,
    public paid: BigInt,
  ) {
    super(protocol, log);
  }
}
