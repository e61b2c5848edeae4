import { gpdLogLikelihood } from "./gpd-likelihood.ts";
import { type Maximum, maximize } from "./maximize.ts";

/** A fitted generalised Pareto distribution. */
export type GpdFit = {
  /** Shape ξ, no unit; above 0 a power tail with index 1/ξ. */
  readonly shape: number;
  /** Scale β, unit of the excesses. */
  readonly scale: number;
  readonly logLikelihood: number;
};

/** Shape below which the maximum-likelihood estimate has no regular distribution (Smith 1985). */
const IRREGULAR_SHAPE = -0.5;
const STEPS_PER_DECADE = 4;

/**
 * Fits the generalised Pareto distribution by maximum likelihood, reduced to one variable θ = ξ/β:
 * ξ(θ) = mean ln(1 + θy) and ℓ(θ) = −k ln(ξ(θ)/θ) − kξ(θ) − k.
 *
 * @param excesses - Excesses over the threshold, all finite and > 0, at least two of them different.
 * @returns The fit; `null` when the likelihood is largest at a shape of −0.5 or below, where it gives no regular estimate.
 * @see Grimshaw, Computing maximum likelihood estimates for the generalized Pareto distribution, Technometrics 35 (1993)
 * @example gpdFit(danishFireExcessesOver10) // shape 0.4970, scale 6.9755, logLikelihood −374.893
 */
export function gpdFit(excesses: readonly number[]): GpdFit | null {
  const best = maximize((theta) => profile(excesses, theta), thetaGrid(excesses));
  const fit = asFit(excesses, best);
  return fit.shape > IRREGULAR_SHAPE ? fit : null;
}

/** Shape that goes with θ. */
function shapeAt(excesses: readonly number[], theta: number): number {
  let sum = 0;
  for (const excess of excesses) sum += Math.log1p(theta * excess);
  return sum / excesses.length;
}

/** Log-likelihood with ξ(θ); not defined where the shape falls below −1, where the likelihood has no bound. */
function profile(excesses: readonly number[], theta: number): number {
  const shape = shapeAt(excesses, theta);
  if (!(shape > -1) || shape === 0) return Number.NEGATIVE_INFINITY;
  return -excesses.length * (Math.log(shape / theta) + shape + 1);
}

/** Values of θ from just above −1/max(y) to shapes far above every real tail, ascending and closer near zero. */
function thetaGrid(excesses: readonly number[]): number[] {
  const sorted = [...excesses].sort((a, b) => a - b);
  const largest = sorted.at(-1) as number;
  const median = sorted[Math.floor(sorted.length / 2)] as number;
  const negative = decades(-10, 0).map((distance) => (distance - 1) / largest);
  const small = decades(-6, 0).map((size) => -size / largest);
  const positive = decades(-6, 6 + Math.log10(largest) - Math.log10(median)).map((size) => size / largest);
  return [...negative, ...small, ...positive]
    .filter((theta) => theta !== 0 && theta > -1 / largest && Number.isFinite(theta))
    .sort((a, b) => a - b);
}

/** Powers of ten from one exponent to another, a fixed number of steps in each decade. */
function decades(from: number, to: number): number[] {
  const steps = Math.ceil((to - from) * STEPS_PER_DECADE);
  return Array.from({ length: steps + 1 }, (_, i) => 10 ** (from + i / STEPS_PER_DECADE));
}

/** The better of the power-tail maximum and the exponential distribution between its two halves. */
function asFit(excesses: readonly number[], best: Maximum): GpdFit {
  const mean = excesses.reduce((a, b) => a + b, 0) / excesses.length;
  const exponential = gpdLogLikelihood(excesses, 0, mean);
  if (exponential >= best.value) return { shape: 0, scale: mean, logLikelihood: exponential };
  const shape = shapeAt(excesses, best.at);
  return { shape, scale: shape / best.at, logLikelihood: best.value };
}
