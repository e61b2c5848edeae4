import type { PositionRow } from "../book.ts";
import { type Comparison, noView, type ViewTable, view } from "../view-table.ts";

/** `position` gives supply shares, borrow shares, collateral. */
const [BORROW_SHARES, COLLATERAL] = [1, 2];
const ID_DIGITS = 64;

function position(row: PositionRow): Comparison[] {
  const id = `0x${row.market.id.slice(-ID_DIGITS)}`;
  const at = { of: row.market.contract, args: [id, row.account] };
  const call = "Morpho.position(bytes32,address)";
  return [
    {
      quantity: "POSITION_COLLATERAL",
      ledger: row.collateral,
      view: view(call, { ...at, word: COLLATERAL }),
    },
    {
      quantity: "POSITION_DEBT_SHARES",
      ledger: row.debtShares ?? 0n,
      view: view(call, { ...at, word: BORROW_SHARES }),
    },
    {
      quantity: "POSITION_DEBT",
      ledger: row.debt,
      view: noView("debts are kept in shares; what they are worth grows between logs"),
    },
  ];
}

/** Positions in collateral and debt shares. Losses are socialised by the log that makes them and kept nowhere. */
export const MORPHO_BLUE_VIEWS: ViewTable = {
  protocol: "morpho-blue",
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("a loss is socialised by the log that makes it; the contract keeps no total"),
    },
  ],
  position,
};
