import type { ExpectedTotals, LiquidationTotals } from "../../../devnet/scenarios/scenario.ts";
import { big, type Ledger, type LedgerRow, rowsOf } from "../e2e/ledger.ts";

type Rows = readonly LedgerRow[];

function grouped(rows: Rows, field: string): Map<string, LedgerRow[]> {
  const groups = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    const name = row[field] ?? "";
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}

const sumOf = (rows: Rows, field: string) => rows.reduce((sum, row) => sum + big(row, field), 0n);

function eachGroup<T>(rows: Rows, field: string, total: (rows: Rows) => T): Record<string, T> {
  return Object.fromEntries([...grouped(rows, field)].map(([name, group]) => [name, total(group)]));
}

/** Name of a row of another entity by its id. */
function names(ledger: Ledger, entity: string, field: string): (id: string | null | undefined) => string {
  const known = new Map(rowsOf(ledger, entity).map((row) => [row["id"], row[field]]));
  return (id) => known.get(id ?? "") ?? "";
}

function liquidations(ledger: Ledger): Record<string, LiquidationTotals> {
  return eachGroup(rowsOf(ledger, "Liquidation"), "mode", (rows) => ({
    count: rows.length,
    debtRepaid: sumOf(rows, "debtRepaid"),
    collateralSeized: sumOf(rows, "collateralSeized"),
  }));
}

function auctions(ledger: Ledger): ExpectedTotals["auctions"] {
  const kindOf = names(ledger, "Auction", "kind");
  const ended = rowsOf(ledger, "Auction").filter(({ endedAt }) => endedAt !== null);
  const wins = rowsOf(ledger, "AuctionEvent").map((row) => ({ ...row, kind: kindOf(row["auction"]) }));
  return eachGroup(ended, "kind", (rows) => ({
    count: rows.length,
    paid: sumOf(
      wins.filter(({ kind }) => kind === rows[0]?.["kind"]),
      "paid",
    ),
  }));
}

function openDeficits(ledger: Ledger): Record<string, bigint> {
  const marketOf = names(ledger, "Market", "name");
  return Object.fromEntries(
    rowsOf(ledger, "Deficit").map((row) => [marketOf(row["market"]), big(row, "open")]),
  );
}

function balances(ledger: Ledger): Record<string, bigint> {
  const backstopOf = names(ledger, "Backstop", "name");
  const symbolOf = names(ledger, "Asset", "symbol");
  return Object.fromEntries(
    rowsOf(ledger, "BackstopBalance").map((row) => [
      `${backstopOf(row["backstop"])}/${symbolOf(row["asset"])}`,
      big(row, "balance"),
    ]),
  );
}

function exercises(ledger: Ledger): ExpectedTotals["exercises"] {
  const rows = rowsOf(ledger, "OptionExercise").filter(({ kind }) => kind !== "EXPIRY");
  return { count: rows.length, paid: sumOf(rows, "settled") };
}

/** What a ledger says a scenario came to. */
export function ledgerTotals(ledger: Ledger): ExpectedTotals {
  return {
    liquidations: liquidations(ledger),
    auctions: auctions(ledger),
    lossesByLayer: eachGroup(rowsOf(ledger, "LossAllocation"), "layer", (rows) => sumOf(rows, "amount")),
    openDeficits: openDeficits(ledger),
    balances: balances(ledger),
    exercises: exercises(ledger),
  };
}
