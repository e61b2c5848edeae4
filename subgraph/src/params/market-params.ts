import { Bytes } from "@graphprotocol/graph-ts";
import { marketId } from "../ids";
import { AssetParams } from "./asset-params";
import { PriceFeedParams } from "./price-feed-params";

/** What a market is, for the first event that names it. */
export class MarketParams {
  id: Bytes;
  /** Null where the market has no single one, or when this event does not tell. */
  collateral: AssetParams | null = null;
  /** Null where the market has no single one, or when this event does not tell. */
  debt: AssetParams | null = null;
  /** Null when no feed is indexed. */
  feed: PriceFeedParams | null = null;

  /**
   * @param key - The protocol's own key of the market.
   * @param kind - One of MarketKind.
   */
  constructor(
    public protocol: string,
    key: Bytes,
    public kind: string,
    public name: string,
    public contract: Bytes,
  ) {
    this.id = marketId(protocol, key);
  }
}
