import { addRational, multiplyRational, type Rational, rational } from "../../domain/rational.ts";
import type { Fill } from "./series-metric.ts";
import type { SeriesPoint } from "./series-point.ts";

/** A point, and whether its value was made up to fill a gap. */
export type FilledPoint = SeriesPoint & { readonly isFilled: boolean };

/**
 * Fills the points that have no value. A filled one is PARTIAL_COVERAGE, and its reason says why there was no value and
 * what stands for it.
 *
 * NULL leaves them as they are, NONE leaves them out, PREVIOUS repeats the last value before, ZERO puts 0, LINEAR draws
 * a line between the values before and after, over the buckets' starts. What cannot be filled stays null.
 */
export function fillGaps(points: readonly SeriesPoint[], fill: Fill): FilledPoint[] {
  const plain = points.map((point) => ({ ...point, isFilled: false }));
  switch (fill) {
    case "NULL":
      return plain;
    case "NONE":
      return plain.filter(({ value }) => value !== null);
    case "ZERO":
      return plain.map((point) => (point.value === null ? filled(point, rational(0n), "zero") : point));
    case "PREVIOUS":
      return withPrevious(plain);
    case "LINEAR":
      return withLines(plain);
  }
}

function withPrevious(points: readonly FilledPoint[]): FilledPoint[] {
  let last: Rational | null = null;
  return points.map((point) => {
    if (point.value === null) return last === null ? point : filled(point, last, "the last value before");
    last = point.value;
    return point;
  });
}

function withLines(points: readonly FilledPoint[]): FilledPoint[] {
  const after = nextKnown(points);
  let before: FilledPoint | null = null;
  return points.map((point, at) => {
    const next = after[at] ?? null;
    if (point.value !== null) before = point;
    if (point.value !== null || before === null || next === null) return point;
    return filled(point, between(before, next, point.from), "a line between the values before and after");
  });
}

/** For each point the first one after it that has a value. */
function nextKnown(points: readonly FilledPoint[]): (FilledPoint | null)[] {
  let next: FilledPoint | null = null;
  const found = points.toReversed().map((point) => {
    const known = next;
    if (point.value !== null) next = point;
    return known;
  });
  return found.reverse();
}

function between(a: FilledPoint, b: FilledPoint, at: bigint): Rational {
  const [start, end] = [a.value ?? rational(0n), b.value ?? rational(0n)];
  if (a.from === b.from) return start;
  const rise = addRational(end, multiplyRational(start, rational(-1n)));
  return addRational(start, multiplyRational(rise, rational(at - a.from, b.from - a.from)));
}

function filled(point: FilledPoint, value: Rational, what: string): FilledPoint {
  const reason = `Filled with ${what}; without it ${point.status}: ${point.reason}`;
  return { ...point, value, status: "PARTIAL_COVERAGE", reason, isFilled: true };
}
