import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { PriceFeed, Protocol } from "../../generated/schema";
import { answersFor, applyAggregator } from "../accounting/apply-aggregator";
import { countApplied } from "../accounting/count-log";
import { ordinalOf } from "../math/ordinal";
import { AnswerParams } from "../params/answer-params";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreatePriceFeed } from "../store/price-feed";
import { nextPriceStep } from "../store/price-observation";
import { loadOrCreateProtocol } from "../store/protocol";
import { writePrice } from "./write-price";

/**
 * Records the answer of a contract that answers for a feed. The first answer of a later phase makes that phase the
 * feed's; a contract that answers for the feed no longer is not listened to.
 */
export function recordAnswer(event: ethereum.Event, params: AnswerParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const feed = loadOrCreatePriceFeed(params.feed, event);
  if (params.phase > feed.phase) beginPhase(event, protocol, feed, params);
  if (!answersFor(feed, params.aggregator, params.phase)) return;
  params.firstStep = nextPriceStep(event);
  writePrice(event, feed, params);
  countApplied(protocol);
  protocol.save();
}

function beginPhase(event: ethereum.Event, protocol: Protocol, feed: PriceFeed, params: AnswerParams): void {
  const change = new ParameterChangeParams(params.protocol, params.log, feed.contract, "phaseId");
  change.value = BigInt.fromI32(params.phase);
  if (feed.phase > 0) change.previous = BigInt.fromI32(feed.phase);
  createParameterChange(event, protocol.id, change);
  applyAggregator(feed, params.aggregator, params.phase, ordinalOf(event));
}
