import { ethereum } from "@graphprotocol/graph-ts";
import { applyPrice } from "../accounting/apply-price";
import { countApplied } from "../accounting/count-log";
import { ordinalOf } from "../math/ordinal";
import { FeedStateParams } from "../params/feed-state-params";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { PriceParams } from "../params/price-params";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreatePriceFeed } from "../store/price-feed";
import { createPriceObservation } from "../store/price-observation";
import { loadOrCreateProtocol } from "../store/protocol";

/** Records a feed's new state as a parameter and, where the feed gives no price in it, an observation without one. */
export function recordFeedState(event: ethereum.Event, params: FeedStateParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const feed = loadOrCreatePriceFeed(params.feed, event);
  const change = new ParameterChangeParams(params.protocol, params.log, params.feed.contract, params.name);
  change.value = params.state;
  createParameterChange(event, protocol.id, change);
  const failure = params.failure;
  if (failure !== null) {
    applyPrice(feed, null, event.block.timestamp, ordinalOf(event));
    createPriceObservation(
      event,
      feed,
      new PriceParams(params.protocol, params.log, params.feed, null, failure),
    );
  }
  feed.save();
  countApplied(protocol);
  protocol.save();
}
