import { InvalidRequestError } from "../../domain/errors.ts";
import type { PriceImpact } from "./price-impact.ts";
import type { PurchaseRise } from "./purchase-rise.ts";

/** One account that pledges the collateral and owes the debt token. */
export type SpiralAccount = {
  /** Collateral in whole units. */
  readonly units: number;
  /** The same times the threshold. */
  readonly weightedUnits: number;
  /** Debt in whole units of the debt token. */
  readonly debt: number;
  /** All else in the currency of the prices: other collateral times threshold less other debts. */
  readonly others: number;
  /** The same without thresholds. */
  readonly othersWorth: number;
};

/** What a spiral on both sides is computed from. */
export type SpiralInput = {
  readonly accounts: readonly SpiralAccount[];
  readonly impact: PriceImpact;
  readonly rise: PurchaseRise;
  /** Price of the collateral before the shock, above 0. */
  readonly price: number;
  /** Price of the debt token before, above 0. */
  readonly debtPrice: number;
  /** Fall of the collateral before any sale, 0 to 1. */
  readonly shock: number;
};

/** Where both prices come to rest. */
export type DebtSpiral = {
  readonly price: number;
  /** Infinite where the purchases take more than there is. */
  readonly debtPrice: number;
  /** Collateral sold, whole units. */
  readonly sold: number;
  /** Debt tokens bought, whole units. */
  readonly bought: number;
  /** Σ max(0, debt − collateral) over the closed, in the currency of the prices; infinite with the debt price. */
  readonly badDebt: number;
  readonly iterations: number;
};

/**
 * Finds where collateral and debt token come to rest when each liquidation sells all of the one and buys all of the other:
 * a fall closes more accounts, and so does a rise of what they owe. Both prices move one way only, so iterating from the
 * shock reaches the highest collateral price and the lowest debt price at which everything is still, in at most one step
 * more than there are accounts.
 *
 * @throws {InvalidRequestError} when a price or the shock is out of range.
 * @see Klages-Mundt and Minca, (In)Stability for the Blockchain: Deleveraging Spirals and Stablecoin Attacks (2021)
 */
export function debtSpiral({ accounts, impact, rise, ...market }: SpiralInput): DebtSpiral {
  const { price: before, debtPrice: debtBefore, shock } = market;
  if (!(before > 0 && debtBefore > 0 && shock >= 0 && shock <= 1)) {
    throw new InvalidRequestError(
      `Expected prices above 0 and a shock from 0 to 1, got ${before}, ${debtBefore} and ${shock}.`,
    );
  }
  const shocked = before * (1 - shock);
  let [price, debtPrice, iterations] = [shocked, debtBefore, 0];
  let closed = closedAt(accounts, price, debtPrice);
  for (let known = 0; closed.length > known; iterations++) {
    known = closed.length;
    price = shocked * (1 - impact.fall(total(closed, "units")));
    debtPrice = debtBefore * rise(total(closed, "debt"));
    closed = closedAt(accounts, price, debtPrice);
  }
  const lacking = closed.map(({ units, debt, othersWorth }) =>
    Math.max(0, debt * debtPrice - units * price - othersWorth),
  );
  return {
    ...{ price, debtPrice, iterations, badDebt: lacking.reduce((sum, one) => sum + one, 0) },
    ...{ sold: total(closed, "units"), bought: total(closed, "debt") },
  };
}

function closedAt(accounts: readonly SpiralAccount[], price: number, debtPrice: number): SpiralAccount[] {
  return accounts.filter(
    ({ weightedUnits, debt, others }) => weightedUnits * price + others < debt * debtPrice,
  );
}

function total(accounts: readonly SpiralAccount[], field: "units" | "debt"): number {
  return accounts.reduce((sum, account) => sum + account[field], 0);
}
