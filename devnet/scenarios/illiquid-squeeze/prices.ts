import { parseUnits } from "viem";
import { type PriceSteps, priceAt } from "../price-steps.ts";

/**
 * CRV on 22 and 23 November 2022, by the hour: short sold down to 0.41 dollars, then up to 0.72. From bhemen/aave-data,
 * data/usd_prices/CRV_usd.csv (commit bb4b9c93e927; prices of CoinGecko), the first of each hour, rounded to four places.
 */
const MARKET: PriceSteps = {
  from: "2022-11-22T00:00:00Z",
  every: 3_600,
  prices: [
    ...["0.5011", "0.5074", "0.5095", "0.5169", "0.5370", "0.5168", "0.4997", "0.4527", "0.4392", "0.4373"],
    ...["0.4132", "0.4178", "0.4527", "0.5372", "0.5654", "0.5899", "0.6137", "0.6136", "0.7206", "0.6006"],
    ...["0.5955", "0.6233", "0.6218", "0.6285", "0.6322", "0.6632", "0.6449", "0.6630", "0.6659", "0.6545"],
    ...["0.6449", "0.6522", "0.6425", "0.6414", "0.6301", "0.6280", "0.6214", "0.6159", "0.6144", "0.6214"],
    ...["0.6175", "0.6245", "0.6522", "0.6934", "0.6914", "0.7037", "0.6966", "0.6883"],
  ],
};

/** Price of the thin token, 10^-8 dollars. */
export function thinPrice(time: number): bigint {
  return priceAt(MARKET, time);
}

/** Price of the collateral, 10^-8 dollars. */
export const DOLLAR = parseUnits("1", 8);
