import { addRational, compareRational, type Rational, rational } from "../domain/rational.ts";

/** What a feed said, from its block on. */
export type PegObservation = {
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly time: bigint;
  /** Price in units of the peg; null when the observation has no valid value. */
  readonly price: Rational | null;
};

/** A span during which the price was further from the peg than allowed. */
export type DepegEpisode = {
  /** Time of the first observation outside, or the start of the window. */
  readonly start: bigint;
  /** Time of the first observation inside or without a value; null while it lasts at the end of the window. */
  readonly end: bigint | null;
  /** Until the end, or until the end of the window. */
  readonly seconds: bigint;
  /** Deviation furthest from zero, signed; the first of equal ones. */
  readonly extreme: Rational;
  /** Observations outside, with the one that was in force at the start of the window. */
  readonly observations: number;
  /** True when it had begun before the window. */
  readonly beganBefore: boolean;
};

/** What counts as an episode. */
export type DepegRule = {
  /** Largest |deviation| that is no depeg. */
  readonly tolerance: Rational;
  /** Shortest episode that counts, seconds. */
  readonly minimumSeconds: bigint;
  /** The window, seconds since 1970-01-01 UTC. */
  readonly from: bigint;
  readonly to: bigint;
};

/** Episodes of a window, and how much of it was outside. */
export type DepegHistory = {
  readonly episodes: readonly DepegEpisode[];
  /** Seconds outside, whatever the length of the spell. */
  readonly secondsOutside: bigint;
  /** Seconds during which a valid price was in force. */
  readonly secondsKnown: bigint;
};

/** The time during which one observation was in force. */
type Step = {
  readonly start: bigint;
  readonly end: bigint;
  readonly beganBefore: boolean;
  /** Null without a valid price. */
  readonly deviation: Rational | null;
  readonly isOutside: boolean;
};

/** The size of a price's deviation from the peg: p − 1. */
export function deviationOf(price: Rational): Rational {
  return addRational(price, rational(-1n));
}

/**
 * Dates the episodes of a price path that stays as observed until the next observation.
 *
 * @param path - In order of time; at most one observation lies before the window: the one in force at its start.
 */
export function depegEpisodes(path: readonly PegObservation[], rule: DepegRule): DepegHistory {
  const steps = path.map((observation, i) => stepOf(observation, path[i + 1]?.time ?? rule.to, rule));
  const outside = steps.filter(({ isOutside }) => isOutside);
  const known = steps.filter(({ deviation }) => deviation !== null);
  const episodes = spells(steps).map((spell) => episodeOf(spell, steps.at(-1)));
  return {
    episodes: episodes.filter(({ seconds }) => seconds >= rule.minimumSeconds),
    secondsOutside: total(outside),
    secondsKnown: total(known),
  };
}

function stepOf({ time, price }: PegObservation, next: bigint, { from, tolerance }: DepegRule): Step {
  const beganBefore = time < from;
  const start = beganBefore ? from : time;
  const deviation = price === null ? null : deviationOf(price);
  const isOutside = deviation !== null && compareRational(size(deviation), tolerance) > 0;
  return { start, end: next < start ? start : next, beganBefore, deviation, isOutside };
}

/** Runs of steps outside without a break. */
function spells(steps: readonly Step[]): Step[][] {
  const found: Step[][] = [];
  let wasOutside = false;
  for (const step of steps) {
    if (step.isOutside && wasOutside) found.at(-1)?.push(step);
    else if (step.isOutside) found.push([step]);
    wasOutside = step.isOutside;
  }
  return found;
}

function episodeOf(spell: readonly Step[], newest: Step | undefined): DepegEpisode {
  const [first] = spell as readonly [Step];
  const last = spell.at(-1) ?? first;
  const deviations = spell.flatMap(({ deviation }) => (deviation === null ? [] : [deviation]));
  return {
    start: first.start,
    end: last === newest ? null : last.end,
    seconds: total(spell),
    extreme: deviations.reduce((far, next) => (compareRational(size(next), size(far)) > 0 ? next : far)),
    observations: spell.length,
    beganBefore: first.beganBefore,
  };
}

function total(steps: readonly Step[]): bigint {
  return steps.reduce((sum, { start, end }) => sum + (end - start), 0n);
}

function size({ numerator, denominator }: Rational): Rational {
  return rational(numerator < 0n ? -numerator : numerator, denominator);
}
