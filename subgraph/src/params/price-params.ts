import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { PriceFeedParams } from "./price-feed-params";

/** A price that became known on chain. */
export class PriceParams extends ActionParams {
  /** The feed's own round number; null when it has none. */
  round: BigInt | null = null;
  /** Seconds between the feed's own timestamp and the block; below zero when the feed states no time. */
  age: i32 = -1;

  /**
   * @param price - In the feed's units; null when the feed gave no valid value.
   * @param status - One of PriceStatus.
   */
  constructor(
    protocol: string,
    log: string,
    public feed: PriceFeedParams,
    public price: BigInt | null,
    public status: string,
  ) {
    super(protocol, log);
  }
}
