import type { Bucket } from "../../domain/bucket.ts";
import { blockOfOrdinal, endOrdinal } from "../../domain/ordinal.ts";
import type { ChangesRequest } from "../../services/series/series-ports.ts";
import type { BookChange, BookPart } from "../../solvency/series/book-change.ts";
import { type Fragment, fragment, joinFragments } from "../ledger-reader/fragment.ts";
import { toDomainRow } from "../ledger-reader/to-domain-row.ts";
import type { SqlReader } from "../store.ts";
import { BUCKET_START } from "./bucket-sql.ts";

/** Rows that a page aims at. */
const PAGE_ROWS = 2048;
/** Blocks of the first page; the next ones follow the density of rows. */
const FIRST_BLOCKS = 1024;
/** Largest factor by which a page is longer, or shorter, than the one before. */
const MAX_GROWTH = 8;

/** How the facts of a part are read and added up. */
type PartSql = { readonly table: string; readonly keys: string; readonly sums: string };

const WAS_OPEN =
  "collateral_after <> collateral_change OR debt_after <> debt_change OR coalesce(size_after <> size_change, false)";
const IS_OPEN = "collateral_after <> 0 OR debt_after <> 0 OR coalesce(size_after <> 0, false)";
const SIZE_BEFORE = "size_after - size_change";

const PARTS: Readonly<Record<BookPart, PartSql>> = {
  flows: {
    table: "fund_flow",
    keys: "backstop, asset",
    sums: `arg_max(balance_after, (ordinal, step)) AS balance,
      arg_max(pending_outflow_after, (ordinal, step)) AS pending_outflow,
      arg_max(encumbered_after, (ordinal, step)) AS encumbered,
      arg_max(disabled_after, (ordinal, step)) AS disabled,
      arg_max(shares_after, (ordinal, step)) AS shares,
      arg_max(pending_shares_after, (ordinal, step)) AS pending_shares,
      ${sumIf("amount", "direction = 'IN'")} AS inflow,
      ${sumIf("amount", "direction = 'OUT'")} AS outflow,
      max(ordinal) AS updated_ordinal`,
  },
  deficits: {
    table: "deficit_change",
    keys: "deficit",
    sums: `arg_max(open_after, (ordinal, id)) AS open,
      arg_max(pending_after, (ordinal, id)) AS pending,
      ${sumIf("amount", "action = 'CREATED'")} AS created,
      ${sumIf("amount", "action = 'COVERED'")} AS covered,
      ${sumIf("amount", "action = 'SOCIALISED'")} AS socialised,
      ${sumIf("amount", "action = 'WRITTEN_OFF'")} AS written_off,
      max(ordinal) AS updated_ordinal`,
  },
  positions: {
    table: "position_change",
    keys: "market",
    sums: `count(*) FILTER (WHERE ${IS_OPEN}) - count(*) FILTER (WHERE ${WAS_OPEN}) AS positions,
      sum(collateral_change) AS collateral,
      sum(debt_change) AS debt,
      ${sumIf("size_after", "size_after > 0")} - ${sumIf(SIZE_BEFORE, `${SIZE_BEFORE} > 0`)} AS long,
      ${sumIf(SIZE_BEFORE, `${SIZE_BEFORE} < 0`)} - ${sumIf("size_after", "size_after < 0")} AS short`,
  },
  prices: {
    table: "price_observation",
    keys: "feed",
    sums: `unnest(arg_max({
      'decimals': decimals, 'price': price, 'status': status, 'ordinal': ordinal,
      'observed_at': "timestamp" - coalesce(age, 0)
    }, (ordinal, id)))`,
  },
  statuses: { table: "status_change", keys: "subject", sums: "arg_max(status, (ordinal, id)) AS status" },
  liquidations: { table: "liquidation", keys: "market", sums: "" },
  skips: { table: "skipped_event", keys: "protocol", sums: "" },
};

/** Reads what facts did to a book, page by page; a page holds whole blocks. */
export async function* readBookChanges(
  sql: SqlReader,
  request: ChangesRequest,
): AsyncGenerator<readonly BookChange[]> {
  let blocks = FIRST_BLOCKS;
  for (let from = request.from; from < request.to; ) {
    const end = endOrdinal(blockOfOrdinal(from) + BigInt(blocks) - 1n);
    const to = end < request.to ? end : request.to;
    const changes: BookChange[] = [];
    for (const part of request.parts) changes.push(...(await readPart(sql, part, { ...request, from, to })));
    if (changes.length > 0) yield changes;
    blocks = nextBlocks(blocks, changes.length);
    from = to;
  }
}

function nextBlocks(blocks: number, rows: number): number {
  const growth = Math.min(Math.max(PAGE_ROWS / Math.max(rows, 1), 1 / MAX_GROWTH), MAX_GROWTH);
  return Math.max(1, Math.floor(blocks * growth));
}

async function readPart(sql: SqlReader, part: BookPart, request: ChangesRequest): Promise<BookChange[]> {
  const { table, keys, sums } = PARTS[part];
  const where = conditionOf(part, request);
  const rows = await sql.query(
    `SELECT ${stepSql(request.bucket)} AS step, count(*) AS facts, max(block_number) AS block_number,
       arg_max(block_hash, ordinal) AS block_hash, max("timestamp") AS "timestamp", ${keys}${sums && `, ${sums}`}
     FROM ${table} WHERE ${where.text} GROUP BY 1, ${keys} ORDER BY 1, ${keys}`,
    where.params,
  );
  return rows.map((row) => ({ ...toDomainRow<BookChange>(row), part }) as BookChange);
}

/** The first second of a bucket is a step of its own, so that the book can be seen at it. */
function stepSql(bucket: Bucket): string {
  if (bucket === "BLOCK") return "block_number";
  const start = BUCKET_START[bucket];
  return `${start} + CASE WHEN "timestamp" > ${start} THEN 1 ELSE 0 END`;
}

function conditionOf(part: BookPart, { view, subject, feeds, from, to }: ChangesRequest): Fragment {
  const range = fragment("network = ? AND ordinal >= ? AND ordinal < ?", view.network, from, to);
  const own =
    part === "prices" ? ofFeeds(feeds) : fragment(`${subjectColumn(part, subject.kind)} = ?`, subject.id);
  return joinFragments([range, own], " AND ");
}

function ofFeeds(feeds: readonly string[]): Fragment {
  return feeds.length === 0 ? fragment("false") : fragment("feed IN (SELECT unnest(?))", feeds);
}

function subjectColumn(part: BookPart, kind: ChangesRequest["subject"]["kind"]): string {
  if (kind === "PROTOCOL" || part === "skips") return "protocol";
  if (part === "statuses") return "subject";
  return kind === "BACKSTOP" ? "backstop" : "market";
}

function sumIf(amount: string, condition: string): string {
  return `coalesce(sum(${amount}) FILTER (WHERE ${condition}), 0::BIGNUM)`;
}
