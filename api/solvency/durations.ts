import { type Rational, rational } from "../domain/rational.ts";
import { type Estimate, tooFew } from "../stats/estimate.ts";
import { quantile } from "../stats/quantile.ts";

/** How long events of one kind took. */
export type Durations = {
  readonly count: number;
  /** Seconds. */
  readonly median: Estimate;
  /** Seconds. */
  readonly quantile95: Estimate;
  /** Seconds, exact; null when there is none. */
  readonly longest: bigint | null;
};

const MEDIAN = rational(1n, 2n);
const TAIL = rational(19n, 20n);

/**
 * Describes durations: longest exact, quantiles with the distribution-free interval of order statistics. A quantile p of fewer
 * than 1 / min(p, 1 − p) durations is INSUFFICIENT_DATA, because none would lie beyond it.
 *
 * @param seconds - In any order.
 */
export function durations(seconds: readonly bigint[]): Durations {
  const [first, ...rest] = seconds;
  return {
    count: seconds.length,
    median: quantileOf(seconds, MEDIAN, 2),
    quantile95: quantileOf(seconds, TAIL, 20),
    longest: first === undefined ? null : rest.reduce((most, next) => (next > most ? next : most), first),
  };
}

function quantileOf(seconds: readonly bigint[], level: Rational, minimum: number): Estimate {
  if (seconds.length < minimum) return tooFew(seconds.length, minimum, "quantile of durations");
  return quantile(seconds.map(Number), level);
}
