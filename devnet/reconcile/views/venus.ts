import type { BalanceRow } from "../book.ts";
import { type Comparison, noView, type ViewTable, view } from "../view-table.ts";

/** The risk fund keeps amounts by pool (the comptroller) and token. */
function balance({ asset, backstop, balance }: BalanceRow): Comparison[] {
  const { contract: of, market, balanceSource } = backstop;
  const found =
    balanceSource === "PARTIAL" || market === null
      ? noView("bids in escrow are kept by auction, not in sum")
      : view("RiskFund.poolAssetsFunds(address,address)", { of, args: [market.contract, asset.id] });
  return [{ quantity: "BALANCE", ledger: balance, view: found }];
}

/** Bad debt of each vToken, and the risk fund by pool and token. */
export const VENUS_VIEWS: ViewTable = {
  protocol: "venus",
  balance,
  deficit: ({ open, market }) => [
    { quantity: "DEFICIT_OPEN", ledger: open, view: view("VToken.badDebt()", { of: market.contract }) },
  ],
};
