import { Address, BigInt, DataSourceContext } from "@graphprotocol/graph-ts";
import { Aggregator } from "../../../generated/ChainlinkFeedRegistry/Aggregator";
import { FeedConfirmed } from "../../../generated/ChainlinkFeedRegistry/FeedRegistry";
import { ChainlinkRegisteredAggregator } from "../../../generated/templates";
import { recordAggregator } from "../../actions/record-aggregator";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { SkipReason } from "../../constants";
import { AggregatorParams } from "../../params/aggregator-params";
import { AssetParams } from "../../params/asset-params";
import { SkipParams } from "../../params/skip-params";
import { isSet } from "../oracle/read-answer";
import { failedViews, readToken } from "../read-token";
import { CHAINLINK, registryFeed, tokenlessAsset } from "./chainlink";

/** Largest uint8. */
const MAX_DECIMALS: i32 = 255;
const FEED_CONFIRMED = "FeedRegistry.FeedConfirmed";

/** Records that another aggregator answers for a feed, or none, and begins to follow it under its phase. */
export function handleFeedConfirmed(event: FeedConfirmed): void {
  const aggregator = event.params.latestAggregator;
  const named = isSet(aggregator) ? aggregator : event.params.previousAggregator;
  const decimals = readDecimals(named);
  if (decimals < 0) {
    const detail = `Expected decimals() of ${named.toHexString()} from 0 to 255, got none`;
    recordSkippedEvent(event, new SkipParams(CHAINLINK, FEED_CONFIRMED, SkipReason.CALL_FAILED, detail));
    return;
  }
  recordAggregator(event, confirmed(event, decimals));
  if (isSet(aggregator)) follow(event, decimals);
}

/** Returns the decimals of an aggregator's answers; −1 when it gives none that a uint8 can be. */
function readDecimals(aggregator: Address): i32 {
  const decimals = Aggregator.bind(aggregator).try_decimals();
  if (decimals.reverted || decimals.value.gt(BigInt.fromI32(MAX_DECIMALS))) return -1;
  return decimals.value.toI32();
}

function confirmed(event: FeedConfirmed, decimals: i32): AggregatorParams {
  const base = event.params.asset;
  const coin = tokenlessAsset(base);
  const asset: AssetParams = coin === null ? readToken(base) : coin;
  const feed = registryFeed(event.address, asset, base, event.params.denomination, decimals);
  const source = event.params.latestAggregator;
  const aggregator: Address | null = isSet(source) ? source : null;
  const params = new AggregatorParams(CHAINLINK, FEED_CONFIRMED, feed, "aggregator", source, aggregator);
  params.phase = event.params.nextPhaseId;
  params.failedCalls = failedViews([asset]);
  return params;
}

function follow(event: FeedConfirmed, decimals: i32): void {
  const context = new DataSourceContext();
  context.setBytes("registry", event.address);
  context.setBytes("asset", event.params.asset);
  context.setBytes("denomination", event.params.denomination);
  context.setI32("decimals", decimals);
  context.setI32("phase", event.params.nextPhaseId);
  ChainlinkRegisteredAggregator.createWithContext(event.params.latestAggregator, context);
}
