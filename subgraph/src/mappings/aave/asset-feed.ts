import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";
import { PriceSource } from "../../constants";
import { priceFeedId } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { AAVE } from "./aave";

/** Decimals of prices of every Aave v3 oracle. */
const PRICE_DECIMALS: i32 = 8;
const PRICE_UNIT: i32 = 100_000_000;

/** Feed of one asset in an oracle. Its sources promise nothing to the oracle, which accepts a price of any age. */
export function assetFeed(oracle: Bytes, asset: AssetParams): PriceFeedParams {
  const source = PriceSource.CHAINLINK;
  const feed = new PriceFeedParams(AAVE, oracle, source, asset, "USD", PRICE_DECIMALS);
  feed.id = priceFeedId(oracle, asset.id);
  return feed;
}

/**
 * Returns whether an oracle counts as all feeds here do.
 *
 * @param currency - The zero address stands for the US dollar.
 */
export function isOracleUnit(currency: Address, unit: BigInt): bool {
  return currency.equals(Address.zero()) && unit.equals(BigInt.fromI32(PRICE_UNIT));
}
