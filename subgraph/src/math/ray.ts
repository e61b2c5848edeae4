import { BigInt } from "@graphprotocol/graph-ts";

/** Returns 10^27, the scale of a ray and the step from wad to rad. */
export function ray(): BigInt {
  return BigInt.fromString("1000000000000000000000000000");
}
