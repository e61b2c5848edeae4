import DataLoader from "dataloader";
import { canonicalJson } from "../domain/canonical-json.ts";
import { groupBy } from "../domain/group-by.ts";
import type { Rational } from "../domain/rational.ts";
import type { Book } from "../solvency/book.ts";
import type { LatentBadDebt } from "../solvency/latent-bad-debt.ts";
import { LatentBadDebtTally } from "../solvency/latent-bad-debt-tally.ts";
import type { PositionPricing } from "../solvency/position-prices.ts";
import type { LedgerReader, View } from "./ports.ts";

/** Latent bad debt of one protocol as it is asked for. */
export type LatentKey = Omit<PositionPricing, "origin"> & {
  readonly view: View;
  readonly book: Book;
  /** US dollars below which an account is dust. */
  readonly dustFloor: Rational;
};

/** Latent bad debt at the protocol's own prices, and at those of all other feeds. */
export type LatentPair = { readonly own: LatentBadDebt; readonly market: LatentBadDebt };

type Tallies = {
  readonly protocol: string;
  readonly own: LatentBadDebtTally;
  readonly market: LatentBadDebtTally;
};

/**
 * Computes latent bad debt; what is asked for in the same turn reads the positions once, and keeps none of them.
 *
 * @returns Look-up by protocol, prices and floor.
 */
export function latentLoader(reader: LedgerReader): DataLoader<LatentKey, LatentPair, string> {
  return new DataLoader<LatentKey, LatentPair, string>(
    async (keys) => {
      const results = new Map<LatentKey, LatentPair>();
      for (const group of groupBy(keys, ({ view }) => `${view.network}/${view.horizon}`)) {
        const pairs = await tallyAll(reader, group);
        for (const [at, key] of group.entries()) {
          const pair = pairs[at];
          if (pair !== undefined) results.set(key, pair);
        }
      }
      return keys.map((key) => results.get(key) ?? new Error("Expected an answer for every key."));
    },
    { name: "latentBadDebt", cacheKeyFn: cacheKey },
  );
}

/** Passes the positions of all protocols of one view by the tallies, once. */
async function tallyAll(reader: LedgerReader, keys: readonly LatentKey[]): Promise<LatentPair[]> {
  const tallies = keys.map(talliesOf);
  const byProtocol = new Map(
    groupBy(tallies, ({ protocol }) => protocol).map((group) => [group[0]?.protocol ?? "", group]),
  );
  const [first] = keys;
  if (first === undefined) return [];
  for await (const positions of reader.openPositions(first.view, [...byProtocol.keys()])) {
    for (const position of positions) {
      for (const { own, market } of byProtocol.get(position.protocol) ?? []) {
        own.add(position);
        market.add(position);
      }
    }
  }
  return tallies.map(({ own, market }) => ({ own: own.result(), market: market.result() }));
}

function talliesOf({ book, maxPriceAge, shocks, dustFloor }: LatentKey): Tallies {
  const options = { maxPriceAge, shocks, dustFloor };
  return {
    protocol: book.protocol.id,
    own: new LatentBadDebtTally(book, { ...options, origin: "OWN" }),
    market: new LatentBadDebtTally(book, { ...options, origin: "OTHERS" }),
  };
}

function cacheKey({ view, book, maxPriceAge, shocks, dustFloor }: LatentKey): string {
  const { network, horizon } = view;
  return canonicalJson([network, horizon, book.protocol.id, maxPriceAge, [...shocks].sort(), dustFloor]);
}
