import { type CorrelationInput, checkPairs, isConstant, MINIMUM_PAIRS } from "./correlation-pairs.ts";
import { effectiveSampleSize } from "./effective-sample-size.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { fisherInterval } from "./fisher-interval.ts";
import { ranks } from "./ranks.ts";
import { twoSidedZ } from "./two-sided-z.ts";

const METHOD = "Kendall tau-b, Fieller interval on the effective sample size";

/** Variance of the transformed tau times n − 4, in normal samples with |τ| < 0.8. */
const FIELLER_VARIANCE = 0.437;

/**
 * Estimates Kendall's tau-b: (concordant − discordant pairs) / √((pairs not tied in x)(pairs not tied in y)).
 * Interval: Fisher's transform with standard error √(0.437/(n_eff − 4)), n_eff from the ranks.
 *
 * @returns Correlation in [−1, 1]; NOT_APPLICABLE when a series is constant; INSUFFICIENT_DATA below 60 pairs, also effective ones below 5.
 * @throws {InvalidRequestError} when lengths differ, a value is not finite or the confidence is not inside (0, 1).
 * @see Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945)
 * @see Fieller, Hartley, Pearson, Tests for rank correlation coefficients I, Biometrika 44 (1957)
 * @see Knight, A computer method for calculating Kendall's tau with ungrouped data, JASA 61 (1966)
 */
export function kendallCorrelation(input: CorrelationInput): Estimate {
  checkPairs(input);
  const { x, y, confidence } = input;
  const z = twoSidedZ(confidence);
  const n = x.length;
  if (n < MINIMUM_PAIRS) return tooFew(n, MINIMUM_PAIRS, METHOD);
  if (isConstant(x) || isConstant(y)) {
    return missingEstimate("NOT_APPLICABLE", "A series is constant.", { n, method: METHOD });
  }
  const value = tauB(x, y);
  const effectiveN = effectiveSampleSize(ranks(x), ranks(y));
  if (effectiveN < 5)
    return missingEstimate("INSUFFICIENT_DATA", "Expected at least 5 effective pairs.", {
      n,
      method: METHOD,
      effectiveN,
    });
  const interval = fisherInterval(value, z * Math.sqrt(FIELLER_VARIANCE / (effectiveN - 4)));
  return estimated({ value, interval, confidence, n, effectiveN, method: METHOD });
}

/** Tau-b in n·log n: order by x, then y, and count the exchanges that sort y. */
function tauB(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  const value = (list: readonly number[], i: number): number => list[i] as number;
  const order = x.map((_, i) => i).sort((a, b) => value(x, a) - value(x, b) || value(y, a) - value(y, b));
  const sortedY = order.map((i) => value(y, i));
  const sameX = (a: number, b: number): boolean => value(x, a) === value(x, b);
  const tiedX = tiedPairs(order, sameX);
  const tiedBoth = tiedPairs(order, (a, b) => sameX(a, b) && value(y, a) === value(y, b));
  const discordant = sortCountingExchanges(sortedY);
  const tiedY = tiedPairs(sortedY, (a, b) => a === b);
  const pairs = (n * (n - 1)) / 2;
  const difference = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  return Math.max(-1, Math.min(1, difference / (Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY))));
}

/** Number of pairs within runs of members that are the same. */
function tiedPairs<T>(sorted: readonly T[], same: (a: T, b: T) => boolean): number {
  let pairs = 0;
  let run = 0;
  sorted.forEach((member, i) => {
    run = i > 0 && same(sorted[i - 1] as T, member) ? run + 1 : 0;
    pairs += run;
  });
  return pairs;
}

/** Sorts in place by merging; returns how many pairs stood in the wrong order. */
function sortCountingExchanges(values: number[]): number {
  if (values.length < 2) return 0;
  const left = values.slice(0, values.length >> 1);
  const right = values.slice(values.length >> 1);
  let exchanges = sortCountingExchanges(left) + sortCountingExchanges(right);
  let [i, j] = [0, 0];
  for (let k = 0; k < values.length; k++) {
    const takeLeft = j >= right.length || (i < left.length && (left[i] as number) <= (right[j] as number));
    if (takeLeft) values[k] = left[i++] as number;
    else {
      values[k] = right[j++] as number;
      exchanges += left.length - i;
    }
  }
  return exchanges;
}
