import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { hillEstimator, MINIMUM_HILL_ORDER } from "../../stats/hill-estimator.ts";
import { hillOrder } from "../../stats/hill-order.ts";
import { type HillPoint, hillPlot } from "../../stats/hill-plot.ts";
import { twoSidedZ } from "../../stats/two-sided-z.ts";
import { weissmanQuantile } from "../../stats/weissman-quantile.ts";
import type { TailQuestion, TailRisk } from "./tail-question.ts";

/** Definition of the tail index. */
export const TAIL_INDEX: MetricDefinition = {
  id: "tail-index",
  title: "Tail index by Hill, with the number of largest losses chosen by distance",
  formula:
    "ξ = k⁻¹ Σ_{i≤k} ln X₍ᵢ₎ − ln X₍ₖ₊₁₎, index 1/ξ; k = argmin max_j |X₍ⱼ₎ − X₍ₖ₊₁₎(k/j)^ξ| over 30 ≤ k ≤ n/10; " +
    "VaR = X₍ₖ₊₁₎(k/(n(1 − α)))^ξ (Weissman), ES = VaR/(1 − ξ)",
  unit: "ξ without unit: above ½ the variance is infinite, from 1 on the mean; VaR and ES in the unit of the losses",
  edgeCases: [
    "n/10 below 30: INSUFFICIENT_DATA.",
    "The largest losses not positive, or all equal: MODEL_DOMAIN.",
    "ξ of 1 or more: ES has no value, MODEL_DOMAIN.",
    "A level inside the body of the sample (n(1 − α) above k): NOT_APPLICABLE.",
    "The interval does not know that k was chosen from the sample.",
  ],
  sources: [
    "metrics.md M-17",
    "Hill, Ann. Statist. 3 (1975)",
    "Weissman, JASA 73 (1978)",
    "Danielsson, Ergun, de Haan and de Vries (2016)",
  ],
  since: "1.2.0",
};

/** The tail index of losses and what it rests on. */
export type TailIndex = {
  /** ξ. */
  readonly shape: Estimate;
  /** k; null when none can be chosen. */
  readonly order: number | null;
  /** Distance at k in the unit of the losses; null without k. */
  readonly distance: number | null;
  readonly plot: readonly HillPoint[];
};

/** Estimates the tail index of losses. */
export function tailIndex({ losses, confidence }: Pick<TailQuestion, "losses" | "confidence">): TailIndex {
  const chosen = chosenOrder(losses);
  const order = chosen?.order ?? Math.floor(losses.length / 10);
  return {
    shape: hillEstimator({ sample: losses, order, confidence }),
    order: chosen?.order ?? null,
    distance: chosen?.distance ?? null,
    plot: hillPlot(losses),
  };
}

/** Estimates VaR by Weissman's quantile and ES by the mean of the Pareto tail beyond it. */
export function paretoTail(question: TailQuestion): TailRisk {
  const { losses, level, confidence } = question;
  const order = chosenOrder(losses)?.order ?? Math.floor(losses.length / 10);
  const input = { sample: losses, order, confidence };
  const quantile = weissmanQuantile(input, level);
  const { value: shape } = hillEstimator(input);
  return { valueAtRisk: quantile, expectedShortfall: shortfallOf(quantile, shape, { question, order }) };
}

function chosenOrder(losses: readonly number[]) {
  const largest = Math.floor(losses.length / 10);
  return hillOrder(losses, { smallest: MINIMUM_HILL_ORDER, largest });
}

/** ES = q/(1 − ξ); its logarithm has the variance (ξ²/k)(1 + (ln d + 1/(1 − ξ))²), d = k/(n(1 − α)). */
function shortfallOf(
  quantile: Estimate,
  shape: number | null,
  { question, order }: { readonly question: TailQuestion; readonly order: number },
): Estimate {
  const method = `Pareto tail beyond the Weissman quantile, k = ${order}, log-normal interval`;
  if (quantile.value === null || shape === null) return { ...quantile, method };
  const { n, effectiveN } = quantile;
  if (shape >= 1) {
    const reason = "The mean of the tail is infinite: shape ≥ 1.";
    return missingEstimate("MODEL_DOMAIN", reason, { n, effectiveN, method });
  }
  const { numerator, denominator } = question.level;
  const rarity = (order * Number(denominator)) / (n * Number(denominator - numerator));
  const slope = Math.log(rarity) + 1 / (1 - shape);
  const margin = twoSidedZ(question.confidence) * shape * Math.sqrt((1 + slope ** 2) / order);
  const value = quantile.value / (1 - shape);
  const interval = { lower: value * Math.exp(-margin), upper: value * Math.exp(margin) };
  return estimated({ value, interval, confidence: question.confidence, n, effectiveN, method });
}
