import { parseGwei } from "viem";
import { unixTime } from "../../world/price-path.ts";

/** A gas price and the time from which it holds. */
export interface GasWaypoint {
  /** UTC, such as `2020-03-12T14:00:00Z`. */
  readonly from: string;
  /** 10^-9 of the chain's coin for one unit of gas. */
  readonly gwei: string;
}

/** Gas price at a time, wei: of the last waypoint that holds, or the first. */
export function gasPriceAt(path: readonly [GasWaypoint, ...GasWaypoint[]], time: number): bigint {
  return parseGwei((path.findLast(({ from }) => unixTime(from) <= time) ?? path[0]).gwei);
}
