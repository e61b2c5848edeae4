import { noView, tokenBalance, type ViewTable } from "../view-table.ts";

/** Tokens of the treasury (PARTIAL: what its owner moves has no log of it) and of Stake and Cover. */
export const HEGIC_HARDCORE_VIEWS: ViewTable = {
  protocol: "hegic-hardcore",
  balance: ({ asset, backstop, balance }) => [
    { quantity: "BALANCE", ledger: balance, view: tokenBalance(asset.id, backstop.contract) },
  ],
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("what the treasury lacked is paid by the log that states it; nothing keeps a total"),
    },
  ],
};
