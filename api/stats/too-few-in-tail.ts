import { type Estimate, missingEstimate, tooFew } from "./estimate.ts";

/**
 * Makes the estimate for a sample of which too few observations are in the part that the method uses.
 *
 * @param found - Observations in that part.
 * @param minimum - Fewest that the method needs there.
 * @returns INSUFFICIENT_DATA with `effectiveN` = found; NO_DATA when the sample itself is empty.
 * @example tooFewInTail(12, 30, { n: 500, method: "Hill" }).reason // "Expected at least 30 observations in the tail, got 12."
 */
export function tooFewInTail(
  found: number,
  minimum: number,
  { n, method }: { readonly n: number; readonly method: string },
): Estimate {
  if (n === 0) return tooFew(n, minimum, method);
  const reason = `Expected at least ${minimum} observations in the tail, got ${found}.`;
  return missingEstimate("INSUFFICIENT_DATA", reason, { n, method, effectiveN: found });
}
