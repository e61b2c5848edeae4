import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { PriceParams } from "../params/price-params";
import { loadOrCreatePriceFeed } from "../store/price-feed";
import { loadOrCreateProtocol } from "../store/protocol";
import { writePrice } from "./write-price";

/** Records a price that became known on chain; an invalid one makes no point of the series. */
export function recordPrice(event: ethereum.Event, params: PriceParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  writePrice(event, loadOrCreatePriceFeed(params.feed, event), params);
  countApplied(protocol);
  protocol.save();
}
