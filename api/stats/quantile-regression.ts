import { InvalidRequestError } from "../domain/errors.ts";
import type { Rational } from "../domain/rational.ts";
import { levelAsNumber, requireLevel } from "./level.ts";
import { requireFinite } from "./require-finite.ts";

/** A line y = intercept + slope·x. */
export type Line = { readonly intercept: number; readonly slope: number };

/** Pairs through which a line is laid. */
type Points = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

/** A step must lower the loss by more than this part of it. */
const IMPROVEMENT = 1e-13;
const MOST_STEPS = 1000;
/** A loss below this part of all sizes is rounding: every point lies on the line. */
const PERFECT = 1e-13;

/**
 * Fits the τ-quantile of y as a line in x: the line that minimises Σ ρ_τ(y − a − bx), ρ_τ(r) = r(τ − [r < 0]). The minimum goes through two
 * of the points; from a line through one of them the best turn about it is a weighted quantile of the slopes to the others, and the search
 * ends when no turn about either of the two helps. The problem is convex, so that is the minimum.
 *
 * @param points - x and y of one length, finite.
 * @param level - τ inside (0, 1).
 * @returns Null when x does not vary, or for fewer than two points, or when the search does not end.
 * @throws {InvalidRequestError} when lengths differ, a value is not finite or the level is not inside (0, 1).
 * @see Koenker and Bassett, Regression Quantiles, Econometrica 46 (1978); Bloomfield and Steiger, Least Absolute Deviations (1983)
 */
export function quantileRegression(
  points: { readonly x: readonly number[]; readonly y: readonly number[] },
  level: Rational,
): Line | null {
  const { x, y } = points;
  requireFinite(x, "x");
  requireFinite(y, "y");
  requireLevel(level);
  if (x.length !== y.length) {
    throw new InvalidRequestError(`Expected two series of one length, got ${x.length} and ${y.length}.`);
  }
  return bestLine(points, levelAsNumber(level));
}

function bestLine(points: Points, tau: number): Line | null {
  const perfect = PERFECT * Array.from(points.y).reduce((sum, value) => sum + Math.abs(value), 0);
  let pivot = 0;
  let best: { readonly line: Line; readonly loss: number; readonly other: number } | null = null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const turned = turnAbout(points, pivot, tau);
    if (turned === null) return null;
    const loss = lossOf(points, turned.line, tau);
    if (loss <= perfect) return turned.line;
    if (best !== null && loss >= best.loss * (1 - IMPROVEMENT)) return settle(points, best, tau);
    best = { line: turned.line, loss, other: pivot };
    pivot = turned.through;
  }
  return null;
}

/** Looks at every point that the line goes through for a better turn; more than two may lie on it. */
function settle(
  points: Points,
  found: { readonly line: Line; readonly loss: number },
  tau: number,
): Line | null {
  let best = found;
  for (let step = 0; step < MOST_STEPS; step++) {
    const better = turnsOnLine(points, best.line, tau).find(
      ({ loss }) => loss < best.loss * (1 - IMPROVEMENT),
    );
    if (better === undefined) return best.line;
    best = better;
  }
  return null;
}

const ON_LINE = 1e-12;

/** The best turns about those points on a line about which a small turn helps. */
function turnsOnLine(
  points: Points,
  line: Line,
  tau: number,
): { readonly line: Line; readonly loss: number }[] {
  return descents(points, line, tau).flatMap((i) => {
    const turned = turnAbout(points, i, tau);
    return turned === null ? [] : [{ line: turned.line, loss: lossOf(points, turned.line, tau) }];
  });
}

/**
 * The points on a line about which turning it a little, one way or the other, lowers the loss: the slope of the loss is linear in x for the
 * points off the line, and adds up over those on it.
 */
function descents(points: Points, line: Line, tau: number): number[] {
  const { x, y } = points;
  const onLine = new Map<number, { readonly index: number; readonly count: number }>();
  let [pull, turn, size] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const at = x[i] as number;
    const rest = residual(points, line, i);
    size += Math.abs(at);
    const sizes = Math.abs(y[i] as number) + Math.abs(line.slope * at) + Math.abs(line.intercept);
    if (Math.abs(rest) <= ON_LINE * sizes) {
      onLine.set(at, { index: i, count: (onLine.get(at)?.count ?? 0) + 1 });
      continue;
    }
    pull += rest < 0 ? tau - 1 : tau;
    turn += (rest < 0 ? tau - 1 : tau) * at;
  }
  const places = [...onLine].map(([at, found]) => ({ at, ...found }));
  return places.flatMap(({ at, index }) => {
    const slopeTowards = (direction: number): number =>
      places.reduce(
        (sum, other) => sum + other.count * checkLoss(-direction * (other.at - at), tau),
        -direction * (turn - at * pull),
      );
    const least = Math.min(slopeTowards(1), slopeTowards(-1));
    return least < -ON_LINE * (size + x.length * Math.abs(at)) ? [index] : [];
  });
}

/** ρ_τ(r) = r(τ − [r < 0]) */
function checkLoss(rest: number, tau: number): number {
  return rest * (rest < 0 ? tau - 1 : tau);
}

function residual({ x, y }: Points, { intercept, slope }: Line, i: number): number {
  return (y[i] as number) - intercept - slope * (x[i] as number);
}

function lossOf(points: Points, line: Line, tau: number): number {
  let sum = 0;
  for (let i = 0; i < points.x.length; i++) {
    sum += checkLoss(residual(points, line, i), tau);
  }
  return sum;
}

/** The best line through one point and the other point that it goes through; null when no other point has another x. */
function turnAbout({ x, y }: Points, pivot: number, tau: number): { line: Line; through: number } | null {
  const [x0, y0] = [x[pivot] as number, y[pivot] as number];
  const slopes = new Float64Array(x.length);
  let others = 0;
  let gradient = 0;
  const order = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const distance = (x[i] as number) - x0;
    if (distance === 0) continue;
    slopes[i] = ((y[i] as number) - y0) / distance;
    gradient -= distance > 0 ? tau * distance : (tau - 1) * distance;
    order[others++] = i;
  }
  for (const i of order.subarray(0, others).sort((a, b) => (slopes[a] as number) - (slopes[b] as number))) {
    gradient += Math.abs((x[i] as number) - x0);
    if (gradient < 0) continue;
    const slope = slopes[i] as number;
    return { line: { intercept: y0 - slope * x0, slope }, through: i };
  }
  return null;
}
