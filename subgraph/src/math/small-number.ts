import { BigInt } from "@graphprotocol/graph-ts";

/**
 * Reads a number that fits in 64 bits, such as a block number, straight from its bytes. graph-node meters every branch
 * of a handler, and `BigInt.toI64` takes some for each byte.
 *
 * @param value - From 0 to 2^63 − 1.
 * @example smallNumber(BigInt.fromI32(941)) // 941
 */
export function smallNumber(value: BigInt): i64 {
  const start = changetype<usize>(value.buffer) + value.byteOffset;
  let number: i64 = 0;
  for (let i = min(value.length, 8) - 1; i >= 0; i--) number = (number << 8) | i64(load<u8>(start + i));
  return number;
}
