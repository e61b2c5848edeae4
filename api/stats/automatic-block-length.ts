import { neumaierSum } from "./neumaier-sum.ts";
import { requireFinite } from "./require-finite.ts";

/** Autocovariances (divided by n) and sizes of autocorrelations, by lag. */
type Correlogram = { readonly covariance: readonly number[]; readonly correlation: readonly number[] };

function products(x: readonly number[], lag: number): number {
  let index = 0;
  const terms = x.slice(lag).map((value) => value * (x[index++] as number));
  return neumaierSum(terms);
}

/** Each correlation is taken over the pairs that the lag leaves, scaled by what both ends of them vary. */
function correlogram(centred: readonly number[], lags: number): Correlogram {
  const n = centred.length;
  const squares = centred.map((x) => x * x);
  const all = neumaierSum(squares);
  const covariance: number[] = [];
  const correlation: number[] = [];
  let head = 0;
  let rear = 0;
  for (let lag = 0; lag <= lags; lag++) {
    head += squares[lag] as number;
    rear += squares[n - 1 - lag] as number;
    const product = products(centred, lag);
    covariance.push(product / n);
    correlation.push(Math.abs(product) / Math.sqrt((all - head) * (all - rear)));
  }
  return { covariance, correlation };
}

/** The last lag before the first run of insignificant correlations; null when there is no such run. */
function lastSignificantLag(correlation: readonly number[], run: number, band: number): number | null {
  let quiet = 0;
  for (let lag = 0; lag < correlation.length - 1; lag++) {
    quiet = (correlation[lag] as number) < band ? quiet + 1 : 0;
    if (quiet === run) return lag + 1 - run;
  }
  return null;
}

/** (G, g(0)): the flat-top sums Σλ|k|R(k) and ΣλR(k) over lags -m..m. */
function flatTopSums(
  covariance: readonly number[],
  m: number,
): { readonly slope: number; readonly level: number } {
  let slope = 0;
  let level = covariance[0] as number;
  for (let lag = 1; lag <= m; lag++) {
    const weight = 2 * Math.min(1, 2 * (1 - lag / m)) * (covariance[lag] as number);
    slope += weight * lag;
    level += weight;
  }
  return { slope, level };
}

/**
 * Returns the mean block length of the stationary bootstrap that minimises the mean squared error of the variance of the mean:
 * (2G²/D)^(1/3) n^(1/3), D = 2g(0)², with the flat-top window. The band is 2√(log₁₀n/n), the run max(5, ⌊log₁₀n⌋),
 * the largest length ⌈min(3√n, n/3)⌉ (the conventions of the program arch; others circulate).
 *
 * @param series - In time order; of what enters the statistic: for a tail statistic of returns their absolute values.
 * @returns In observations, at least 1; 1 for a series that does not vary or has fewer than 10 observations.
 * @throws {InvalidRequestError} when a member is NaN or infinite.
 * @see Politis and White, Econometric Reviews 23 (2004); Patton, Politis and White, correction, Econometric Reviews 28 (2009)
 */
export function automaticBlockLength(series: readonly number[]): number {
  requireFinite(series, "the series");
  const n = series.length;
  if (n < 10) return 1;
  const mean = neumaierSum(series) / n;
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const mostLags = Math.min(Math.ceil(Math.sqrt(n)) + run, n - 2);
  const { covariance, correlation } = correlogram(
    series.map((x) => x - mean),
    mostLags,
  );
  const last = lastSignificantLag(correlation, run, 2 * Math.sqrt(Math.log10(n) / n));
  const m = last === null ? mostLags : Math.min(2 * Math.max(last, 1), mostLags);
  const { slope, level } = flatTopSums(covariance, m);
  const length = Math.cbrt((slope / level) ** 2 * n);
  if (!Number.isFinite(length)) return 1;
  return Math.max(1, Math.min(length, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))));
}
