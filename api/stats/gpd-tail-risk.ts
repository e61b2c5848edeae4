/** Below this shape the formulas take their limit, the exponential tail. */
const EXPONENTIAL_SHAPE = 1e-9;

/**
 * Returns how far a value-at-risk lies above the threshold in units of the scale, (a^ξ − 1)/ξ, and ln a for ξ → 0.
 *
 * @param shape - ξ of the generalised Pareto tail.
 * @param rarity - a = ζ/(1 − α) ≥ 1: share of the sample above the threshold over the share above the quantile.
 * @see McNeil, Frey, Embrechts, Quantitative Risk Management, 2nd ed., eq. 5.18
 * @example gpdQuantileFactor(0.5, 4) // 2
 */
export function gpdQuantileFactor(shape: number, rarity: number): number {
  if (Math.abs(shape) < EXPONENTIAL_SHAPE) return Math.log(rarity);
  return Math.expm1(shape * Math.log(rarity)) / shape;
}

/**
 * Returns how far an expected shortfall lies above the threshold in units of the scale, (q + 1)/(1 − ξ)
 * with q of {@link gpdQuantileFactor}.
 *
 * @param shape - ξ < 1; from 1 on the mean is infinite and so is the result.
 * @see McNeil, Frey, Embrechts, Quantitative Risk Management, 2nd ed., eq. 5.19
 * @example gpdShortfallFactor(0.5, 4) // 6
 */
export function gpdShortfallFactor(shape: number, rarity: number): number {
  if (shape >= 1) return Number.POSITIVE_INFINITY;
  return (gpdQuantileFactor(shape, rarity) + 1) / (1 - shape);
}
