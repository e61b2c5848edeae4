import { Address, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, PriceSource } from "../../constants";
import { priceFeedId } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { PriceFeedParams } from "../../params/price-feed-params";

/** Slug of the protocol. */
export const CHAINLINK = "chainlink";

// What the registry writes where there is no token: Denominations.sol of smartcontractkit/chainlink.
const ETH = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
const BTC = "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const USD = "0x0000000000000000000000000000000000000348";

/** Coin or currency that the registry names without a token; null for a token. */
export function tokenlessAsset(asset: Address): AssetParams | null {
  const name = asset.toHexString();
  if (name == ETH) return new AssetParams(Address.zero(), AssetKind.NATIVE, "ETH", 18);
  if (name == BTC) return new AssetParams(asset, AssetKind.INTERNAL, "BTC", 8);
  return null;
}

/** Currency of a price; one that is not known here is named by its address. */
export function currencyName(denomination: Bytes): string {
  const name = denomination.toHexString();
  if (name == USD) return "USD";
  if (name == ETH) return "ETH";
  return name == BTC ? "BTC" : name;
}

/** Feed of one asset in one currency in the registry. */
export function registryFeed(
  registry: Bytes,
  asset: AssetParams,
  base: Bytes,
  denomination: Bytes,
  decimals: i32,
): PriceFeedParams {
  const quote = currencyName(denomination);
  const feed = new PriceFeedParams(CHAINLINK, registry, PriceSource.CHAINLINK, asset, quote, decimals);
  feed.id = priceFeedId(registry, base.concat(denomination));
  return feed;
}
