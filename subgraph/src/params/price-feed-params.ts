import { Bytes } from "@graphprotocol/graph-ts";
import { NO_KEY, priceFeedId } from "../ids";
import { AssetParams } from "./asset-params";

/** What a price feed is, for the first event that names it. */
export class PriceFeedParams {
  id: Bytes;
  /** Longest promised time between updates, seconds; below zero when nothing is promised. */
  heartbeat: i32 = -1;

  /**
   * @param source - One of PriceSource.
   * @param quote - Currency of the price, such as `USD`.
   * @param decimals - price / 10^decimals is the price of one whole unit of the asset.
   */
  constructor(
    public protocol: string,
    public contract: Bytes,
    public source: string,
    public asset: AssetParams,
    public quote: string,
    public decimals: i32,
  ) {
    this.id = priceFeedId(contract, NO_KEY);
  }
}
