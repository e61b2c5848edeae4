import { parseUnits } from "viem";
import { unixTime } from "../world/price-path.ts";

/** Prices at equal distances of time. */
export interface PriceSteps {
  /** Time of the first price, UTC. */
  readonly from: string;
  /** Seconds from one price to the next. */
  readonly every: number;
  /** Dollars, exact. */
  readonly prices: readonly string[];
}

/** Price that holds at a time, 10^-8 dollars: of the last step, the first before and the last after the path. */
export function priceAt({ from, every, prices }: PriceSteps, time: number): bigint {
  const step = Math.floor((time - unixTime(from)) / every);
  return parseUnits(prices[Math.min(Math.max(step, 0), prices.length - 1)] ?? "0", 8);
}
