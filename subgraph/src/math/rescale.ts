import { BigInt } from "@graphprotocol/graph-ts";

/**
 * Writes an amount in another number of decimals; fewer decimals round down.
 *
 * @example rescale(BigInt.fromI32(1999), 3, 0) // 1
 */
export function rescale(amount: BigInt, fromDecimals: i32, toDecimals: i32): BigInt {
  if (toDecimals >= fromDecimals) return amount.times(powerOfTen(toDecimals - fromDecimals));
  return amount.div(powerOfTen(fromDecimals - toDecimals));
}

function powerOfTen(exponent: i32): BigInt {
  return BigInt.fromI32(10).pow(<u8>exponent);
}
