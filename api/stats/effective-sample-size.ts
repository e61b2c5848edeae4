import { InvalidRequestError } from "../domain/errors.ts";
import { standardise } from "./standardise.ts";

/**
 * Returns how many independent pairs carry as much information on a correlation as n pairs of two autocorrelated series:
 * n / (1 + 2 Σ_{j≤L} (1 − j/n) ρ_x(j) ρ_y(j)), kept inside [min(n, 4), n].
 *
 * @param x - Values in time order, not all equal.
 * @param y - Values at the same times, not all equal.
 * @param lags - L, whole number >= 0; ⌊10·log10 n⌋ unless given; lags of n or more count as n − 1.
 * @throws {InvalidRequestError} when lengths differ.
 * @see Bartlett, Some aspects of the time-correlation problem in regard to tests of significance, JRSS 98 (1935)
 * @see Pyper, Peterman, Comparison of methods to account for autocorrelation in correlation analyses, Can. J. Fish. Aquat. Sci. 55 (1998)
 */
export function effectiveSampleSize(x: readonly number[], y: readonly number[], lags?: number): number {
  const n = x.length;
  if (y.length !== n)
    throw new InvalidRequestError(`Expected two series of one length, got ${n} and ${y.length}.`);
  const last = Math.min(lags ?? Math.floor(10 * Math.log10(n)), n - 1);
  const [acfX, acfY] = [autocorrelations(x, last), autocorrelations(y, last)];
  const inflation = acfX.reduce((sum, rho, i) => sum + 2 * (1 - (i + 1) / n) * rho * (acfY[i] as number), 1);
  const smallest = Math.min(n, 4);
  return inflation > n / smallest ? smallest : Math.min(n, n / Math.max(inflation, 1));
}

/** Autocorrelations at lags 1 to `last`, divided by n as in a correlogram. */
function autocorrelations(series: readonly number[], last: number): number[] {
  const values = standardise(series);
  return Array.from({ length: last }, (_, i) => {
    let sum = 0;
    for (let t = i + 1; t < values.length; t++) sum += (values[t] as number) * (values[t - i - 1] as number);
    return sum;
  });
}
