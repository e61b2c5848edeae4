import { findCrossing } from "./find-crossing.ts";
import { findRoot } from "./find-root.ts";
import type { GpdProfile } from "./gpd-intervals.ts";
import { maximize } from "./maximize.ts";

/**
 * The pairs (θ, β), θ = ξ/β, that a likelihood-ratio test does not reject. With S(θ) = Σ ln(1 + θy) and T = S/θ (Σy for θ = 0) the
 * likelihood is −k ln β − T/β − S: at each θ the scales that are not rejected are an interval found without the sample.
 */
export type GpdRegion = {
  /** ln(1 + θ·max y) at the ends; null where nothing is rejected on that side. */
  readonly from: number | null;
  readonly to: number | null;
  readonly scalesAt: (place: number) => Scales;
};

/** θ and the smallest and the largest scale that go with it. */
type Scales = { readonly theta: number; readonly lower: number; readonly upper: number };

/** First step on the scale of ln(1 + θ·max y). */
const STEP = 0.125;
const MAX_DOUBLINGS = 12;
/** Places at which the search for an extreme starts. */
const PLACES = 12;

/** Finds the region of a fit. */
export function gpdRegion(profile: GpdProfile): GpdRegion {
  const { excesses, fit, critical } = profile;
  const largest = excesses.reduce((most, y) => Math.max(most, y), 0);
  const lowest = fit.logLikelihood - critical / 2;
  const sumsAt = (place: number) => sums(excesses, Math.expm1(place) / largest);
  const depthAt = (place: number): number => {
    const { total, mean } = sumsAt(place);
    return -excesses.length * (Math.log(mean) + 1) - total - lowest;
  };
  const start = Math.log1p((fit.shape / fit.scale) * largest);
  const end = (direction: number): number | null =>
    walk(start, direction, (place) => (sumsAt(place).shape > -1 ? depthAt(place) : null));
  return {
    from: end(-1),
    to: end(1),
    scalesAt: (place) => {
      const slack = Math.max(0, depthAt(place) / excesses.length);
      const { theta, mean } = sumsAt(place);
      return { theta, lower: mean / reciprocalRoot(slack), upper: mean * root(slack) };
    },
  };
}

/** Returns the largest value over a region of a function of both ends of the scales at each θ. */
export function largestOver(
  { from, to, scalesAt }: GpdRegion,
  value: (scales: Scales) => number,
): number | null {
  if (from === null || to === null) return null;
  const places = Array.from({ length: PLACES }, (_, i) => from + ((to - from) * i) / (PLACES - 1));
  const most = maximize((place) => value(scalesAt(place)), places).value;
  return Number.isFinite(most) ? most : null;
}

/** S, T/k and the likeliest shape S/k at one θ. */
function sums(excesses: readonly number[], theta: number) {
  let total = 0;
  for (const excess of excesses) total += theta === 0 ? excess : Math.log1p(theta * excess);
  if (theta === 0) return { theta, total: 0, mean: total / excesses.length, shape: 0 };
  return { theta, total, mean: total / theta / excesses.length, shape: total / excesses.length };
}

/** Walks until the depth is negative and narrows down; null when it ends before. */
function walk(start: number, direction: number, depthAt: (place: number) => number | null): number | null {
  let inside = start;
  for (let doubling = 0; doubling < MAX_DOUBLINGS; doubling++) {
    const outside = inside + direction * STEP * 2 ** doubling;
    const depth = depthAt(outside);
    if (depth === null) return null;
    if (depth < 0) return findRoot((place) => depthAt(place) ?? 0, inside, outside);
    inside = outside;
  }
  return null;
}

/** b ≥ 1 with ln b + 1/b − 1 = slack. */
function root(slack: number): number {
  return findCrossing((b) => slack - (Math.log(b) + 1 / b - 1), 1, Math.exp(slack + 1));
}

/** c ≥ 1 with c − 1 − ln c = slack, the reciprocal of the other root. */
function reciprocalRoot(slack: number): number {
  return findCrossing((c) => slack - (c - 1 - Math.log(c)), 1, 2 * (1 + slack));
}
