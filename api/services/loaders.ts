import DataLoader from "dataloader";
import { UnknownEntityError } from "../domain/errors.ts";
import { groupBy } from "../domain/group-by.ts";
import type { Book } from "../solvency/book.ts";
import type { Obligations, WrittenPut } from "../solvency/obligations.ts";
import { loadBooks } from "./load-books.ts";
import { loadObligations, loadWrittenPuts } from "./load-obligations.ts";
import type { LedgerEntity, LedgerReader, LedgerRows, View } from "./ports.ts";

/** What to look up: an id as of a view. */
export type LoaderKey = { readonly view: View; readonly id: string };

type Row<E extends LedgerEntity> = LedgerRows[E] & { readonly view: View };

/** Look-ups of one request; keys asked for in the same turn become one query per view. */
export type Loaders = {
  readonly protocol: DataLoader<LoaderKey, Row<"protocol">, string>;
  readonly asset: DataLoader<LoaderKey, Row<"asset">, string>;
  readonly market: DataLoader<LoaderKey, Row<"market">, string>;
  readonly priceFeed: DataLoader<LoaderKey, Row<"priceFeed">, string>;
  readonly backstop: DataLoader<LoaderKey, Row<"backstop">, string>;
  readonly deficit: DataLoader<LoaderKey, Row<"deficit">, string>;
  readonly auction: DataLoader<LoaderKey, Row<"auction">, string>;
  readonly optionSeries: DataLoader<LoaderKey, Row<"optionSeries">, string>;
  readonly liquidation: DataLoader<LoaderKey, Row<"liquidation">, string>;
  readonly balancesOfBackstop: DataLoader<LoaderKey, Row<"backstopBalance">[], string>;
  readonly deficitsOfMarket: DataLoader<LoaderKey, Row<"deficit">[], string>;
  readonly allocationsOfLoss: DataLoader<LoaderKey, Row<"lossAllocation">[], string>;
  readonly eventsOfAuction: DataLoader<LoaderKey, Row<"auctionEvent">[], string>;
  /** Books by protocol id. */
  readonly book: DataLoader<LoaderKey, Book, string>;
  /** Obligations by protocol id. */
  readonly obligations: DataLoader<LoaderKey, Obligations, string>;
  /** Open puts that a protocol wrote, by protocol id. */
  readonly writtenPuts: DataLoader<LoaderKey, readonly WrittenPut[], string>;
};

/** Makes the look-ups of one request. */
export function createLoaders(reader: LedgerReader): Loaders {
  return {
    protocol: rowLoader(reader, "protocol"),
    asset: rowLoader(reader, "asset"),
    market: rowLoader(reader, "market"),
    priceFeed: rowLoader(reader, "priceFeed"),
    backstop: rowLoader(reader, "backstop"),
    deficit: rowLoader(reader, "deficit"),
    auction: rowLoader(reader, "auction"),
    optionSeries: rowLoader(reader, "optionSeries"),
    liquidation: rowLoader(reader, "liquidation"),
    balancesOfBackstop: childLoader(reader, "backstopBalance", "backstop"),
    deficitsOfMarket: childLoader(reader, "deficit", "market"),
    allocationsOfLoss: childLoader(reader, "lossAllocation", "loss"),
    eventsOfAuction: childLoader(reader, "auctionEvent", "auction"),
    book: protocolLoader(reader, "book", loadBooks),
    obligations: protocolLoader(reader, "obligations", loadObligations),
    writtenPuts: protocolLoader(reader, "writtenPuts", loadWrittenPuts),
  };
}

/** What remembers a row; loaders that are named after an entity remember rows of it. */
type Remembering = { prime(key: LoaderKey, row: unknown): unknown };

/** Remembers rows that were listed, so that what refers to them need not look them up again. */
export function primeLoader<E extends LedgerEntity>(
  loaders: Loaders,
  entity: E,
  rows: readonly Row<E>[],
): void {
  const byName: Readonly<Partial<Record<string, Remembering>>> = loaders;
  for (const row of rows) byName[entity]?.prime({ view: row.view, id: row.id }, row);
}

function rowLoader<E extends LedgerEntity>(
  reader: LedgerReader,
  entity: E,
): DataLoader<LoaderKey, Row<E>, string> {
  return new DataLoader<LoaderKey, Row<E>, string>(
    (keys) =>
      perView(keys, async (view, ids) => {
        const rows = new Map((await reader.byIds(entity, view, ids)).map((row) => [row.id, row]));
        return (id) => {
          const row = rows.get(id);
          return row === undefined ? missing(entity, id, view) : { ...row, view };
        };
      }),
    { name: entity, cacheKeyFn: cacheKey },
  );
}

function childLoader<E extends LedgerEntity>(
  reader: LedgerReader,
  entity: E,
  field: keyof LedgerRows[E] & string,
): DataLoader<LoaderKey, Row<E>[], string> {
  return new DataLoader<LoaderKey, Row<E>[], string>(
    (keys) =>
      perView(keys, async (view, ids) => {
        const rows = await reader.byReference(entity, field, view, ids);
        const groups = groupBy(rows, (row) => String(row[field]));
        const byParent = new Map(groups.map((group) => [String(group[0]?.[field]), group]));
        return (id) => (byParent.get(id) ?? []).map((row) => ({ ...row, view }));
      }),
    { name: `${entity}.${field}`, cacheKeyFn: cacheKey },
  );
}

function protocolLoader<V>(
  reader: LedgerReader,
  name: string,
  load: (reader: LedgerReader, view: View, protocols: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): DataLoader<LoaderKey, V, string> {
  return new DataLoader<LoaderKey, V, string>(
    (keys) =>
      perView(keys, async (view, ids) => {
        const found = await load(reader, view, ids);
        return (id) => found.get(id) ?? missing("protocol", id, view);
      }),
    { name, cacheKeyFn: cacheKey },
  );
}

function cacheKey({ view, id }: LoaderKey): string {
  return `${view.network}/${view.horizon}/${id}`;
}

async function perView<V>(
  keys: readonly LoaderKey[],
  load: (view: View, ids: readonly string[]) => Promise<(id: string) => V | Error>,
): Promise<(V | Error)[]> {
  const groups = groupBy(keys, ({ view }) => `${view.network}/${view.horizon}`);
  const results = new Map<LoaderKey, V | Error>();
  for (const group of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const pick = await load(first.view, [...new Set(group.map((key) => key.id))]);
    for (const key of group) results.set(key, pick(key.id));
  }
  return keys.map((key) => results.get(key) ?? new UnknownEntityError(`No row with id "${key.id}".`));
}

function missing(entity: string, id: string, { network, block }: View): UnknownEntityError {
  return new UnknownEntityError(`No ${entity} with id "${id}" on "${network}" at block ${block.number}.`);
}
