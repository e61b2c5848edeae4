import type { Interval } from "./estimate.ts";
import { findRoot } from "./find-root.ts";

/** How far the likelihood may fall, and where the parameter may go. */
export type ProfileSearch = {
  /** The maximum-likelihood estimate. */
  readonly estimate: number;
  /** First step away from the estimate, > 0, in its unit; doubled until the likelihood has fallen enough. */
  readonly step: number;
  /** End of the parameter's range, finite or infinite; not evaluated. */
  readonly minimum: number;
  /** Other end of the range. */
  readonly maximum: number;
  /** Quantile of chi-squared with one degree of freedom at the confidence, 3.841 for 95 %. */
  readonly critical: number;
};

const MAX_DOUBLINGS = 200;

/**
 * Finds the profile-likelihood interval: all values x with 2(ℓ(max) − ℓ_profile(x)) ≤ χ²₁.
 *
 * @param deficit - 2(ℓ(max) − ℓ_profile(x)), zero at the estimate and growing on both sides.
 * @returns Both ends; null for a side where the deficit stays below the critical value up to the end of the range.
 * @see Venzon, Moolgavkar, A method for computing profile-likelihood-based confidence intervals, Appl. Statist. 37 (1988)
 */
export function profileInterval(deficit: (x: number) => number, search: ProfileSearch): Interval {
  return {
    lower: oneEnd(deficit, search, search.minimum),
    upper: oneEnd(deficit, search, search.maximum),
  };
}

/** Walks towards one end of the range until the deficit is too large, then narrows down. */
function oneEnd(deficit: (x: number) => number, search: ProfileSearch, limit: number): number | null {
  const { estimate, critical } = search;
  if (deficit(estimate) >= critical) return estimate;
  let inside = estimate;
  for (let doubling = 0; doubling < MAX_DOUBLINGS; doubling++) {
    const outside = stepTowards(inside, limit, search.step * 2 ** doubling);
    if (outside === inside) return null;
    if (deficit(outside) > critical) return findRoot((x) => critical - deficit(x), inside, outside);
    inside = outside;
  }
  return null;
}

/** A step of the given length, or half of what is left before the end of the range. */
function stepTowards(from: number, limit: number, length: number): number {
  const left = Math.abs(limit - from);
  return from + Math.sign(limit - from) * Math.min(length, left / 2);
}
