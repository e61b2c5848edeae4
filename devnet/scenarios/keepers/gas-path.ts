import { parseGwei } from "viem";
import { unixTime } from "../../world/price-path.ts";
import type { Chance } from "../chance.ts";

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

/** Gas prices that are made up, hour by hour. */
export interface DrawnGas {
  /** Time of the first hour, UTC. */
  readonly from: string;
  readonly hours: number;
  /** Lowest and highest, gwei. */
  readonly range: readonly [lowest: bigint, highest: bigint];
  /** Hours, the last not among them, in which prices are so many times as high. */
  readonly rush?: { readonly from: number; readonly to: number; readonly times: bigint };
}

/** Draws gas prices, and returns what tells the one of a time, wei; the first holds before them, the last after. */
export function drawGas(chance: Chance, { from, hours, range, rush }: DrawnGas): (time: number) => bigint {
  const begin = unixTime(from);
  const prices = Array.from({ length: hours }, (_, hour) => {
    const isRush = rush !== undefined && hour >= rush.from && hour < rush.to;
    return chance.between(...range) * (isRush ? rush.times : 1n);
  });
  return (time) => {
    const hour = Math.floor((time - begin) / 3_600);
    return parseGwei(String(prices[Math.min(Math.max(hour, 0), hours - 1)] ?? 0n));
  };
}
