import { blockTime, type FixtureRows, fact } from "./ledger-fixture.ts";
import { MAKER, OSM, WETH } from "./small-ledger/names.ts";
import { SMALL_LEDGER } from "./small-ledger/small-ledger.ts";

/** A price that a feed answered, exact in units of 10^-decimals. */
export type DatedPrice = { readonly seconds: bigint; readonly raw: bigint };

/** Returns the last block of the fixture's clock at or before a time. */
export function blockAtTime(seconds: bigint): number {
  return Number((seconds - blockTime(0)) / 10n);
}

/**
 * Makes a ledger of the small one's reference data and nothing but prices of WETH by Maker's feed.
 *
 * @param prices - In time order, from the fixture's first block on, at most one in ten seconds.
 */
export function priceLedger(prices: readonly DatedPrice[], decimals: number): FixtureRows {
  const names = ["Protocol", "Asset", "Market", "PriceFeed"];
  const reference = names.map((entity) => [entity, SMALL_LEDGER[entity] ?? []]);
  const observations = prices.map(({ seconds, raw }) =>
    fact(
      MAKER,
      { block: blockAtTime(seconds) },
      { feed: OSM, asset: WETH, price: raw.toString(), decimals, status: "OK" },
    ),
  );
  return { ...Object.fromEntries(reference), PriceObservation: observations };
}
