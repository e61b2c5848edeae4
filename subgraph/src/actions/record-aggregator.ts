import { ethereum } from "@graphprotocol/graph-ts";
import { applyAggregator } from "../accounting/apply-aggregator";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AggregatorParams } from "../params/aggregator-params";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreatePriceFeed } from "../store/price-feed";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/** Records that a feed takes its answers from another contract; where a view failed, the gap is reported. */
export function recordAggregator(event: ethereum.Event, params: AggregatorParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const feed = loadOrCreatePriceFeed(params.feed, event);
  const change = new ParameterChangeParams(params.protocol, params.log, feed.contract, params.name);
  change.raw = params.source;
  createParameterChange(event, protocol.id, change);
  applyAggregator(feed, params.aggregator, params.phase, ordinalOf(event));
  feed.save();
  const failed = params.failedCalls;
  if (failed !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failed);
  countApplied(protocol);
  protocol.save();
}
