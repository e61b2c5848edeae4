import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { PriceFeedParams } from "./price-feed-params";
import { PriceParams } from "./price-params";

/** An answer of a contract that may answer for a feed. */
export class AnswerParams extends PriceParams {
  /** Place of the contract among those that answered for the feed; 0 where the feed numbers none. */
  phase: i32 = 0;

  /**
   * @param aggregator - Contract that answered.
   * @param price - In the feed's units; null when the answer is no valid value.
   * @param status - One of PriceStatus.
   */
  constructor(
    protocol: string,
    log: string,
    feed: PriceFeedParams,
    public aggregator: Bytes,
    price: BigInt | null,
    status: string,
  ) {
    super(protocol, log, feed, price, status);
  }
}
