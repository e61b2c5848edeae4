import { InvalidRequestError } from "../domain/errors.ts";
import { type Estimate, estimated, missingEstimate } from "./estimate.ts";
import { inverseRegularizedGamma } from "./inverse-regularized-gamma.ts";
import { twoSidedTail } from "./two-sided-tail.ts";

/** Events of a Poisson process, an integer, and what they were counted over, such as years, at least 0. */
export type Occurrences = { readonly events: number; readonly exposure: number };

function requireOccurrences({ events, exposure }: Occurrences): void {
  if (Number.isInteger(events) && events >= 0 && exposure >= 0 && exposure < Infinity) return;
  throw new InvalidRequestError(
    `Expected an integer count and an exposure >= 0, got ${events} over ${exposure}.`,
  );
}

/**
 * Estimates a rate x/T with Garwood's exact interval χ²(γ/2; 2x)/(2T) to χ²(1-γ/2; 2x+2)/(2T).
 * No event gives the rate 0 with the lower end 0 and a real upper end.
 *
 * @param confidence - 1 - γ, two-sided; 0.95 unless told.
 * @returns Events per unit of exposure; NO_DATA for an exposure of 0. `n` is the number of events.
 * @throws {InvalidRequestError} when an argument is out of range.
 * @see Garwood, Fiducial Limits for the Poisson Distribution, Biometrika 28 (1936)
 * @example garwoodRate({ events: 8, exposure: 6.7 }).interval // 0.5155 to 2.3527
 */
export function garwoodRate(occurrences: Occurrences, confidence = 0.95): Estimate {
  requireOccurrences(occurrences);
  const tail = twoSidedTail(confidence);
  const { events: n, exposure } = occurrences;
  const method = "Garwood";
  if (exposure === 0)
    return missingEstimate("NO_DATA", "Expected an exposure greater than 0.", { n, method });
  const lower = n === 0 ? 0 : inverseRegularizedGamma(n, tail, "lower") / exposure;
  const upper = inverseRegularizedGamma(n + 1, tail, "upper") / exposure;
  return estimated({ value: n / exposure, interval: { lower, upper }, confidence, n, method });
}
