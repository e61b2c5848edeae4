/**
 * Returns x ln(x/mean) + mean - x, at least 0, without cancellation when the two are close; 0 ln 0 = 0.
 *
 * @param x - At least 0.
 * @param mean - Greater than 0.
 * @see Loader, Fast and Accurate Computation of Binomial Probabilities (2000)
 * @example deviance(2, 1) // 0.3862943611198906
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/**
 * Returns how much less likely the counts are under a probability than under their own share:
 * x ln((x/n)/p) + (n-x) ln((1-x/n)/(1-p)), at least 0; half a likelihood-ratio statistic.
 *
 * @param counts - Successes among trials.
 * @param probability - p, inside (0, 1); an end gives 0, for counts that reach it.
 */
export function binomialDeviance(
  counts: { readonly successes: number; readonly trials: number },
  probability: number,
): number {
  const { successes, trials } = counts;
  if (trials === 0 || probability === 0 || probability === 1) return 0;
  const failures = trials - successes;
  return deviance(successes, trials * probability) + deviance(failures, trials * (1 - probability));
}
