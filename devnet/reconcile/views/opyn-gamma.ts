import { noView, type ViewTable, view } from "../view-table.ts";

/** What the margin pool holds of each asset. */
export const OPYN_GAMMA_VIEWS: ViewTable = {
  protocol: "opyn-gamma",
  balance: ({ asset, backstop, balance, encumbered }) => [
    {
      quantity: "BALANCE",
      ledger: balance,
      view: view("MarginPool.getStoredBalance(address)", { of: backstop.contract, args: [asset.id] }),
    },
    {
      quantity: "ENCUMBERED",
      ledger: encumbered,
      view: noView("collateral is kept vault by vault, not in sum"),
    },
  ],
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("what vaults lack follows from payoffs; the contracts keep no sum of it"),
    },
  ],
};
