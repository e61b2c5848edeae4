import { noView, type ViewTable } from "../view-table.ts";

/** Vaults spread bad debt over their depositors at once: nothing is held for it, and nothing is kept of it. */
export const EULER_V2_VIEWS: ViewTable = {
  protocol: "euler-v2",
  balance: ({ balance }) => [
    { quantity: "BALANCE", ledger: balance, view: noView("socialisation holds no capital") },
  ],
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("a loss is socialised by the log that makes it; the vault keeps no total"),
    },
  ],
};
