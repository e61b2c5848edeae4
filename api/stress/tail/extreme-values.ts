import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { type Estimate, missingEstimate } from "../../stats/estimate.ts";
import { extremalIndex } from "../../stats/extremal-index.ts";
import { gpdReturnLevel } from "../../stats/gpd-return-level.ts";
import { MINIMUM_EXCEEDANCES, peaksOverThreshold } from "../../stats/peaks-over-threshold.ts";
import { seededRandom } from "../../stats/seeded-random.ts";
import { type ThresholdRow, thresholdStability } from "../../stats/threshold-stability.ts";
import { tooFewInTail } from "../../stats/too-few-in-tail.ts";
import type { TailQuestion, TailRisk } from "./tail-question.ts";
import { chooseThreshold, type ThresholdChoice, type TriedThreshold } from "./threshold-choice.ts";

/** Definition of the peaks-over-threshold tail. */
export const EXTREME_VALUES: MetricDefinition = {
  id: "extreme-values",
  title: "Generalised Pareto tail over a threshold, return levels, extremal index",
  formula:
    "y = L − u: G(y) = 1 − (1 + ξy/β)^(−1/ξ) by maximum likelihood; VaR = u + (β/ξ)[((1 − α)/ζ)^(−ξ) − 1], ES = (VaR + β − ξu)/(1 − ξ), " +
    "ζ = k/n; level of m observations: 1 − α = 1/(mθ), θ the extremal index of Ferro and Segers; " +
    "u = smallest of the quantiles 85 % to 97.5 %, 99 %, 99.5 % with 30 to 1000 exceedances and Anderson-Darling p > 0.1",
  unit: "ξ, ζ, θ without unit; the others in the unit of the losses",
  edgeCases: [
    "Fewer than 30 exceedances: INSUFFICIENT_DATA.",
    "ξ of 1 or more: ES has no value, MODEL_DOMAIN; a shape of 1 inside the interval leaves its upper side null.",
    "The likelihood largest at ξ ≤ −0.5: MODEL_DOMAIN.",
    "No threshold passes the test: the one with the largest p-value is used and `isGood` is false.",
    "Return levels of periods longer than the sample are extrapolated, and say so.",
    "Intervals take u, ζ and θ as known.",
  ],
  sources: [
    "metrics.md M-16",
    "McNeil, ASTIN Bulletin 27 (1997)",
    "Ferro and Segers, JRSS B 65 (2003)",
    "Bader, Yan and Zhang, Ann. Appl. Stat. 12 (2018)",
  ],
  since: "1.2.0",
};

/** A tail over its threshold. */
export type ExtremeValues = {
  readonly choice: ThresholdChoice;
  /** Losses above the threshold; 0 without one. */
  readonly exceedances: number;
  /** ξ. */
  readonly shape: Estimate;
  /** β, unit of the losses. */
  readonly scale: Estimate;
  readonly risk: TailRisk;
};

/** Fits the tail over the threshold that is asked for, or the one that is chosen. */
export function extremeValues(question: TailQuestion): ExtremeValues {
  const { losses, level, confidence } = question;
  const choice = choiceOf(question);
  const { threshold } = choice;
  if (threshold === null) return unfitted(question, choice);
  const fit = peaksOverThreshold({ losses, threshold, level, confidence });
  return {
    choice,
    exceedances: losses.filter((loss) => loss > threshold).length,
    shape: fit.shape,
    scale: fit.scale,
    risk: { valueAtRisk: fit.valueAtRisk, expectedShortfall: fit.expectedShortfall },
  };
}

function choiceOf({ threshold, losses, seed }: TailQuestion): ThresholdChoice {
  if (threshold === null) return chooseThreshold(losses, seed);
  return { threshold, isGood: null, tried: [{ threshold, goodnessOfFit: null }] };
}

function unfitted({ losses }: TailQuestion, choice: ThresholdChoice): ExtremeValues {
  const parts = { n: losses.length, method: "generalised Pareto peaks over threshold" };
  const most = losses.length - Math.floor(0.85 * losses.length);
  const missing =
    most < MINIMUM_EXCEEDANCES
      ? tooFewInTail(most, MINIMUM_EXCEEDANCES, parts)
      : missingEstimate("MODEL_DOMAIN", "No threshold of the grid has a regular fit.", parts);
  const risk = { valueAtRisk: missing, expectedShortfall: missing };
  return { choice, exceedances: 0, shape: missing, scale: missing, risk };
}

/** A threshold with what it gives and how well it fits. */
export type TestedThreshold = ThresholdRow & TriedThreshold;

/** Compares every threshold that was tried, to be published beside the one that is used. */
export function thresholdTable(question: TailQuestion, { tried }: ThresholdChoice): TestedThreshold[] {
  const { losses, level, confidence } = question;
  const thresholds = tried.map(({ threshold }) => threshold);
  const rows = thresholdStability({ losses, thresholds, level, confidence });
  return rows.map((row, i) => ({ ...row, goodnessOfFit: tried[i]?.goodnessOfFit ?? null }));
}

const CLUSTER_RESAMPLES = 999;

/** Estimates how exceedances of the threshold cluster. */
export function clustering({ losses, confidence, seed }: TailQuestion, threshold: number): Estimate {
  const resampling = { random: seededRandom(seed), resamples: CLUSTER_RESAMPLES };
  return extremalIndex({ series: losses, threshold, confidence }, resampling);
}

/** Estimates the loss that is exceeded once in a number of observations, on average. */
export function returnLevel(
  { losses, confidence }: TailQuestion,
  {
    threshold,
    theta,
    observations,
  }: { readonly threshold: number; readonly theta: number; readonly observations: number },
): Estimate {
  return gpdReturnLevel({ losses, threshold, observations, extremalIndex: theta, confidence });
}
