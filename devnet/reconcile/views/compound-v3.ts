import type { BalanceRow, PositionRow } from "../book.ts";
import { type Comparison, noView, type ViewTable, view } from "../view-table.ts";

/** Reserves: of the base token a sum that may be below zero, of collateral what was taken over and not sold. */
function balance({ asset, backstop, balance }: BalanceRow): Comparison[] {
  const { contract: of, market } = backstop;
  const reserves =
    asset.id === market?.collateralAsset
      ? view("Comet.getReserves()", { of, isSigned: true })
      : view("Comet.getCollateralReserves(address)", { of, args: [asset.id] });
  return [{ quantity: "BALANCE", ledger: balance, view: reserves }];
}

/** Collateral markets have the Comet and the token as key; the base market has the Comet alone. */
function position({ market, account, collateral, debt }: PositionRow): Comparison[] {
  const token = market.collateralAsset;
  const isBase = token === null || !market.id.endsWith(token.slice(2));
  if (isBase) {
    const view = noView(
      "interest moves base positions without a log, and the contract keeps no principal in tokens",
    );
    return [
      { quantity: "POSITION_COLLATERAL", ledger: collateral, view },
      { quantity: "POSITION_DEBT", ledger: debt, view },
    ];
  }
  const held = view("Comet.userCollateral(address,address)", { of: market.contract, args: [account, token] });
  return [{ quantity: "POSITION_COLLATERAL", ledger: collateral, view: held }];
}

/** Reserves and pledged collateral of every Comet. */
export const COMPOUND_V3_VIEWS: ViewTable = { protocol: "compound-v3", balance, position };
