import { InvalidRequestError } from "../domain/errors.ts";
import { regularizedGamma } from "./regularized-gamma.ts";
import { poissonMass } from "./saddle-point.ts";
import { solveMonotone } from "./solve-monotone.ts";
import type { Tail } from "./tail.ts";

/**
 * Returns x with P(a, x) = probability (tail "lower") or Q(a, x) = probability (tail "upper"),
 * solved in ln x against the logarithm of the tail. Relative error about 1e-13 for probabilities from 1e-290 to 1/2;
 * give the smaller tail.
 *
 * @param shape - `a`, greater than 0 and finite.
 * @param probability - In [0, 1); 0 gives 0 for the lower tail.
 * @throws {InvalidRequestError} when an argument is outside these, or the quantile is infinite.
 * @example inverseRegularizedGamma(1, 0.025, "upper") // 3.6888794541139363
 */
export function inverseRegularizedGamma(shape: number, probability: number, tail: Tail): number {
  if (!(shape > 0 && shape < Infinity && probability >= 0 && probability <= 1)) {
    throw new InvalidRequestError(`Expected a shape > 0 and a probability, got ${shape} and ${probability}.`);
  }
  if (probability === (tail === "lower" ? 0 : 1)) return 0;
  if (probability === (tail === "lower" ? 1 : 0)) {
    throw new InvalidRequestError("Expected a probability with a finite quantile, got the end of the range.");
  }
  const sign = tail === "lower" ? 1 : -1;
  const target = Math.log(probability);
  const logX = solveMonotone(
    (u) => {
      const x = Math.exp(u);
      const reached = regularizedGamma(shape, x)[tail];
      return {
        value: sign * (Math.log(reached) - target),
        slope: (shape * poissonMass(shape, x)) / reached,
      };
    },
    { low: Math.max(-708, (-745 - 10) / shape), high: Math.log(shape + 1500 + 60 * Math.sqrt(shape)) },
  );
  return Math.exp(logX);
}
