import type { LossCurve } from "./loss-curve.ts";
import type { SupplyCurve } from "./supply-curve.ts";

/** What is liquidated when the price of one asset falls by a fraction, without any impact of the sales. */
export type LiquidationPoint = {
  /** Fall of the price, a fraction. */
  readonly shock: number;
  /** Price after it, US dollars. */
  readonly price: number;
  /** Whole units sold at that price. */
  readonly units: number;
  /** Their worth at that price, US dollars. */
  readonly worth: number;
  /** Units sold by this point that were not at the one before: the density. */
  readonly added: number;
  /** What accounts lack at that price, US dollars. */
  readonly badDebt: number;
};

/**
 * Returns the liquidation-at-price curve from no fall to a fall to zero in equal steps.
 *
 * @param curves - What is sold and what is lacking at each price.
 * @param price - Before the shock, above 0.
 * @param steps - Number of steps; 100 make a density per percent.
 * @see Qin et al., An empirical study of DeFi liquidations (2021), liquidation sensitivity
 */
export function liquidationCurve(
  { supply, losses }: { readonly supply: SupplyCurve; readonly losses: LossCurve },
  price: number,
  steps: number,
): LiquidationPoint[] {
  let before = 0;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const shock = step / steps;
    const shocked = price * (1 - shock);
    const units = supply.units(shocked);
    const added = Math.max(0, units - before);
    before = units;
    return { shock, price: shocked, units, worth: units * shocked, added, badDebt: losses.loss(shocked) };
  });
}
