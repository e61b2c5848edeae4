import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { OptionExpiryParams } from "../params/option-listing-params";
import { loadOptionSeries } from "../store/option-series";
import { loadOrCreatePriceFeed } from "../store/price-feed";
import { loadOrCreateProtocol } from "../store/protocol";
import { writePrice } from "./write-price";
import { writeSkip } from "./write-skip";

/** Records that series ended and at which price their holders are paid. */
export function recordOptionExpiry(event: ethereum.Event, params: OptionExpiryParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const failure = params.failedCall;
  if (failure !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failure);
  for (let i = 0; i < params.series.length; i++) end(params.series[i], ordinalOf(event));
  writePrice(event, loadOrCreatePriceFeed(params.price.feed, event), params.price);
  countApplied(protocol);
  protocol.save();
}

function end(id: Bytes, ordinal: i64): void {
  const series = loadOptionSeries(id);
  if (series === null) return;
  series.isEnded = true;
  series.updatedOrdinal = ordinal;
  series.save();
}
