import type { BalanceRow } from "../book.ts";
import { type Comparison, noView, type View, type ViewTable, view } from "../view-table.ts";

function stakeAndDraft(of: string): View {
  const stake = view("StRSR.getStakeRSR()", { of });
  const draft = view("StRSR.getDraftRSR()", { of });
  return {
    call: `${stake.call} + ${draft.call}`,
    read: async (chain) => (await stake.read(chain)) + (await draft.read(chain)),
  };
}

/** Seizures have no event and are inferred from a rounded rate, so a small residual is no error of the ledger. */
function balance({ backstop, balance, shares }: BalanceRow): Comparison[] {
  const of = backstop.contract;
  return [
    { quantity: "BALANCE", ledger: balance, view: stakeAndDraft(of), isPartial: true },
    { quantity: "SHARES", ledger: shares ?? 0n, view: view("StRSR.totalSupply()", { of }) },
  ];
}

/** RSR that is staked or waits, and the shares of it. */
export const RESERVE_VIEWS: ViewTable = {
  protocol: "reserve",
  balance,
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("a seizure is recognised and paid at once; the contracts keep no total"),
    },
  ],
};
