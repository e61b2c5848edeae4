import { addRational, compareRational, type Rational, rational } from "../../domain/rational.ts";

/** What has left, or become due, by a time. */
export type OutflowPoint = {
  /** Seconds from now, 0 or more. */
  readonly at: bigint;
  readonly amount: Rational;
};

/** How much leaves a pool from now on. */
export type OutflowPath = {
  /** Amounts that become due at once, in any order. */
  readonly steps: readonly OutflowPoint[];
  /** Points of a line that starts at zero and never falls: what has left by each time. Nothing leaves after the last. */
  readonly ramp: readonly OutflowPoint[];
};

const ZERO = rational(0n);

/** Returns what has left by a time, exact. */
export function outflowBy(path: OutflowPath, at: bigint): Rational {
  return addRational(dueBy(path, at), rampAt(path.ramp, at));
}

/**
 * Finds the first whole second by which more has left than there was.
 *
 * @param liquid - In the path's unit, 0 or more.
 * @returns Seconds from now; null when the path never takes more.
 */
export function firstExceeding(path: OutflowPath, liquid: Rational): bigint | null {
  const times = [...new Set([0n, ...path.steps.map(({ at }) => at), ...path.ramp.map(({ at }) => at)])];
  let start = 0n;
  for (const at of times.sort((a, b) => (a < b ? -1 : 1))) {
    const before = addRational(dueBy(path, at - 1n), rampAt(path.ramp, at));
    if (compareRational(before, liquid) > 0) return crossing(path, { start, at, before }, liquid);
    if (compareRational(outflowBy(path, at), liquid) > 0) return at;
    start = at;
  }
  return null;
}

/** Between two neighbouring times the path is a line. */
function crossing(
  path: OutflowPath,
  { start, at, before }: { readonly start: bigint; readonly at: bigint; readonly before: Rational },
  liquid: Rational,
): bigint {
  const from = outflowBy(path, start);
  const room = difference(liquid, from);
  const slope = difference(before, from);
  const seconds = (room.numerator * slope.denominator * (at - start)) / (room.denominator * slope.numerator);
  return start + seconds + 1n;
}

function dueBy({ steps }: OutflowPath, at: bigint): Rational {
  return steps.filter((step) => step.at <= at).reduce((sum, { amount }) => addRational(sum, amount), ZERO);
}

function rampAt(ramp: readonly OutflowPoint[], at: bigint): Rational {
  let from: OutflowPoint = { at: 0n, amount: ZERO };
  for (const to of ramp) {
    if (at < to.at) return between(from, to, at);
    from = to;
  }
  return from.amount;
}

function between(from: OutflowPoint, to: OutflowPoint, at: bigint): Rational {
  const rise = difference(to.amount, from.amount);
  const part = rational(rise.numerator * (at - from.at), rise.denominator * (to.at - from.at));
  return at <= from.at ? from.amount : addRational(from.amount, part);
}

function difference(a: Rational, b: Rational): Rational {
  return addRational(a, rational(-b.numerator, b.denominator));
}
