import { InvalidRequestError } from "../domain/errors.ts";
import { reciprocalContinuedFraction } from "./continued-fraction.ts";
import { binomialMass } from "./saddle-point.ts";
import type { TailPair } from "./tail.ts";

/** Shape parameters of a beta distribution, both greater than 0 and finite. */
export type BetaShape = { readonly a: number; readonly b: number };

/** The fraction that multiplies x^a (1-x)^b / (a B(a, b)). */
function betaFraction({ a, b }: BetaShape, x: number): number {
  return reciprocalContinuedFraction((k) => {
    const m = Math.floor(k / 2);
    if (k === 0) return { a: 1, b: 1 };
    if (k % 2 === 0) return { a: (m * (b - m) * x) / ((a + k - 1) * (a + k)), b: 1 };
    return { a: (-(a + m) * (a + b + m) * x) / ((a + k - 1) * (a + k)), b: 1 };
  });
}

/** I at x, where x lies below the mean, so that the fraction converges fast. */
function smallSide({ a, b }: BetaShape, x: number, y: number): number {
  const front = (binomialMass({ a, b }, { p: x, q: y }) * b) / (a + b);
  return Math.min(1, front * betaFraction({ a, b }, x));
}

/**
 * Returns the regularised incomplete beta function I = B(x; a, b)/B(a, b) as `lower`, and 1 - I as `upper`.
 * Relative error about 1e-14 on the side that is below 1/2, growing to 2e-13 far in the tails of shapes in the thousands.
 *
 * @param x - In [0, 1].
 * @throws {InvalidRequestError} when a shape is not greater than 0 and finite, or `x` is outside [0, 1].
 * @see DLMF 8.17.22
 * @example regularizedBeta({ a: 2, b: 1 }, 0.3).lower // 0.09
 */
export function regularizedBeta(shape: BetaShape, x: number): TailPair {
  const { a, b } = shape;
  if (!(a > 0 && a < Infinity && b > 0 && b < Infinity && x >= 0 && x <= 1)) {
    throw new InvalidRequestError(`Expected shapes > 0 and x in [0, 1], got a=${a}, b=${b}, x=${x}.`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === 1) return { lower: 1, upper: 0 };
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = smallSide(shape, x, 1 - x);
    return { lower, upper: 1 - lower };
  }
  const upper = smallSide({ a: b, b: a }, 1 - x, x);
  return { lower: 1 - upper, upper };
}
