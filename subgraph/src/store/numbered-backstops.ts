import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Backstop } from "../../generated/schema";
import { backstopId } from "../ids";
import { numberBytes } from "../math/number-bytes";
import { loadBackstop } from "./backstop";
import { debtAssetOf } from "./market";

/** Returns the backstops of a contract that numbers them from 0 without a gap, in order. */
export function numberedBackstops(protocol: string, contract: Bytes): Array<Backstop> {
  const found: Array<Backstop> = [];
  let next = loadBackstop(backstopId(protocol, contract, numberBytes(BigInt.zero())));
  while (next !== null) {
    found.push(next);
    next = loadBackstop(backstopId(protocol, contract, numberBytes(BigInt.fromI32(found.length))));
  }
  return found;
}

/** Returns those of them whose market counts in the asset. */
export function numberedHolders(protocol: string, contract: Bytes, asset: Bytes): Array<Backstop> {
  const all = numberedBackstops(protocol, contract);
  const holders: Array<Backstop> = [];
  for (let i = 0; i < all.length; i++) {
    if (holds(all[i], asset)) holders.push(all[i]);
  }
  return holders;
}

function holds(backstop: Backstop, asset: Bytes): bool {
  const id = backstop.market;
  if (id === null) return false;
  const held = debtAssetOf(id);
  return held !== null && held.equals(asset);
}
