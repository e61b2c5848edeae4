import { ethereum } from "@graphprotocol/graph-ts";
import { applyPrice } from "../accounting/apply-price";
import { countApplied } from "../accounting/count-log";
import { ordinalOf } from "../math/ordinal";
import { PriceParams } from "../params/price-params";
import { loadOrCreatePriceFeed } from "../store/price-feed";
import { createPriceObservation } from "../store/price-observation";
import { createPricePoint } from "../store/price-point";
import { loadOrCreateProtocol } from "../store/protocol";

/** Records a price that became known on chain; an invalid one makes no point of the series. */
export function recordPrice(event: ethereum.Event, params: PriceParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const feed = loadOrCreatePriceFeed(params.feed, event);
  applyPrice(feed, params.price, event.block.timestamp, ordinalOf(event));
  feed.save();
  createPriceObservation(event, feed, params);
  const price = params.price;
  if (price !== null) createPricePoint(feed.id, price);
  countApplied(protocol);
  protocol.save();
}
