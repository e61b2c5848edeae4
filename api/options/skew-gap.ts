import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import { neumaierSum } from "../stats/neumaier-sum.ts";

/** Definition of the skew gap. */
export const SKEW_GAP: MetricDefinition = {
  id: "skew-gap",
  title: "Underpriced risk of written puts against flat volatility",
  formula:
    "skewPricingRatio = Σ nⱼ Pⱼ(σ_ATM) / Σ nⱼ Pⱼ(σ(Kⱼ)); underpricing = 1 − ratio; premiumGap = Σ nⱼ (Pⱼ(σ(Kⱼ)) − premiumⱼ)⁺ over the open puts that the protocol wrote",
  unit: "ratio; premiumGap in the quote currency of the strikes",
  edgeCases: [
    "No open written put can be valued: NO_DATA.",
    "All are worth 0: the ratio is null with ZERO_DENOMINATOR.",
    "A put whose premium cannot be told in the currency of its strike is left out of the premium gap: PARTIAL_COVERAGE.",
    "A flat volatility gives 1: no source of skew means no finding, not a finding of no skew; see the status of the smile.",
  ],
  sources: ["metrics.md M-20: the example F = 2000, T = 30 days, SVI a = .02, b = .12, ρ = −.6, s = .15"],
  since: "1.2.0",
};

/** A put that the protocol wrote. */
export type WrittenPutValue = {
  /** Whole units of the underlying. */
  readonly size: number;
  /** Value of one unit under the smile. */
  readonly withSkew: number;
  /** Value of one unit at the volatility at the money. */
  readonly flat: number;
  /** Premium taken for one unit, in the same currency; null when it cannot be told. */
  readonly premium: number | null;
};

/** How much of the risk a flat volatility leaves out. */
export type SkewGap = {
  readonly skewPricingRatio: Estimate;
  readonly underpricing: Estimate;
  readonly premiumGap: Estimate;
};

const METHOD = "Black-76, smile against the volatility at the money";

/**
 * Compares the value of written puts under the smile with that at the volatility at the money, and with the premiums taken.
 *
 * @see SKEW_GAP
 */
export function skewGap(puts: readonly WrittenPutValue[]): SkewGap {
  const n = puts.length;
  const none = missingEstimate("NO_DATA", "No open put written by the protocol can be valued.", {
    n,
    method: METHOD,
  });
  if (n === 0) return { skewPricingRatio: none, underpricing: none, premiumGap: none };
  const flat = neumaierSum(puts.map((put) => put.size * put.flat));
  const skewed = neumaierSum(puts.map((put) => put.size * put.withSkew));
  return { ...ratioOf(flat, skewed, n), premiumGap: premiumGap(puts) };
}

function ratioOf(
  flat: number,
  skewed: number,
  n: number,
): Pick<SkewGap, "skewPricingRatio" | "underpricing"> {
  if (skewed === 0) {
    const none = missingEstimate("ZERO_DENOMINATOR", "The puts are worth nothing.", { n, method: METHOD });
    return { skewPricingRatio: none, underpricing: none };
  }
  const ratio = flat / skewed;
  return {
    skewPricingRatio: estimated({ value: ratio, n, method: METHOD }),
    underpricing: estimated({ value: 1 - ratio, n, method: METHOD }),
  };
}

function premiumGap(puts: readonly WrittenPutValue[]): Estimate {
  const known = puts.flatMap(({ size, withSkew, premium }) =>
    premium === null ? [] : [size * Math.max(0, withSkew - premium)],
  );
  const method = `${METHOD}, less premium`;
  const missing = puts.length - known.length;
  if (known.length === 0) {
    return missingEstimate("NO_DATA", "No premium can be told in the currency of the strikes.", {
      n: 0,
      method,
    });
  }
  const reason = missing === 0 ? null : `The premium of ${missing} of ${puts.length} series cannot be told.`;
  return estimated({ value: neumaierSum(known), n: known.length, method, reason });
}
