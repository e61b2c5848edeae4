import { BigInt } from "@graphprotocol/graph-ts";
import { AllocationParams } from "../params/allocation-params";

/** Sums what layers take of one loss, in units of their one asset. */
export function totalAllocated(allocations: Array<AllocationParams>): BigInt {
  let total = BigInt.zero();
  for (let i = 0; i < allocations.length; i++) total = total.plus(allocations[i].amount);
  return total;
}
