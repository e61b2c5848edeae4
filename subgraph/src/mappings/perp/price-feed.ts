import { Bytes } from "@graphprotocol/graph-ts";
import { PriceFeedDataSet } from "../../../generated/PerpPriceFeed/PriceFeed";
import { recordPrice } from "../../actions/record-price";
import { AssetKind, PriceSource } from "../../constants";
import { readContext } from "../../context";
import { priceFeedId } from "../../ids";
import { wordText } from "../../math/number-bytes";
import { AssetParams } from "../../params/asset-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { PriceParams } from "../../params/price-params";
import { ageOf, statusOf } from "../oracle/read-answer";
import { PERP, UNIT_DECIMALS } from "./perp";

/** Records the price of one index, which the bridge brought from a Chainlink feed of another chain. */
export function handlePriceFeedDataSet(event: PriceFeedDataSet): void {
  const feed = indexFeed(event.address, event.params.key);
  const price = event.params.price;
  const isValid = !price.isZero();
  const age = ageOf(event, event.params.timestamp);
  const status = statusOf(isValid, age, feed.heartbeat);
  const params = new PriceParams(PERP, "PriceFeed.PriceFeedDataSet", feed, isValid ? price : null, status);
  params.round = event.params.roundId;
  params.age = age;
  recordPrice(event, params);
}

/** Feed of an index. The index is no token: it is an internal asset named by its key. */
function indexFeed(contract: Bytes, key: Bytes): PriceFeedParams {
  const context = readContext();
  const id = priceFeedId(contract, key);
  const index = new AssetParams(id, AssetKind.INTERNAL, wordText(key), UNIT_DECIMALS);
  const quote = context.string("quote");
  const feed = new PriceFeedParams(PERP, contract, PriceSource.CHAINLINK, index, quote, UNIT_DECIMALS);
  feed.id = id;
  feed.heartbeat = context.optionalInt("heartbeat", -1);
  return feed;
}
