import type { TableSpec } from "../store/ledger-schema.ts";
import type { WireRow } from "../store/writer.ts";
import { RangeTooLargeError } from "./ingest-errors.ts";
import {
  changedFilter,
  type FactCursor,
  type Filter,
  factFilter,
  type ListSelection,
  MAX_PAGE_ROWS,
  type OrdinalRange,
} from "./ledger-queries.ts";
import type { Pin, PinnedLedger } from "./pinned-ledger.ts";

/** Rows of one entity. */
export interface EntityRows {
  readonly spec: TableSpec;
  readonly rows: readonly WireRow[];
}

/** Counts rows while they arrive, so that a range that is too long is given up early. */
export class RowBudget {
  readonly #limit: number;
  #rows = 0;

  /** @param limit - Most rows. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Takes a page into account.
   *
   * @throws {RangeTooLargeError} when there are now more rows than allowed.
   */
  take(rows: number): void {
    this.#rows += rows;
    if (this.#rows > this.#limit) throw new RangeTooLargeError(this.#rows, this.#limit);
  }
}

/** Rows asked of each entity in the request that asks all entities at once. */
const FIRST_ROWS = 250;

/** Parts into which a long list of facts is cut, to be read side by side. */
const PARALLEL_PARTS = 3;

/** First ordinal of a block. */
export function blockOrdinal(blockNumber: bigint): bigint {
  return blockNumber << 20n;
}

/**
 * Reads all facts with an ordinal in the range, sorted by (ordinal, id): the first rows of all entities in one
 * request, then the rest of the long ones page by page.
 *
 * @throws {RangeTooLargeError} when the budget is used up.
 */
export async function readFacts(
  ledger: PinnedLedger,
  specs: readonly TableSpec[],
  range: OrdinalRange & { readonly pin: Pin },
  budget: RowBudget,
): Promise<EntityRows[]> {
  const first = await ledger.lists(
    specs.map((spec) => factSelection(spec, factFilter(range, null), FIRST_ROWS)),
    range.pin,
  );
  for (const rows of first) budget.take(rows.length);
  const readRest = async (spec: TableSpec, rows: readonly WireRow[]): Promise<EntityRows> => {
    if (rows.length < FIRST_ROWS) return { spec, rows };
    const parts = splitRange({ from: BigInt(lastOf(rows).ordinal as string), to: range.to });
    const rest = parts.map((part, at) => {
      return readFactPages(
        ledger,
        spec,
        { ...part, pin: range.pin, after: at === 0 ? cursorOf(rows) : null },
        budget,
      );
    });
    return { spec, rows: [rows, ...(await Promise.all(rest))].flat() };
  };
  return Promise.all(specs.map((spec, at) => readRest(spec, first[at] ?? [])));
}

/**
 * Reads all state rows that changed at or after a block, as they are at the pin.
 *
 * @throws {RangeTooLargeError} when the budget is used up.
 */
export async function readChangedState(
  ledger: PinnedLedger,
  specs: readonly TableSpec[],
  at: { readonly since: bigint; readonly pin: Pin },
  budget: RowBudget,
): Promise<EntityRows[]> {
  const select = (spec: TableSpec, afterId: string | null, first: number): ListSelection => {
    return { spec, first, orderBy: "id", where: changedFilter(at.since, afterId) };
  };
  const firstPages = await ledger.lists(
    specs.map((spec) => select(spec, null, FIRST_ROWS)),
    at.pin,
  );
  const readRest = async (spec: TableSpec, page: readonly WireRow[]): Promise<EntityRows> => {
    const pages = [page];
    budget.take(page.length);
    for (let last = page, asked = FIRST_ROWS; last.length === asked; asked = MAX_PAGE_ROWS) {
      [last = []] = await ledger.lists([select(spec, lastOf(last).id, MAX_PAGE_ROWS)], at.pin);
      budget.take(last.length);
      pages.push(last);
    }
    return { spec, rows: pages.flat() };
  };
  return Promise.all(specs.map((spec, index) => readRest(spec, firstPages[index] ?? [])));
}

/** Reads state rows by id, as they are at the pin; ids that the ledger does not have are left out. */
export async function readStateByIds(
  ledger: PinnedLedger,
  spec: TableSpec,
  ids: readonly string[],
  pin: Pin,
): Promise<WireRow[]> {
  const pages: WireRow[][] = [];
  for (let start = 0; start < ids.length; start += MAX_PAGE_ROWS) {
    const where = { id_in: ids.slice(start, start + MAX_PAGE_ROWS) };
    pages.push(...(await ledger.lists([{ spec, first: MAX_PAGE_ROWS, orderBy: "id", where }], pin)));
  }
  return pages.flat();
}

/** Returns the lowest ordinal at or above `from` at the head; null when there is no such fact. */
export async function nextOrdinal(
  ledger: PinnedLedger,
  specs: readonly TableSpec[],
  from: bigint,
): Promise<bigint | null> {
  const where = { ordinal_gte: from.toString() };
  const lists = await ledger.lists(
    specs.map((spec) => ({ spec, first: 1, orderBy: "ordinal", where, fields: ["id", "ordinal"] })),
    ledger.headPin,
  );
  const ordinals = lists.flat().map((row) => BigInt(row.ordinal as string));
  return ordinals.reduce<bigint | null>((lowest, ordinal) => {
    return lowest === null || ordinal < lowest ? ordinal : lowest;
  }, null);
}

async function readFactPages(
  ledger: PinnedLedger,
  spec: TableSpec,
  range: OrdinalRange & { readonly pin: Pin; readonly after: FactCursor | null },
  budget: RowBudget,
): Promise<WireRow[]> {
  const pages: WireRow[][] = [];
  for (let after = range.after; ; ) {
    const [page = []] = await ledger.lists(
      [factSelection(spec, factFilter(range, after), MAX_PAGE_ROWS)],
      range.pin,
    );
    budget.take(page.length);
    pages.push(page);
    if (page.length < MAX_PAGE_ROWS) return pages.flat();
    after = cursorOf(page);
  }
}

function factSelection(spec: TableSpec, where: Filter, first: number): ListSelection {
  return { spec, first, orderBy: "ordinal", where };
}

function splitRange(range: OrdinalRange): OrdinalRange[] {
  const width = (range.to - range.from) / BigInt(PARALLEL_PARTS) + 1n;
  const parts: OrdinalRange[] = [];
  for (let from = range.from; from < range.to; from += width) {
    parts.push({ from, to: from + width < range.to ? from + width : range.to });
  }
  return parts;
}

function lastOf(rows: readonly WireRow[]): WireRow {
  const last = rows.at(-1);
  if (last === undefined) throw new RangeError("A page that is continued has at least one row.");
  return last;
}

function cursorOf(rows: readonly WireRow[]): FactCursor {
  const last = lastOf(rows);
  return { ordinal: BigInt(last.ordinal as string), id: last.id };
}
