import type { BalanceRow, PositionRow } from "../book.ts";
import { type Comparison, type View, view } from "../view-table.ts";

/** Views of a stability pool and its troves that differ from one fork of Liquity to the next. */
export interface TroveSystem {
  /** View of the pool's deposits, such as `StabilityPool.getTotalLUSDDeposits()`. */
  readonly deposits: string;
  /** View of the collateral that the pool gained and nobody has claimed. */
  readonly gains: string;
}

/** A stability pool's deposits and the collateral it gained. */
export function poolBalance(system: TroveSystem, { asset, backstop, balance }: BalanceRow): Comparison[] {
  const isGain = asset.id === backstop.market?.collateralAsset;
  const call = isGain ? system.gains : system.deposits;
  return [{ quantity: "BALANCE", ledger: balance, view: view(call, { of: backstop.contract }) }];
}

/** One word of `TroveManager.Troves`. */
export function troveWord({ market, account }: PositionRow, word: number): View {
  return view("TroveManager.Troves(address)", { of: market.contract, args: [account], word });
}
