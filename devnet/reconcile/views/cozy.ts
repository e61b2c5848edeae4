import type { BalanceRow } from "../book.ts";
import { type Comparison, noView, type ViewTable, view } from "../view-table.ts";

/** A module keeps one sum for each asset; pools that share their asset are PARTIAL in the ledger, too. */
function balance({ asset, backstop, balance }: BalanceRow): Comparison[] {
  const { contract: of, balanceSource } = backstop;
  const found =
    balanceSource === "PARTIAL"
      ? noView("the module keeps one sum for all pools that hold the asset")
      : view("SafetyModule.assetPools(address)", { of, args: [asset.id] });
  return [{ quantity: "BALANCE", ledger: balance, view: found }];
}

/** What each module holds, by asset. */
export const COZY_VIEWS: ViewTable = {
  protocol: "cozy",
  balance,
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("a slash is recognised and paid by one log; the module keeps no total"),
    },
  ],
};
