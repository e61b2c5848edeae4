import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Ratio, ratio } from "../domain/ratio.ts";
import type { Rational } from "../domain/rational.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";
import { ar1HalfLife } from "../stats/ar1-half-life.ts";
import type { Estimate, Interval } from "../stats/estimate.ts";
import {
  type DepegHistory,
  type DepegRule,
  depegEpisodes,
  deviationOf,
  type PegObservation,
} from "./depeg-episodes.ts";
import { CURRENCY, type Price } from "./price-board.ts";

/** Definition of how well a peg holds. */
export const PEG: MetricDefinition = {
  id: "peg",
  title: "Deviation from the peg, depeg episodes and half-life",
  formula:
    "d = p − 1, p in US dollars; episode = |d| > τ for at least m minutes, the price staying as observed until the next observation; " +
    "half-life = Δ · ln 2 / −ln φ, φ = φ̂ + (1 + 3φ̂)/n of d sampled every Δ (AR(1) by least squares)",
  unit: "deviations in dollars for one unit, signed; spans in seconds, exact; half-life in hours, an estimate",
  edgeCases: [
    "No price, or one older than allowed: d is null with the price's status; episodes are still dated from what was observed.",
    "An observation without a valid value ends an episode: what came after it is not known.",
    "An episode that lasts at the block has no end; its seconds run to the block.",
    "Fewer than 30 steps: no half-life, INSUFFICIENT_DATA. A price that does not vary: NOT_APPLICABLE. φ of 1 or more, or not above 0: MODEL_DOMAIN.",
    "A feed that answers rarely makes a deviation look more persistent than the market's was.",
    "Pegs to anything but the US dollar have no d here.",
  ],
  sources: ["metrics.md M-38", "Kendall, Biometrika 41 (1954), for the correction of φ"],
  since: "1.1.0",
};

/** How a peg is looked at. */
export type PegRule = DepegRule & {
  /** Δ in seconds. */
  readonly step: bigint;
};

/** How one asset holds its peg. */
export type PegState = {
  readonly asset: string;
  readonly price: Price;
  /** p − 1 at the block. */
  readonly deviation: Worth;
  readonly history: DepegHistory;
  /** Seconds outside / seconds with a price. */
  readonly shareOutside: Ratio;
  /** Corrected φ of one step. */
  readonly persistence: Estimate;
  /** Hours. */
  readonly halfLife: Estimate;
};

const CONFIDENCE = 0.95;
const HOUR = 3600;

/**
 * Judges how one asset held its peg over a window.
 *
 * @param path - See {@link depegEpisodes}.
 * @see PEG
 */
export function pegState(
  asset: string,
  price: Price,
  path: readonly PegObservation[],
  rule: PegRule,
): PegState {
  const history = depegEpisodes(path, rule);
  const { persistence, halfLife } = ar1HalfLife(sampled(path, rule), CONFIDENCE);
  return {
    asset,
    price,
    deviation: deviation(price),
    history,
    shareOutside: ratio(history.secondsOutside, history.secondsKnown, "seconds / seconds"),
    persistence,
    halfLife: inHours(halfLife, Number(rule.step)),
  };
}

function deviation({ rate, status, reason }: Price): Worth {
  if (rate === null) return missingWorth(CURRENCY, status, reason ?? "There is no price.");
  return knownWorth(deviationOf(rate), CURRENCY);
}

/** Deviations in force at equal steps back from the end of the window, as far as prices are known without a gap. */
function sampled(path: readonly PegObservation[], { from, to, step }: PegRule): number[] {
  const backwards: number[] = [];
  let at = path.length - 1;
  for (let time = to; time >= from; time -= step) {
    while (at >= 0 && (path[at] as PegObservation).time > time) at -= 1;
    const price = path[at]?.price ?? null;
    if (price === null) break;
    backwards.push(toNumber(deviationOf(price)));
  }
  return backwards.reverse();
}

function toNumber({ numerator, denominator }: Rational): number {
  return Number(numerator) / Number(denominator);
}

function inHours(estimate: Estimate, step: number): Estimate {
  const { value, interval } = estimate;
  const hours = (steps: number | null) => (steps === null ? null : (steps * step) / HOUR);
  const bounds: Interval | null =
    interval === null ? null : { lower: hours(interval.lower), upper: hours(interval.upper) };
  return { ...estimate, value: hours(value), interval: bounds };
}
