/** Raw SVI: total implied variance w(k) = a + b(ρ(k − m) + √((k − m)² + σ²)) over the log-strike k = ln(K/F). */
export type RawSvi = {
  readonly a: number;
  /** At least 0. */
  readonly b: number;
  /** Inside [-1, 1]. */
  readonly rho: number;
  readonly m: number;
  /** Above 0. */
  readonly sigma: number;
};

/** Total implied variance σ²T at one log-strike, with its derivatives by the log-strike. */
export type VariancePoint = { readonly variance: number; readonly slope: number; readonly curvature: number };

/**
 * Returns the total variance of a raw SVI smile at a log-strike.
 *
 * @see Gatheral and Jacquier, Arbitrage-free SVI volatility surfaces, Quantitative Finance 14 (2014), formula 3.1
 * @example sviPoint({ a: 0.04, b: 0.4, rho: 0, m: 0, sigma: 0.1 }, 0).variance // 0.08
 */
export function sviPoint({ a, b, rho, m, sigma }: RawSvi, k: number): VariancePoint {
  const x = k - m;
  const root = Math.sqrt(x * x + sigma * sigma);
  return {
    variance: a + b * (rho * x + root),
    slope: b * (rho + x / root),
    curvature: (b * sigma * sigma) / root ** 3,
  };
}

/** Smallest total variance of the smile: a + bσ√(1 − ρ²). */
export function lowestVariance({ a, b, rho, sigma }: RawSvi): number {
  return a + b * sigma * Math.sqrt(Math.max(0, 1 - rho * rho));
}

/** Slopes of the total variance far below and far above: b(1 − ρ) and b(1 + ρ), both positive. Lee's bound on each is 2. */
export function wingSlopes({ b, rho }: RawSvi): { readonly low: number; readonly high: number } {
  return { low: b * (1 - rho), high: b * (1 + rho) };
}
