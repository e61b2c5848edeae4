import { InvalidRequestError } from "../domain/errors.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { neumaierSum } from "./neumaier-sum.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** How unevenly a total is spread. */
export type Concentration = {
  /** Σ shares², from 1/n (all alike) to 1 (one has all). */
  readonly herfindahl: Estimate;
  /** Σ(2i − n − 1)x_(i)/(nΣx), from 0 (all alike) to 1 − 1/n. */
  readonly gini: Estimate;
  /** Share of the k largest. */
  readonly topShare: Estimate;
};

const MINIMUM_HOLDERS = 10;

type Index = { readonly method: string; readonly of: (ascending: readonly number[]) => number };

/**
 * Measures concentration, with jack-knife intervals: value ± z√((n − 1)/n Σ(θ_(i) − θ̄)²).
 *
 * @param amounts - At least 0, finite, any unit and order.
 * @param top - k, a whole number from 1 on.
 * @returns INSUFFICIENT_DATA below 10 amounts; ZERO_DENOMINATOR when all are 0.
 * @throws {InvalidRequestError} when an amount is negative or not finite, or k or the confidence is out of range.
 * @see Efron and Tibshirani, An Introduction to the Bootstrap, chapter 11
 */
export function concentration(amounts: readonly number[], top: number, confidence: number): Concentration {
  const wrong = amounts.find((amount) => !(amount >= 0 && amount < Infinity));
  if (wrong !== undefined || !(Number.isInteger(top) && top >= 1)) {
    throw new InvalidRequestError(
      `Expected amounts of at least 0 and a whole top from 1 on, got ${wrong ?? top}.`,
    );
  }
  const ascending = [...amounts].sort((a, b) => a - b);
  const make = (index: Index): Estimate => withJackknife(ascending, index, confidence);
  return {
    herfindahl: make({ method: "Herfindahl-Hirschman", of: herfindahl }),
    gini: make({ method: "Gini", of: gini }),
    topShare: make({
      method: `share of the ${top} largest`,
      of: (sorted) => share(sorted.slice(-top), sorted),
    }),
  };
}

function withJackknife(ascending: readonly number[], { method, of }: Index, confidence: number): Estimate {
  const z = twoSidedZ(confidence);
  const n = ascending.length;
  const name = `${method}, jack-knife interval`;
  if (n < MINIMUM_HOLDERS) return tooFew(n, MINIMUM_HOLDERS, name);
  const value = of(ascending);
  if (!Number.isFinite(value)) {
    return missingEstimate("ZERO_DENOMINATOR", "All amounts are 0.", { n, method: name });
  }
  const without = ascending.map((_, i) => of([...ascending.slice(0, i), ...ascending.slice(i + 1)]));
  const mean = neumaierSum(without) / n;
  const spread = Math.sqrt(((n - 1) / n) * neumaierSum(without.map((other) => (other - mean) ** 2)));
  const interval = { lower: value - z * spread, upper: value + z * spread };
  return estimated({ value, interval, confidence, n, method: name });
}

function herfindahl(sorted: readonly number[]): number {
  const total = neumaierSum(sorted);
  return neumaierSum(sorted.map((amount) => (amount / total) ** 2));
}

function gini(sorted: readonly number[]): number {
  const n = sorted.length;
  const weighted = neumaierSum(sorted.map((amount, i) => (2 * (i + 1) - n - 1) * amount));
  return weighted / (n * neumaierSum(sorted));
}

function share(part: readonly number[], sorted: readonly number[]): number {
  return neumaierSum(part) / neumaierSum(sorted);
}
