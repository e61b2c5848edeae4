import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  ExpiryPriceDisputed,
  ExpiryPriceUpdated,
  StablePriceUpdated,
} from "../../../generated/OpynGammaOracle/Oracle";
import { recordPrice } from "../../actions/record-price";
import { PriceSource, PriceStatus } from "../../constants";
import { priceFeedId } from "../../ids";
import { PriceFeedParams } from "../../params/price-feed-params";
import { PriceParams } from "../../params/price-params";
import { namedToken, OPTION_DECIMALS, OPYN_GAMMA } from "./opyn-gamma";

/** Records the price at which options of an expiry are settled, unless it is disputed. */
export function handleExpiryPriceUpdated(event: ExpiryPriceUpdated): void {
  const feed = settlementFeed(event.address, event.params.asset);
  const log = "Oracle.ExpiryPriceUpdated";
  const params = new PriceParams(OPYN_GAMMA, log, feed, event.params.price, PriceStatus.OK);
  stampExpiry(event, params, event.params.expiryTimestamp);
  recordPrice(event, params);
}

/** Records the price with which the disputer replaced a settlement price. */
export function handleExpiryPriceDisputed(event: ExpiryPriceDisputed): void {
  const feed = settlementFeed(event.address, event.params.asset);
  const log = "Oracle.ExpiryPriceDisputed";
  const params = new PriceParams(OPYN_GAMMA, log, feed, event.params.newPrice, PriceStatus.DISPUTED);
  stampExpiry(event, params, event.params.expiryTimestamp);
  recordPrice(event, params);
}

/** Records the price that the owner set for a stable asset at any time. */
export function handleStablePriceUpdated(event: StablePriceUpdated): void {
  const feed = settlementFeed(event.address, event.params.asset);
  const log = "Oracle.StablePriceUpdated";
  recordPrice(event, new PriceParams(OPYN_GAMMA, log, feed, event.params.price, PriceStatus.OK));
}

/** The round of a settlement price is its expiry, and its age the time since then. */
function stampExpiry(event: ethereum.Event, params: PriceParams, expiry: BigInt): void {
  params.round = expiry;
  const age = event.block.timestamp.minus(expiry);
  if (age.ge(BigInt.zero()) && age.isI32()) params.age = age.toI32();
}

function settlementFeed(oracle: Bytes, asset: Bytes): PriceFeedParams {
  const source = PriceSource.SETTLEMENT;
  const feed = new PriceFeedParams(OPYN_GAMMA, oracle, source, namedToken(asset), "USD", OPTION_DECIMALS);
  feed.id = priceFeedId(oracle, asset);
  return feed;
}
