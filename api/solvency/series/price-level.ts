import { knownWorth, missingWorth } from "../../domain/worth.ts";
import { CURRENCY } from "../price-board.ts";
import type { LevelMetric } from "./series-metric.ts";

/** Price that a protocol's metrics use for an asset. */
export const PRICE_SERIES: LevelMetric = {
  kind: "LEVEL",
  definition: {
    id: "price",
    title: "Price of an asset",
    formula: "the last price of the protocol's own feed, else of another feed, of one whole unit",
    unit: "US dollars",
    edgeCases: [
      "No feed, or no valid value: NO_DATA.",
      "Older than allowed at that second: STALE_INPUT, even where nothing happened.",
    ],
    sources: ["schema.graphql: PriceObservation"],
    since: "1.1.0",
  },
  subjects: ["PROTOCOL"],
  asset: "REQUIRED",
  parts: () => ["prices"],
  priced: (_, __, { asset }) => [asset],
  unit: () => CURRENCY,
  read: ({ prices, protocol, at }, _, { asset, maxPriceAge }) => {
    const price = prices.priceOf(asset ?? "", { protocol: protocol.id, at, maxAge: maxPriceAge });
    if (price.rate !== null) return knownWorth(price.rate, CURRENCY);
    return missingWorth(CURRENCY, price.status, price.reason ?? "There is no price.");
  },
};
