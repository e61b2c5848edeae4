import { Bytes } from "@graphprotocol/graph-ts";
import { AssetParams } from "../params/asset-params";
import { BackstopParams } from "../params/backstop-params";
import { debtAssetOf } from "../store/market";
import { loadOptionSeries } from "../store/option-series";
import { findAsset } from "./known-asset";
import { findBackstop } from "./known-backstop";

/** Returns the backstop of a series; null when the series was never seen. */
export function findBackstopOfSeries(protocol: string, id: Bytes): BackstopParams | null {
  const series = loadOptionSeries(id);
  return series === null ? null : findBackstop(protocol, series.backstop);
}

/**
 * Returns the asset of payoffs that are not paid: that in which the market of a series counts, or its underlying.
 *
 * @returns Null when the series was never seen.
 */
export function findAssetOfSeries(id: Bytes): AssetParams | null {
  const series = loadOptionSeries(id);
  if (series === null) return null;
  const asset = debtAssetOf(series.market);
  return findAsset(asset === null ? series.underlying : asset);
}
