import { Backstop } from "../../generated/schema";
import { OperatingStatus } from "../constants";

/** Returns the status of those pools of a contract that are not switched off; ACTIVE where all are, or none is known. */
export function workingStatus(pools: Array<Backstop>): string {
  for (let i = 0; i < pools.length; i++) {
    if (pools[i].status != OperatingStatus.DISABLED) return pools[i].status;
  }
  return OperatingStatus.ACTIVE;
}
