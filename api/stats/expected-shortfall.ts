import type { Rational } from "../domain/rational.ts";
import { automaticBlockLength } from "./automatic-block-length.ts";
import { type BootstrapSettings, bootstrapInterval } from "./bootstrap-interval.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { historicalTail, tailWeight } from "./historical-tail.ts";
import { requireFinite } from "./require-finite.ts";
import { resampledShortfall } from "./resampled-shortfall.ts";

const FEWEST_EXCEEDANCES = 10;

/**
 * Estimates historical expected shortfall: the mean of the worst share 1 - α of losses, exact at the boundary,
 * with a stationary-bootstrap interval when a bootstrap is given. Blocks are chosen on the sizes of losses.
 *
 * @param losses - Losses over one horizon in time order, positive when money is lost, finite, any unit.
 * @param level - α inside (0, 1), such as 975/1000.
 * @param bootstrap - Leave it out for the value alone.
 * @returns In the losses' unit; INSUFFICIENT_DATA when n(1 - α) < 10. `effectiveN` is n / mean block length.
 * @throws {InvalidRequestError} for members that are not finite or settings out of range.
 * @see historical-tail.ts; Acerbi and Tasche (2002)
 */
export function expectedShortfall(
  losses: readonly number[],
  level: Rational,
  bootstrap?: BootstrapSettings,
): Estimate {
  requireFinite(losses, "losses");
  const n = losses.length;
  const method = "historical, mean of the worst share";
  if (n === 0) return tooFew(n, FEWEST_EXCEEDANCES, method);
  if (tailWeight(n, level).whole < FEWEST_EXCEEDANCES) {
    const reason = `Expected n(1 - α) of at least ${FEWEST_EXCEEDANCES}, got ${n} losses at ${level.numerator}/${level.denominator}.`;
    return missingEstimate("INSUFFICIENT_DATA", reason, { n, method });
  }
  const values = Float64Array.from(losses);
  const value = historicalTail(values.slice().sort(), level).expectedShortfall;
  if (bootstrap === undefined) return estimated({ value, n, method });
  const blockLength = bootstrap.blockLength ?? automaticBlockLength(losses.map(Math.abs));
  const found = bootstrapInterval(
    { n, blockLength },
    bootstrap,
    resampledShortfall(values, level),
    (indices) => {
      const left = Float64Array.from(indices, (index) => values[index] as number);
      return historicalTail(left.sort(), level).expectedShortfall;
    },
  );
  return estimated({ ...found, value, n, method: `${method}; ${found.method}` });
}
