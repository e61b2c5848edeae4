import DataLoader from "dataloader";
import { groupBy } from "../domain/group-by.ts";
import { PriceBoard } from "../solvency/price-board.ts";
import type { LedgerReader, View } from "./ports.ts";

/** Which prices to look up: those of an asset below an ordinal, as a view knows them. */
export type PriceKey = { readonly view: View; readonly asset: string; readonly horizon: bigint };

/** Look-up of the prices of an asset and of the network's coin at a moment. */
export type PriceLoader = DataLoader<PriceKey, PriceBoard, string>;

/**
 * Makes the look-up of prices of one request: what is asked for in the same turn becomes one query per view, whatever
 * the number of assets and moments.
 */
export function priceLoader(reader: LedgerReader): PriceLoader {
  return new DataLoader<PriceKey, PriceBoard, string>(
    async (keys) => {
      const boards = new Map<string, PriceBoard>();
      for (const group of groupBy(keys, viewOf)) {
        for (const [name, board] of await boardsOf(reader, group)) boards.set(name, board);
      }
      return keys.map((key) => boards.get(momentOf(key)) ?? new PriceBoard([]));
    },
    { name: "priceBoard", cacheKeyFn: (key) => `${momentOf(key)}/${key.asset}` },
  );
}

async function boardsOf(reader: LedgerReader, keys: readonly PriceKey[]): Promise<[string, PriceBoard][]> {
  const [first] = keys;
  if (first === undefined) return [];
  const assets = [...new Set(keys.map(({ asset }) => asset))];
  const horizons = [...new Set(keys.map(({ horizon }) => horizon))];
  const prices = await reader.pricesAt(first.view, { assets, horizons });
  return groupBy(prices, ({ horizon }) => String(horizon)).flatMap((group) =>
    group
      .slice(0, 1)
      .map(({ horizon }): [string, PriceBoard] => [momentOf({ ...first, horizon }), new PriceBoard(group)]),
  );
}

function viewOf({ view }: PriceKey): string {
  return `${view.network}/${view.horizon}`;
}

function momentOf(key: PriceKey): string {
  return `${viewOf(key)}/${key.horizon < key.view.horizon ? key.horizon : key.view.horizon}`;
}
