import { PriceSteps, RunningSums } from "./running-sums.ts";

/** What one account sells as the price of its collateral falls; prices are of one whole unit. */
export type SupplyPosition = {
  /** Collateral in whole units, 0 or more. */
  readonly units: number;
  /** Price below which it is liquidated; 0 where it never is. */
  readonly trigger: number;
  /** Worth of the collateral that one liquidation sells at most (debt closed × (1 + bonus)); null where all is sold. */
  readonly saleWorth: number | null;
};

/** What is forcibly sold at each price. */
export type SupplyCurve = {
  /** Q(p): whole units sold by all whose trigger is above the price; never increases with the price. */
  readonly units: (price: number) => number;
  /** Prices at which the curve changes its form, highest first. */
  readonly criticalPrices: readonly number[];
};

/**
 * Makes the supply of forced sales of a set of accounts. An account is liquidated at prices strictly below its trigger.
 * Each look-up costs one binary search, whatever the number of accounts.
 *
 * @example supplyCurve([{ units: 10, trigger: 175, saleWorth: null }]).units(174) // 10
 */
export function supplyCurve(positions: readonly SupplyPosition[]): SupplyCurve {
  const steps = new PriceSteps();
  for (const position of positions) addSale(steps, position);
  const sums = new RunningSums(steps);
  return {
    units: (price) => {
      const { units, worth, open } = sums.above(price);
      return open === 0 ? units : units + worth / price;
    },
    criticalPrices: [...new Set(sums.prices)],
  };
}

/** Above the price at which the collateral binds, a sale is worth a fixed sum; below it, all units are sold. */
function addSale(steps: PriceSteps, { units, trigger, saleWorth }: SupplyPosition): void {
  if (units <= 0 || trigger <= 0) return;
  const bound = saleWorth === null ? trigger : saleWorth / units;
  if (saleWorth === null || bound >= trigger) {
    steps.add(trigger, units, 0, 0);
    return;
  }
  steps.add(trigger, 0, saleWorth, 1);
  steps.add(bound, units, -saleWorth, -1);
}
