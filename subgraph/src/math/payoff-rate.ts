import { BigInt } from "@graphprotocol/graph-ts";

/**
 * Returns the whole-number rate by which a contract paid `payout = floor(rate × size / unit)`.
 *
 * @param size - Not zero.
 * @param unit - Size of one option.
 * @returns Null when several rates give the payout, because the size is too small.
 * @example payoffRate(BigInt.fromI32(150), BigInt.fromI32(100), BigInt.fromI32(100)) // 150
 */
export function payoffRate(payout: BigInt, size: BigInt, unit: BigInt): BigInt | null {
  const one = BigInt.fromI32(1);
  const least = payout.times(unit).plus(size).minus(one).div(size);
  const most = payout.plus(one).times(unit).minus(one).div(size);
  return least.equals(most) ? least : null;
}
