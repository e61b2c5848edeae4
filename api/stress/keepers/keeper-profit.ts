/** What a liquidation costs the one who makes it; fractions of the worth of what is seized unless said. */
export type KeeperCosts = {
  /** US dollars for the gas of one liquidation. */
  readonly gasUsd: number;
  /** Lost when the collateral is sold. */
  readonly slippage: number;
  /** z · σ · √(lag): fall of the collateral that is feared before it is sold. */
  readonly lagRisk: number;
};

/** One account as a liquidator sees it, US dollars. */
export type KeeperAccount = {
  readonly debt: number;
  readonly collateral: number;
  /** Largest part of the debt that one liquidation repays. */
  readonly closeFactor: number;
  /** Collateral beyond what is repaid, as a part of it. */
  readonly bonus: number;
};

/** What liquidating one account brings, US dollars. */
export type KeeperProfit = {
  readonly repaid: number;
  /** Worth of the collateral received: repaid · (1 + bonus), never more than there is. */
  readonly seized: number;
  /** Seized less repaid, less slippage and lag risk; before gas. */
  readonly margin: number;
  /** After gas. */
  readonly profit: number;
};

/**
 * Computes what liquidating one account brings.
 *
 * @example keeperProfit({ debt: 1000, collateral: 2000, closeFactor: 0.5, bonus: 0.1 }, { gasUsd: 20, slippage: 0, lagRisk: 0 }).profit // 30
 */
export function keeperProfit(
  { debt, collateral, closeFactor, bonus }: KeeperAccount,
  { gasUsd, slippage, lagRisk }: KeeperCosts,
): KeeperProfit {
  const repaid = closeFactor * debt;
  const seized = Math.min(repaid * (1 + bonus), collateral);
  const margin = seized - repaid - (slippage + lagRisk) * seized;
  return { repaid, seized, margin, profit: margin - gasUsd };
}

/**
 * Returns the smallest debt whose liquidation pays, where there is enough collateral: gas over what a dollar of debt brings.
 *
 * @returns US dollars; null where no debt is large enough.
 * @example smallestProfitableDebt({ closeFactor: 0.5, bonus: 0.1 }, { gasUsd: 20, slippage: 0, lagRisk: 0 }) // 400
 */
export function smallestProfitableDebt(
  { closeFactor, bonus }: Pick<KeeperAccount, "closeFactor" | "bonus">,
  { gasUsd, slippage, lagRisk }: KeeperCosts,
): number | null {
  const perDollar = closeFactor * (bonus - (1 + bonus) * (slippage + lagRisk));
  return perDollar > 0 ? gasUsd / perDollar : null;
}
