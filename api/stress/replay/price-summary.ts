import type { ReplayPlan } from "./replay-plan.ts";

/** The path of one price, as multiples of the block's. */
export type PriceSummary = {
  /** 1 or less. */
  readonly lowest: number;
  readonly last: number;
};

/** Sums up the path of each price: lowest and last. */
export function priceSummaries(
  market: Float64Array,
  { steps, factors }: Pick<ReplayPlan, "steps" | "factors">,
): PriceSummary[] {
  return Array.from({ length: factors }, (_, factor) => {
    let lowest = 1;
    for (let step = 0; step < steps; step++) {
      lowest = Math.min(lowest, market[step * factors + factor] as number);
    }
    return { lowest, last: market[(steps - 1) * factors + factor] as number };
  });
}

/**
 * Returns by how much sales deepened the fall of the price for which that is most: largest fall with them over largest
 * fall without.
 *
 * @returns 1 or more; null where no price falls.
 */
export function amplification(
  withSales: readonly PriceSummary[],
  without: readonly PriceSummary[],
): number | null {
  const ratios = withSales.flatMap(({ lowest }, factor) => {
    const given = 1 - (without[factor]?.lowest ?? 1);
    return given > 0 ? [(1 - lowest) / given] : [];
  });
  return ratios.length === 0 ? null : ratios.reduce((most, ratio) => Math.max(most, ratio), 1);
}
