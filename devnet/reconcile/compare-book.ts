import type { BalanceRow, Book, DeficitRow, PositionRow } from "./book.ts";
import type { ChainReader } from "./chain-reader.ts";
import { NoViewError, UnreadableViewError } from "./errors.ts";
import type { Finding, Subject } from "./finding.ts";
import {
  type Comparison,
  type NoView,
  noView,
  type Quantity,
  type Surroundings,
  type View,
  type ViewTable,
} from "./view-table.ts";

/** A number to compare; `isNamed` is false where the ledger has not heard of the row yet and so says zero. */
interface Question {
  readonly subject: Subject;
  readonly comparison: Comparison;
  readonly isNamed: boolean;
}

/** What was read of a view. */
type Reading = Pick<Finding, "chain" | "residual" | "status" | "reason">;

const IN_ASSET: ReadonlySet<Quantity> = new Set([
  "BALANCE",
  "PENDING_OUTFLOW",
  "ENCUMBERED",
  "DISABLED",
  "DEFICIT_OPEN",
  "DEFICIT_PENDING",
]);

/**
 * Compares what the ledger says at a block with the contracts' own views at it. A row that the ledger names only
 * later counts as zero, so that an amount which it never saw come is found.
 *
 * @param later - The ledger at the last block of the range, which has every row.
 * @param tables - Views by slug.
 * @throws {PastStateError} when the endpoint does not keep the block's state.
 */
export async function compareBook(
  later: Book,
  around: Surroundings,
  tables: ReadonlyMap<string, ViewTable>,
  chain: ChainReader,
): Promise<Finding[]> {
  const questions = [
    ...withAbsent(around.book.balances, later.balances, emptyBalance).flatMap(([row, isNamed]) =>
      aboutBalance(row, tables, around).map((question) => ({ ...question, isNamed })),
    ),
    ...withAbsent(around.book.deficits, later.deficits, emptyDeficit).flatMap(([row, isNamed]) =>
      aboutDeficit(row, tables, around).map((question) => ({ ...question, isNamed })),
    ),
    ...withAbsent(around.book.positions, later.positions, emptyPosition).flatMap(([row, isNamed]) =>
      aboutPosition(row, tables, around).map((question) => ({ ...question, isNamed })),
    ),
  ];
  const findings = await Promise.all(questions.map((question) => answer(question, chain)));
  return findings.filter((finding) => finding !== null);
}

function withAbsent<Row extends { readonly id: string }>(
  rows: readonly Row[],
  later: readonly Row[],
  empty: (row: Row) => Row,
): [row: Row, isNamed: boolean][] {
  const named = new Set(rows.map(({ id }) => id));
  const absent = later.filter(({ id }) => !named.has(id));
  return [
    ...rows.map((row): [Row, boolean] => [row, true]),
    ...absent.map((row): [Row, boolean] => [empty(row), false]),
  ];
}

function emptyBalance(row: BalanceRow): BalanceRow {
  const shares = row.shares === null ? null : 0n;
  const nothing = { balance: 0n, pendingOutflow: 0n, encumbered: 0n, disabled: 0n };
  return { ...row, ...nothing, shares, pendingShares: shares };
}

function emptyDeficit(row: DeficitRow): DeficitRow {
  return { ...row, open: 0n, pending: 0n };
}

function emptyPosition(row: PositionRow): PositionRow {
  return { ...row, collateral: 0n, debt: 0n, debtShares: null, size: null };
}

function aboutBalance(row: BalanceRow, tables: ReadonlyMap<string, ViewTable>, around: Surroundings) {
  const { backstop, asset } = row;
  const comparisons = tables.get(row.protocol)?.balance?.(row, around) ?? unknown("BALANCE", row.balance);
  const isPartial = backstop.balanceSource === "PARTIAL";
  return comparisons.map((comparison) => ({
    comparison: { isPartial, ...comparison },
    subject: {
      ...subjectOf(row, backstop.name, comparison.quantity),
      backstop: backstop.id,
      market: backstop.market?.id ?? null,
      account: null,
      ...(IN_ASSET.has(comparison.quantity) ? inAsset(asset) : inOwnUnit),
    },
  }));
}

function aboutDeficit(row: DeficitRow, tables: ReadonlyMap<string, ViewTable>, around: Surroundings) {
  const comparisons = tables.get(row.protocol)?.deficit?.(row, around) ?? unknown("DEFICIT_OPEN", row.open);
  return comparisons.map((comparison) => ({
    comparison,
    subject: {
      ...subjectOf(row, row.market.name, comparison.quantity),
      backstop: null,
      market: row.market.id,
      account: null,
      ...inAsset(row.asset),
    },
  }));
}

function aboutPosition(row: PositionRow, tables: ReadonlyMap<string, ViewTable>, around: Surroundings) {
  const comparisons =
    tables.get(row.protocol)?.position?.(row, around) ?? unknown("POSITION_COLLATERAL", row.collateral);
  return comparisons.map((comparison) => ({
    comparison,
    subject: {
      ...subjectOf(row, `${row.market.name} ${row.account}`, comparison.quantity),
      backstop: null,
      market: row.market.id,
      account: row.account,
      asset: comparison.quantity === "POSITION_COLLATERAL" ? row.market.collateralAsset : null,
      symbol: null,
    },
  }));
}

function subjectOf(
  row: { readonly id: string; readonly protocol: string },
  name: string,
  quantity: Quantity,
) {
  return { id: row.id, protocol: row.protocol, name, quantity };
}

const inOwnUnit = { asset: null, symbol: null };

function inAsset({ id, symbol }: { readonly id: string; readonly symbol: string | null }) {
  return { asset: id, symbol };
}

function unknown(quantity: Quantity, ledger: bigint): Comparison[] {
  return [{ quantity, ledger, view: noView("no view of this protocol's contracts is written down for it") }];
}

/** Null for a row that the ledger does not name yet and no view tells anything of: nothing was claimed. */
async function answer({ subject, comparison, isNamed }: Question, chain: ChainReader) {
  const { ledger, view } = comparison;
  const reading = await read(comparison, chain);
  if (!isNamed && reading.chain === null) return null;
  return { ...subject, ledger, ...reading, view: isView(view) ? view.call : null };
}

async function read({ view, ledger, isPartial = false }: Comparison, chain: ChainReader): Promise<Reading> {
  if (!isView(view)) return unread("NO_VIEW", view.reason);
  try {
    const found = await view.read(chain);
    const residual = ledger - found;
    return { chain: found, residual, status: statusOf(residual, isPartial), reason: null };
  } catch (error) {
    if (error instanceof NoViewError) return unread("NO_VIEW", error.message);
    if (error instanceof UnreadableViewError) return unread("UNREADABLE", error.message);
    throw error;
  }
}

function statusOf(residual: bigint, isPartial: boolean): "MATCH" | "MISMATCH" | "PARTIAL" {
  if (residual === 0n) return "MATCH";
  return isPartial ? "PARTIAL" : "MISMATCH";
}

function unread(status: "NO_VIEW" | "UNREADABLE", reason: string): Reading {
  return { chain: null, residual: null, status, reason };
}

function isView(view: View | NoView): view is View {
  return "read" in view;
}
