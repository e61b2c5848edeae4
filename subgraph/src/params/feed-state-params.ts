import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { PriceFeedParams } from "./price-feed-params";

/** A price feed that changed its own state, such as the oracle that it trusts. */
export class FeedStateParams extends ActionParams {
  /**
   * @param name - The contract's own name of the state, such as `status`.
   * @param state - The contract's own number of it.
   * @param failure - One of PriceStatus when the feed gives no price in this state; null when it gives one.
   */
  constructor(
    protocol: string,
    log: string,
    public feed: PriceFeedParams,
    public name: string,
    public state: BigInt,
    public failure: string | null,
  ) {
    super(protocol, log);
  }
}
