import { InvalidRequestError } from "../domain/errors.ts";
import { type BetaShape, regularizedBeta } from "./regularized-beta.ts";
import { binomialMass } from "./saddle-point.ts";
import { solveMonotone } from "./solve-monotone.ts";
import type { Tail } from "./tail.ts";

/** x <= 1/2 whose tail is the probability, solved in ln x. */
function solveInLowerHalf(shape: BetaShape, probability: number, tail: Tail): number {
  const { a, b } = shape;
  const sign = tail === "lower" ? 1 : -1;
  const target = Math.log(probability);
  const logX = solveMonotone(
    (u) => {
      const x = Math.exp(u);
      const reached = regularizedBeta(shape, x)[tail];
      const density = (binomialMass(shape, { p: x, q: 1 - x }) * a * b) / ((a + b) * (1 - x));
      return { value: sign * (Math.log(reached) - target), slope: density / reached };
    },
    { low: -708, high: -Math.LN2 },
  );
  return Math.exp(logX);
}

/**
 * Returns x with I(x; a, b) = probability (tail "lower") or 1 - I = probability (tail "upper").
 * Relative error about 1e-13 for probabilities from 1e-290 to 1/2; give the smaller tail.
 * The result is 1 - x' with x' equally accurate where it lies above 1/2.
 *
 * @param probability - In [0, 1].
 * @throws {InvalidRequestError} when a shape is not greater than 0 and finite, or the probability is outside [0, 1].
 * @example inverseRegularizedBeta({ a: 1, b: 365 }, 0.025, "upper") // 0.010055619804412953
 */
export function inverseRegularizedBeta(shape: BetaShape, probability: number, tail: Tail): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new InvalidRequestError(`Expected a probability in [0, 1], got ${probability}.`);
  }
  const middle = regularizedBeta(shape, 0.5)[tail];
  if (probability === (tail === "lower" ? 0 : 1)) return 0;
  if (probability === (tail === "lower" ? 1 : 0)) return 1;
  const isBelowHalf = tail === "lower" ? probability <= middle : probability >= middle;
  if (isBelowHalf) return solveInLowerHalf(shape, probability, tail);
  const mirrored = { a: shape.b, b: shape.a };
  return 1 - solveInLowerHalf(mirrored, probability, tail === "lower" ? "upper" : "lower");
}
