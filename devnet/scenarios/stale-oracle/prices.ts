import { parseUnits } from "viem";
import { unixTime } from "../../world/price-path.ts";
import { type PriceSteps, priceAt } from "../price-steps.ts";

/**
 * ETH on 9 to 11 November 2022, by the hour: the fall after the failure of an exchange, and the recovery. From
 * bhemen/aave-data, data/usd_prices/WETH_usd.csv (commit bb4b9c93e927; prices of CoinGecko), the first of each hour, rounded to
 * cents.
 */
const MARKET: PriceSteps = {
  from: "2022-11-09T12:00:00Z",
  every: 3_600,
  prices: [
    ...["1212.13", "1226.71", "1209.55", "1231.30", "1174.60", "1170.05", "1171.47", "1161.48"],
    ...["1191.87", "1161.79", "1124.71", "1121.39", "1090.53", "1144.65", "1141.66", "1143.98"],
    ...["1172.82", "1167.37", "1187.66", "1185.30", "1192.65", "1216.76", "1199.81", "1182.57"],
    ...["1187.73", "1211.05", "1296.67", "1292.77", "1308.56", "1331.99", "1262.69", "1268.06"],
    ...["1288.27", "1325.91", "1330.49", "1328.49", "1297.12", "1294.83", "1270.36"],
  ],
};

/** From the lowest price on nothing is reported for half a day. */
const SILENCE = { from: unixTime("2022-11-10T01:00:00Z"), to: unixTime("2022-11-10T14:00:00Z") } as const;

/** A cap on what is reported, meant to be ten times as high. */
const CAP = {
  from: unixTime("2022-11-10T17:00:00Z"),
  to: unixTime("2022-11-10T23:00:00Z"),
  price: parseUnits("1150", 8),
} as const;

/** Price on the market, 10^-8 dollars. */
export function marketPrice(time: number): bigint {
  return priceAt(MARKET, time);
}

/** What is reported at a full hour, 10^-8 dollars; null when nothing is. */
export function reportedPrice(time: number): bigint | null {
  if (time >= SILENCE.from && time < SILENCE.to) return null;
  const price = marketPrice(time);
  const isCapped = time >= CAP.from && time < CAP.to && price > CAP.price;
  return isCapped ? CAP.price : price;
}
