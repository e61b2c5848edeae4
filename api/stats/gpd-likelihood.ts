import { solveMonotone, type ValueAndSlope } from "./solve-monotone.ts";

/** Below this shape the distribution is taken as exponential; the error of the likelihood is of the order of its square. */
const EXPONENTIAL_SHAPE = 1e-9;

/**
 * Returns the log-likelihood of a generalised Pareto sample, G(y) = 1 − (1 + ξy/β)^(−1/ξ).
 *
 * @param excesses - Excesses over the threshold, > 0, any unit.
 * @param shape - ξ, no unit.
 * @param scale - β > 0, unit of the excesses.
 * @returns Σ ln g(y); `-Infinity` when an excess lies outside the support.
 * @see Pickands, Statistical inference using extreme order statistics, Ann. Statist. 3 (1975)
 * @example gpdLogLikelihood([1, 3], 0, 2) // -2·ln 2 − 2
 */
export function gpdLogLikelihood(excesses: readonly number[], shape: number, scale: number): number {
  if (!(scale > 0)) return Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const excess of excesses) {
    const z = (shape * excess) / scale;
    if (z <= -1) return Number.NEGATIVE_INFINITY;
    sum += Math.abs(shape) < EXPONENTIAL_SHAPE ? excess / scale : (1 + 1 / shape) * Math.log1p(z);
  }
  return -excesses.length * Math.log(scale) - sum;
}

/**
 * Returns the scale β that maximises the generalised Pareto likelihood when the shape is given.
 * The score in β, Σ(1 + ξ)y/(β + ξy) − k, falls with β, so the scale is its only zero, between the smallest and the largest excess.
 *
 * @param excesses - At least one excess, > 0.
 * @param shape - ξ > −1 (at −1 and below the likelihood has no maximum).
 * @returns β, unit of the excesses.
 */
export function gpdScaleGivenShape(excesses: readonly number[], shape: number): number {
  const smallest = excesses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const largest = excesses.reduce((a, b) => Math.max(a, b), 0);
  const missingScore = (scale: number): ValueAndSlope => {
    let [value, slope] = [excesses.length, 0];
    for (const excess of excesses) {
      const reciprocal = 1 / (scale + shape * excess);
      value -= (1 + shape) * excess * reciprocal;
      slope += (1 + shape) * excess * reciprocal * reciprocal;
    }
    return { value, slope };
  };
  const supported = shape < 0 ? -shape * largest * (1 + Number.EPSILON) : 0;
  return solveMonotone(missingScore, { low: Math.max(smallest, supported), high: largest });
}
