import { noView, tokenBalance, type ViewTable } from "../view-table.ts";

/** Shares of each pool that its treasury holds. */
export const GEARBOX_VIEWS: ViewTable = {
  protocol: "gearbox",
  balance: ({ asset, backstop, balance }) => [
    { quantity: "BALANCE", ledger: balance, view: tokenBalance(asset.id, backstop.contract) },
  ],
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("a loss is paid or spread by the log that makes it; the pool keeps no total"),
    },
  ],
};
