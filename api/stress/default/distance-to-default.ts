import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { automaticBlockLength } from "../../stats/automatic-block-length.ts";
import { type BootstrapInterval, bootstrapInterval } from "../../stats/bootstrap-interval.ts";
import { distanceToDefault as distance } from "../../stats/distance-to-default.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../../stats/estimate.ts";
import { firstPassageProbability } from "../../stats/first-passage-probability.ts";
import { moments } from "../../stats/moments.ts";
import { normalCdf } from "../../stats/normal-cdf.ts";
import { MINIMUM_RETURNS } from "../../stats/realised-volatility.ts";
import { seededRandom } from "../../stats/seeded-random.ts";

/** Definition of the distance to default metric. */
export const DISTANCE_TO_DEFAULT: MetricDefinition = {
  id: "distance-to-default",
  title: "Distance to default",
  formula:
    "DD_h = (ln(A/L) + (μ − σ²/2)h) / (σ√h), PD = Φ(−DD): A = what accounts with debt pledge and what backstops can pay, L = what is owed, " +
    "σ = yearly volatility of ln(A/L) with today's amounts at the prices of the window; " +
    "first passage = P(A ≤ L at any time up to h). With a tradable residual claim: E = VΦ(d1) − De^(−rT)Φ(d2), σ_E E = Φ(d1)σ_V V",
  unit: "standard deviations; probabilities in [0, 1]; volatility a year, 365 days",
  edgeCases: [
    "Nothing is owed: NOT_APPLICABLE. Fewer than 30 daily returns: INSUFFICIENT_DATA.",
    "A part of either side has no price today, or none on enough days: NO_DATA, naming it. What counts as one dollar by the contracts' rule has no volatility.",
    "σ = 0 (both sides move as one): MODEL_DOMAIN for the distance; the probabilities are those of the path without chance.",
    "A ≤ L: the first-passage probability is 1 and needs no volatility.",
    "What one account pledges beyond its debt pays for no other account: the ratio of sums is an upper bound of safety. `latent-bad-debt` counts account by account.",
    "PD is the probability under the drift that was given, 0 unless told; it is not risk-neutral unless the drift is the interest rate.",
  ],
  sources: [
    "metrics.md M-12",
    "Merton (1974); Crosbie and Bohn (2003)",
    "Bharath and Shumway (2008), naive volatility",
    "Brockman and Turtle (2003), barrier form",
  ],
  since: "1.2.0",
};

/** What the metric is computed from. */
export type DefaultInput = {
  /** A and L in US dollars, above 0. */
  readonly assets: number;
  readonly debt: number;
  /** Daily changes of ln(A/L) with the amounts of now, in the order of time. */
  readonly returns: readonly number[];
  readonly horizonDays: number;
  /** Of ln A against ln L, a year. */
  readonly drift: number;
  readonly confidence: number;
  readonly seed: number;
};

/** Distance and probabilities, all with the interval that the volatility's gives. */
export type DistanceToDefault = {
  /** A year. */
  readonly volatility: Estimate;
  readonly distance: Estimate;
  /** Of A < L at the horizon. */
  readonly probability: Estimate;
  /** Of A ≤ L at any time up to it. */
  readonly firstPassage: Estimate;
};

const DAYS_PER_YEAR = 365;

/**
 * Computes the distance to default of a book whose ratio of assets to debt moves as a geometric Brownian motion.
 *
 * @see DISTANCE_TO_DEFAULT
 */
export function distanceToDefault(input: DefaultInput): DistanceToDefault {
  const { assets, debt, horizonDays, drift } = input;
  const volatility = volatilityOf(input);
  const model = { assets, debt, drift, time: horizonDays / DAYS_PER_YEAR };
  const distanceAt = (sigma: number): number => distance({ ...model, volatility: sigma });
  const passageAt = (sigma: number): number =>
    firstPassageProbability({ ...model, start: assets, barrier: debt, volatility: sigma });
  const known = assets <= debt ? certainBreach(volatility.n) : null;
  return {
    volatility,
    distance: through(volatility, distanceAt, "lognormal ratio of assets to debt"),
    probability: through(volatility, (sigma) => normalCdf(-distanceAt(sigma)), "Φ(−DD)"),
    firstPassage: known ?? through(volatility, passageAt, "first passage of a lognormal ratio to 1"),
  };
}

function certainBreach(n: number): Estimate {
  return estimated({ value: 1, n, method: "first passage", reason: "Assets do not exceed the debt now." });
}

/** Sample volatility with a bootstrap interval that keeps the dependence of days. */
function volatilityOf({ returns, confidence, seed }: DefaultInput): Estimate {
  const n = returns.length;
  const method = "sample standard deviation of daily changes × √365";
  if (n < MINIMUM_RETURNS) return tooFew(n, MINIMUM_RETURNS, method);
  const sigma = (sample: readonly number[]): number =>
    Math.sqrt((moments(sample).variance ?? 0) * DAYS_PER_YEAR);
  const value = sigma(returns);
  if (value === 0) return estimated({ value, n, method, interval: { lower: 0, upper: 0 }, confidence });
  const bootstrap: BootstrapInterval = bootstrapInterval(
    { n, blockLength: automaticBlockLength(returns.map(Math.abs)) },
    { random: seededRandom(BigInt(seed)), confidence },
    (indices) => sigma(Array.from(indices, (index) => returns[index] as number)),
  );
  const { interval, effectiveN } = bootstrap;
  return estimated({ value, n, interval, confidence, effectiveN, method: `${method}; ${bootstrap.method}` });
}

/** Takes a volatility and its interval through a function; the interval is left out where the function turns inside it. */
function through(volatility: Estimate, fn: (sigma: number) => number, method: string): Estimate {
  const { value, n, effectiveN, interval, confidence } = volatility;
  const parts = { n, effectiveN, method: `${method}; ${volatility.method}` };
  if (value === null) {
    const { status, reason } = volatility;
    return missingEstimate(status === "OK" ? "NO_DATA" : status, reason ?? "There is no volatility.", parts);
  }
  if (value === 0)
    return missingEstimate("MODEL_DOMAIN", "The ratio of assets to debt does not move.", parts);
  const [lower, upper] = [interval?.lower ?? 0, interval?.upper ?? 0];
  if (!(lower > 0 && upper > 0)) return estimated({ value: fn(value), ...parts });
  const [low, middle, high] = [fn(lower), fn(value), fn(upper)];
  const isMonotone = (low - middle) * (middle - high) >= 0;
  const ends = isMonotone ? { lower: Math.min(low, high), upper: Math.max(low, high) } : null;
  return estimated({ value: middle, ...parts, interval: ends, confidence: ends && confidence });
}
