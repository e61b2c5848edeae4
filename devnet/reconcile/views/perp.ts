import type { PositionRow } from "../book.ts";
import { type Comparison, noView, tokenBalance, type ViewTable, view } from "../view-table.ts";

/** `getUnadjustedPosition` gives size, margin, open notional and more, one word each. */
const [SIZE, MARGIN] = [0, 1];

function position({ market, account, collateral, size }: PositionRow): Comparison[] {
  const clearingHouse = market.collateralAsset;
  if (clearingHouse === null) return [];
  const at = { of: clearingHouse, args: [market.contract, account] };
  const call = "ClearingHouse.getUnadjustedPosition(address,address)";
  return [
    { quantity: "POSITION_COLLATERAL", ledger: collateral, view: view(call, { ...at, word: MARGIN }) },
    {
      quantity: "POSITION_SIZE",
      ledger: size ?? 0n,
      view: view(call, { ...at, word: SIZE, isSigned: true }),
    },
  ];
}

/** The insurance fund's token balance, and positions of the clearing house, whose address is the unit of margins. */
export const PERP_VIEWS: ViewTable = {
  protocol: "perp",
  balance: ({ asset, backstop, balance }) => [
    { quantity: "BALANCE", ledger: balance, view: tokenBalance(asset.id, backstop.contract) },
  ],
  deficit: (row) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: row.open,
      view: noView("the clearing house takes each bad debt from the fund at once and keeps no total"),
    },
  ],
  position,
};
