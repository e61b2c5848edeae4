import { InvalidRequestError } from "../domain/errors.ts";
import { neumaierSum } from "./neumaier-sum.ts";

/** A probability that was forecast, and whether the event came. */
export type ProbabilityForecast = { readonly probability: number; readonly happened: boolean };

/** Forecasts of similar probabilities together. */
export type ReliabilityBin = {
  /** Probabilities from here on, up to the next bin; the last includes 1. */
  readonly from: number;
  readonly n: number;
  /** Mean forecast; null for an empty bin. */
  readonly forecast: number | null;
  /** Share that came; null for an empty bin. */
  readonly observed: number | null;
};

/** How good forecasts of probabilities were. */
export type BrierScore = {
  /** Mean of (p − y)², in [0, 1], smaller is better; null without forecasts. */
  readonly score: number | null;
  /** Skill 1 − score/(ȳ(1 − ȳ)) over always forecasting the mean; null where the event came always or never. */
  readonly skill: number | null;
  readonly bins: readonly ReliabilityBin[];
};

/**
 * Scores forecasts of probabilities and shows whether they came as often as they said.
 *
 * @param bins - Bins of equal width, a whole number from 1 on.
 * @throws {InvalidRequestError} when a probability is not inside [0, 1] or the bins are no whole number from 1 on.
 * @see Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950)
 * @example brierScore([{ probability: 0.8, happened: true }], 5).score // 0.04
 */
export function brierScore(forecasts: readonly ProbabilityForecast[], bins: number): BrierScore {
  const wrong = forecasts.find(({ probability }) => !(probability >= 0 && probability <= 1));
  if (wrong !== undefined || !(Number.isInteger(bins) && bins >= 1)) {
    throw new InvalidRequestError(
      `Expected probabilities in [0, 1] and a whole number of bins, got ${wrong?.probability ?? bins}.`,
    );
  }
  const n = forecasts.length;
  const errors = forecasts.map(({ probability, happened }) => (probability - Number(happened)) ** 2);
  const score = n === 0 ? null : neumaierSum(errors) / n;
  const share = forecasts.filter(({ happened }) => happened).length / n;
  const varies = share > 0 && share < 1;
  return {
    score,
    skill: score === null || !varies ? null : 1 - score / (share * (1 - share)),
    bins: Array.from({ length: bins }, (_, bin) => binOf(forecasts, bin, bins)),
  };
}

function binOf(forecasts: readonly ProbabilityForecast[], bin: number, bins: number): ReliabilityBin {
  const inside = forecasts.filter(
    ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin,
  );
  const n = inside.length;
  const mean = (values: number[]): number | null => (n === 0 ? null : neumaierSum(values) / n);
  return {
    from: bin / bins,
    n,
    forecast: mean(inside.map(({ probability }) => probability)),
    observed: mean(inside.map(({ happened }) => Number(happened))),
  };
}
