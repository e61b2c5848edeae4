import { noView, type ViewTable, view } from "../view-table.ts";

/** What each keeper has put into its pool. The market's contract is the stablecoin. */
export const CURVE_PEGKEEPER_VIEWS: ViewTable = {
  protocol: "curve-pegkeeper",
  balance: ({ asset, backstop, balance }) => [
    {
      quantity: "BALANCE",
      ledger: balance,
      view:
        asset.id === backstop.market?.contract
          ? view("PegKeeper.debt()", { of: backstop.contract })
          : noView("profit enters and leaves the ledger with one log; before that the keeper holds it"),
    },
  ],
};
