import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";
import { NO_KEY, priceFeedId, protocolId } from "../../ids";
import { wordAt } from "../../math/number-bytes";

/** Tells whether an id of 32 bytes means none. */
export function isNone(id: Bytes): bool {
  const start = id.dataStart;
  return (load<u64>(start) | load<u64>(start, 8) | load<u64>(start, 16) | load<u64>(start, 24)) == 0;
}

/** Tells whether an address is the zero address. */
export function isNobody(address: Bytes): bool {
  const start = address.dataStart;
  return (load<u64>(start) | load<u64>(start, 8) | load<u32>(start, 16)) == 0;
}

/** Returns an id; null for none. */
export function someId(id: Bytes): Bytes | null {
  return isNone(id) ? (null as Bytes | null) : id;
}

/** Returns an account; null for the zero address. */
export function somebody(address: Bytes): Bytes | null {
  return isNobody(address) ? (null as Bytes | null) : address;
}

/** Returns an id as a key; empty for none. */
export function keyOf(id: Bytes): Bytes {
  return isNone(id) ? NO_KEY : id;
}

/** Returns a number; null for zero. */
export function someNumber(value: BigInt): BigInt | null {
  return value.isZero() ? (null as BigInt | null) : value;
}

/** Reads an id as the number that a contract counts. */
export function numberOf(id: Bytes): BigInt {
  const number = wordAt(id, 0);
  return number === null ? BigInt.zero() : number;
}

/** Returns the ledger's id of an asset: the network's coin is `0xEeee…` in the standard and zero in the ledger. */
export function assetId(asset: Address): Bytes {
  if (asset[0] != 0xee || asset[19] != 0xee) return asset;
  const coin = Address.fromString("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");
  return asset.equals(coin) ? Address.zero() : asset;
}

/**
 * Id of a feed, whose name is unique within its protocol: protocol id ++ name.
 *
 * @example feedId("acme", name)
 */
export function feedId(slug: string, name: Bytes): Bytes {
  return priceFeedId(protocolId(slug), name);
}
