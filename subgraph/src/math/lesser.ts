import { BigInt } from "@graphprotocol/graph-ts";

/**
 * Returns the smaller of two numbers.
 *
 * @example lesser(BigInt.fromI32(2), BigInt.fromI32(3)) // 2
 */
export function lesser(a: BigInt, b: BigInt): BigInt {
  return a.lt(b) ? a : b;
}
