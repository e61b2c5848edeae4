import type { BalanceRow } from "../book.ts";
import { type Comparison, type ViewTable, view } from "../view-table.ts";

function balance({ backstop, balance, encumbered, shares }: BalanceRow): Comparison[] {
  const of = backstop.contract;
  return [
    { quantity: "BALANCE", ledger: balance, view: view("HegicPool.totalBalance()", { of }) },
    { quantity: "ENCUMBERED", ledger: encumbered, view: view("HegicPool.lockedAmount()", { of }) },
    { quantity: "SHARES", ledger: shares ?? 0n, view: view("HegicPool.totalSupply()", { of }) },
  ];
}

/** Pools of Hegic v888: what they hold, what open options lock, their shares. */
export const HEGIC_VIEWS: ViewTable = { protocol: "hegic", balance };
