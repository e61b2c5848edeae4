import { listField } from "../../api/ingest/ledger-queries.ts";
import { type ColumnSpec, loadLedgerSchema } from "../../api/store/ledger-schema.ts";
import { factsOf, hasFacts, type MadeRow, ordinalOf, timeOf } from "./facts.ts";
import { auctionId, blockHash, blockOfHash, THINGS } from "./ids.ts";
import { auctionRow, stateOf } from "./state.ts";

/** A filter as the ingest writes it. */
interface Where {
  readonly ordinal_gte?: string;
  readonly ordinal_gt?: string;
  readonly ordinal_lt?: string;
  readonly id_gt?: string;
  readonly and?: readonly Where[];
  readonly or?: readonly Where[];
  readonly _change_block?: { readonly number_gte: number };
}

/** A request to a subgraph. */
export interface LedgerRequest {
  readonly query: string;
  readonly variables?: {
    readonly hash?: string;
    readonly block?: { hash?: string; number?: number };
  } & Record<string, unknown>;
}

const TABLES = new Map(loadLedgerSchema().tables.map((table) => [listField(table.entity), table]));
/** What stands in a column that the made ledger knows nothing of, where null may not. */
const BLANKS = { VARCHAR: "", BIGINT: "0", INTEGER: 0, BIGNUM: "0", BOOLEAN: false } as const;
/** The lists of one query: alias, field, number of rows. */
const LIST = /(l\d+): (\w+)\(first: (\d+)/g;
const DEPLOYMENT = "QmMadeLedger";

/**
 * Answers what the ingest asks of a subgraph over a ledger that is made while it is asked for, so that a ledger of any
 * length needs no memory.
 *
 * @param head - Last block of the ledger.
 */
export function answerLedger(head: number, { query, variables = {} }: LedgerRequest): object {
  const meta = { deployment: DEPLOYMENT, hasIndexingErrors: false, block: metaBlock(head) };
  if (variables.hash !== undefined) return { _meta: { block: metaBlock(blockOfHash(variables.hash)) } };
  const { block } = variables;
  const at = block?.hash === undefined ? (block?.number ?? head) : blockOfHash(block.hash);
  const lists = [...query.matchAll(LIST)].map(([, alias = "", field = "", first = ""]) => {
    const where = (variables[alias.replace("l", "w")] ?? {}) as Where;
    const { entity, columns } = TABLES.get(field) ?? { entity: field, columns: [] };
    const blank = Object.fromEntries(columns.map((column) => [column.field, blankOf(column)]));
    const rows = listRows(entity, { where, at, first: Number(first) });
    return [alias, rows.map((row) => ({ ...blank, ...row }))];
  });
  return { ...Object.fromEntries(lists), _meta: meta };
}

function blankOf({ isNullable, isReference, type }: ColumnSpec): unknown {
  if (isNullable) return null;
  return isReference ? { id: THINGS.protocol } : BLANKS[type];
}

function metaBlock(block: number): object {
  return {
    number: block,
    hash: blockHash(block),
    parentHash: blockHash(block - 1),
    timestamp: timeOf(block),
  };
}

/** One page that is asked for. */
interface Page {
  readonly where: Where;
  /** Block as of which rows are given. */
  readonly at: number;
  readonly first: number;
}

function listRows(entity: string, page: Page): MadeRow[] {
  if (entity === "Auction") return auctionRows(page);
  if (hasFacts(entity)) return factRows(entity, page);
  const { where, at, first } = page;
  const after = where.id_gt ?? "";
  const rows = stateOf(entity, at, where._change_block?.number_gte ?? 0).filter(({ id }) => id > after);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, first);
}

/** Auctions sort by id as by block. */
function auctionRows({ where, at, first }: Page): MadeRow[] {
  const changed = Math.max(1, where._change_block?.number_gte ?? 1);
  const after = where.id_gt === undefined ? 0 : Number.parseInt(where.id_gt.slice(THINGS.flipper.length), 16);
  const from = Math.max(changed, after + 1);
  const count = Math.max(0, Math.min(first, at - from + 1));
  return Array.from({ length: count }, (_, index) => auctionRow(from + index)).filter(
    ({ id }) => id <= auctionId(at),
  );
}

/** The filter of the ingest: a range of ordinals and, from the second page on, the last row's ordinal and id. */
function factRows(entity: string, { where, at, first }: Page): MadeRow[] {
  const parts = [where, ...(where.and ?? [])];
  const from = BigInt(parts.find(({ ordinal_gte }) => ordinal_gte !== undefined)?.ordinal_gte ?? 0);
  const end = BigInt(
    parts.find(({ ordinal_lt }) => ordinal_lt !== undefined)?.ordinal_lt ?? ordinalOf(at + 1, 0),
  );
  const afterId = parts.flatMap(({ or = [] }) => or).find(({ id_gt }) => id_gt !== undefined)?.id_gt ?? "";
  const rows: MadeRow[] = [];
  for (let block = Math.max(1, Number(from >> 20n)); block <= at && rows.length < first; block++) {
    if (ordinalOf(block, 0) >= end) break;
    rows.push(...factsOf(entity, block).filter((row) => isWanted(row, { from, end, afterId })));
  }
  return rows.slice(0, first);
}

function isWanted(row: MadeRow, range: { from: bigint; end: bigint; afterId: string }): boolean {
  const ordinal = BigInt(row.ordinal ?? 0);
  if (ordinal < range.from || ordinal >= range.end) return false;
  return range.afterId === "" || ordinal > range.from || row.id > range.afterId;
}
