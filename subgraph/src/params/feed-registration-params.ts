import { ActionParams } from "./action-params";
import { PriceFeedParams } from "./price-feed-params";

/** A price feed that a protocol describes before it gives a price. */
export class FeedRegistrationParams extends ActionParams {
  constructor(
    protocol: string,
    log: string,
    public feed: PriceFeedParams,
  ) {
    super(protocol, log);
  }
}
