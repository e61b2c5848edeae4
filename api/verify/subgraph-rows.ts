import type { Filter } from "../ingest/ledger-queries.ts";
import { MAX_PAGE_ROWS } from "../ingest/ledger-queries.ts";
import type { Pin, PinnedLedger } from "../ingest/pinned-ledger.ts";
import type { TableSpec } from "../store/ledger-schema.ts";
import type { WireRow } from "../store/writer.ts";
import {
  addTallies,
  type BlockRange,
  ordinalField,
  type Tally,
  type TextRow,
  tallyOf,
  toText,
} from "./tally.ts";

/** Rows of one entity that the subgraph has at a block: facts of the range, or state rows that were created in it. */
export interface SubgraphPart {
  readonly spec: TableSpec;
  readonly range: BlockRange;
  readonly pin: Pin;
}

/**
 * Reads the rows of a part, some at a time, by another way than the ingest: whole blocks, and a block that fills more
 * than a page by id. So what the ingest's cursor would skip is not skipped here, too.
 */
export async function* readRows(
  ledger: PinnedLedger,
  part: SubgraphPart,
): AsyncGenerator<readonly TextRow[]> {
  const { spec, range } = part;
  for (let from = range.from; from <= range.to; ) {
    const page = await readPage(ledger, part, { from, to: range.to });
    const last = page.length < MAX_PAGE_ROWS ? undefined : page.at(-1);
    const crowded = last === undefined ? null : blockOf(spec, last);
    yield page
      .filter((row) => crowded === null || blockOf(spec, row) < crowded)
      .map((row) => toText(spec, row));
    if (crowded === null) return;
    if (crowded === from) {
      yield* readBlock(ledger, part, crowded);
      from = crowded + 1n;
    } else {
      from = crowded;
    }
  }
}

/** Adds up the rows of a part without keeping them. */
export async function tallySubgraph(ledger: PinnedLedger, part: SubgraphPart): Promise<Tally> {
  let tally = tallyOf(part.spec, []);
  for await (const rows of readRows(ledger, part)) tally = addTallies(tally, tallyOf(part.spec, rows));
  return tally;
}

async function* readBlock(
  ledger: PinnedLedger,
  { spec, pin }: SubgraphPart,
  block: bigint,
): AsyncGenerator<readonly TextRow[]> {
  const within = whereOf(spec, { from: block, to: block });
  for (let after: string | null = null; ; ) {
    const where: Filter = after === null ? within : { ...within, id_gt: after };
    const [page = []] = await ledger.lists([{ spec, first: MAX_PAGE_ROWS, orderBy: "id", where }], pin);
    yield page.map((row) => toText(spec, row));
    if (page.length < MAX_PAGE_ROWS) return;
    after = page.at(-1)?.id ?? null;
  }
}

async function readPage(
  ledger: PinnedLedger,
  { spec, pin }: SubgraphPart,
  range: BlockRange,
): Promise<WireRow[]> {
  const selection = { spec, first: MAX_PAGE_ROWS, orderBy: ordinalField(spec), where: whereOf(spec, range) };
  const [page = []] = await ledger.lists([selection], pin);
  return page;
}

function whereOf(spec: TableSpec, { from, to }: BlockRange): Filter {
  const field = ordinalField(spec);
  return { [`${field}_gte`]: String(from << 20n), [`${field}_lt`]: String((to + 1n) << 20n) };
}

function blockOf(spec: TableSpec, row: WireRow): bigint {
  return BigInt(row[ordinalField(spec)] as string) >> 20n;
}
