import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { FeedRegistrationParams } from "../params/feed-registration-params";
import { loadOrCreatePriceFeed } from "../store/price-feed";
import { loadOrCreateProtocol } from "../store/protocol";

/** Records a price feed that has given no price yet; one that is known already stays as it is. */
export function recordPriceFeed(event: ethereum.Event, params: FeedRegistrationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  loadOrCreatePriceFeed(params.feed, event);
  countApplied(protocol);
  protocol.save();
}
