import { BigInt, ValueKind } from "@graphprotocol/graph-ts";
import { Asset, OptionSeries } from "../../generated/schema";
import { rescale } from "../math/rescale";

/**
 * Writes a size that a protocol counts with decimals of its own in units of the series' underlying, rounded down.
 *
 * @param decimals - Of `size`; below zero where it is in units of the underlying.
 * @returns Null when the size or the underlying's decimals are unknown.
 * @example sizeInUnderlying(series of WETH, BigInt.fromI32(100_000_000), 8) // 10^18
 */
export function sizeInUnderlying(series: OptionSeries, size: BigInt | null, decimals: i32): BigInt | null {
  if (size === null || decimals < 0) return size;
  const underlying = Asset.load(series.underlying);
  if (underlying === null) return null;
  const known = underlying.get("decimals");
  if (known === null || known.kind == ValueKind.NULL) return null;
  return rescale(size, decimals, known.toI32());
}
