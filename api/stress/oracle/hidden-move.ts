import { type Estimate, estimated } from "../../stats/estimate.ts";
import { normalCdf } from "../../stats/normal-cdf.ts";
import { realisedVolatility } from "../../stats/realised-volatility.ts";

/** How far the market may have moved since a feed's last price. */
export type HiddenMove = {
  /** σ a year, a ratio. */
  readonly volatility: Estimate;
  /** σ√age, a ratio: one standard deviation of the logarithmic return. */
  readonly move: Estimate;
  /** P(|r| > x) of a normal return, a probability. */
  readonly exceedance: Estimate;
};

/** What a feed's prices say about its next one. */
export type HiddenMoveInput = {
  /** Logarithmic returns over equal spans. */
  readonly returns: readonly number[];
  /** Length of a span, seconds. */
  readonly spanSeconds: number;
  /** Seconds since the last price, 0 or more. */
  readonly ageSeconds: number;
  /** x, a logarithmic return above 0. */
  readonly threshold: number;
};

const YEAR = 365 * 86_400;

/**
 * Estimates how far a price has moved unseen: σ√age, and 2Φ(−x/(σ√age)). The intervals are those of σ carried through, as
 * both grow with it. Real tails are heavier than normal ones.
 *
 * @returns INSUFFICIENT_DATA for all three below 30 returns; an age of 0 or a constant price hides nothing.
 */
export function hiddenMove(input: HiddenMoveInput): HiddenMove {
  const { returns, spanSeconds, ageSeconds, threshold } = input;
  const volatility = realisedVolatility(returns, YEAR / spanSeconds);
  const root = Math.sqrt(ageSeconds / YEAR);
  const move = through(volatility, (sigma) => sigma * root, "σ√age");
  return {
    volatility,
    move,
    exceedance: through(move, (sigma) => beyond(threshold, sigma), "2Φ(−x/(σ√age))"),
  };
}

function beyond(threshold: number, sigma: number): number {
  return sigma === 0 ? 0 : 2 * normalCdf(-threshold / sigma);
}

/** Carries an estimate through a growing function. */
function through(estimate: Estimate, grow: (value: number) => number, name: string): Estimate {
  const { value, interval, confidence, n, effectiveN } = estimate;
  if (value === null) return estimate;
  const end = (bound: number | null) => (bound === null ? null : grow(bound));
  const ends = interval === null ? null : { lower: end(interval.lower), upper: end(interval.upper) };
  const method = `${name}, ${estimate.method}`;
  return estimated({ value: grow(value), interval: ends, confidence, n, effectiveN, method });
}
