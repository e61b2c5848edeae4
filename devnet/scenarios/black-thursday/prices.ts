import { parseUnits } from "viem";
import { PRICE_PATH, unixTime } from "../../world/price-path.ts";

/** Seconds by which the oracle is behind the market: Maker's security module held every price back for an hour. */
const LAG = 3_600;

/** Price by the oracle, 10^-8 dollars: of the last waypoint in effect at a time. */
export function oraclePrice(time: number): bigint {
  const waypoint = PRICE_PATH.findLast(({ hour }) => unixTime(hour) <= time) ?? PRICE_PATH[0];
  return parseUnits(waypoint.priceUsd, 8);
}

/** Price on the market, 10^-8 dollars: what the oracle will say when its lag is over. */
export function marketPrice(time: number): bigint {
  return oraclePrice(time + LAG);
}
