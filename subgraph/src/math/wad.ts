import { BigInt } from "@graphprotocol/graph-ts";

/** 10^18, the scale of a wad. */
export const WAD = BigInt.fromI64(1_000_000_000_000_000_000);

/**
 * Multiplies by a ratio in wad, rounded down as the contracts do.
 *
 * @param ratioWad - 10^18 = 1.
 * @example wadMul(BigInt.fromI32(3), wad(1.5)) // 4
 */
export function wadMul(amount: BigInt, ratioWad: BigInt): BigInt {
  return amount.times(ratioWad).div(WAD);
}

/**
 * Multiplies by a ratio in wad, rounded up.
 *
 * @param ratioWad - 10^18 = 1.
 */
export function wadMulUp(amount: BigInt, ratioWad: BigInt): BigInt {
  return amount.times(ratioWad).plus(WAD).minus(BigInt.fromI32(1)).div(WAD);
}
