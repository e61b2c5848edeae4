import { type LowerTriangle, timesTriangle } from "../../stats/cholesky.ts";
import { normalQuantile } from "../../stats/normal-quantile.ts";
import { sobolSequence } from "../../stats/sobol-sequence.ts";
import { firstCrossing } from "./first-crossing.ts";

/** How the nearest breaking scenario is searched for. */
export type SearchOptions = {
  /** Directions that are tried before the refinement. */
  readonly directions: number;
  /** Points along each direction. */
  readonly radialSteps: number;
  /** Farthest Mahalanobis distance that is looked at. */
  readonly maxDistance: number;
};

/** A scenario that breaks the book. */
export type BreakingPoint = {
  /** Mahalanobis distance √(z'Σ⁻¹z). */
  readonly distance: number;
  /** z, in the unit of the factors. */
  readonly scenario: readonly number[];
};

/** What the search runs on. */
export type NearestBreakInput = SearchOptions & {
  /** A with A Aᵀ = Σ. */
  readonly triangle: LowerTriangle;
  /** Whether the book breaks under a scenario. */
  readonly isBroken: (scenario: readonly number[]) => boolean;
  /** Told the done fraction of the work, 0 to 1, never falling. */
  readonly onProgress?: (done: number) => void;
};

/** Precision of a distance, in standard deviations. */
const PRECISION = 1e-9;
/** Best directions from which the refinement starts. */
const STARTS = 8;
const WIDEST_TURN = 0.3;
const NARROWEST_TURN = 1e-6;
const SEARCH_SHARE = 0.8;

type Found = { readonly distance: number; readonly direction: readonly number[] };

/**
 * Finds a scenario that breaks a book and is close to no change at all in Mahalanobis distance: the first crossing along
 * each of many directions that are spread evenly (Sobol points on the sphere, the axes and each factor with all others at
 * their conditional expectation), then turns of the best ones while they get shorter.
 *
 * @returns Null when no direction breaks within the largest distance. The distance is an upper bound of the smallest one;
 *   the scenario itself breaks.
 * @see Breuer, Jandačka, Rheinberger, Summer (2009)
 */
export function nearestBreak(input: NearestBreakInput): BreakingPoint | null {
  const { triangle, maxDistance, onProgress } = input;
  const dimensions = triangle.length;
  if (input.isBroken(triangle.map(() => 0))) return { distance: 0, scenario: triangle.map(() => 0) };
  const directions = [...guesses(triangle), ...sobolDirections(dimensions, input.directions)];
  const found: Found[] = [];
  let reach = maxDistance;
  for (const [at, direction] of directions.entries()) {
    const distance = radialCrossing(input, direction, reach);
    if (distance !== null) {
      found.push({ distance, direction });
      reach = Math.min(reach, distance);
    }
    if (at % 100 === 0) onProgress?.((SEARCH_SHARE * at) / directions.length);
  }
  const starts = found.sort((a, b) => a.distance - b.distance).slice(0, STARTS);
  const refined = starts.map((start, at) => {
    onProgress?.(SEARCH_SHARE + ((1 - SEARCH_SHARE) * at) / starts.length);
    return refine(input, start);
  });
  const [best] = refined.sort((a, b) => a.distance - b.distance);
  onProgress?.(1);
  if (best === undefined) return null;
  return { distance: best.distance, scenario: scenarioAt(triangle, best.direction, best.distance) };
}

/** Distance of the first break along a direction of length 1, not beyond `reach`; null when there is none. */
function radialCrossing(
  { triangle, isBroken, radialSteps }: NearestBreakInput,
  direction: readonly number[],
  reach: number,
): number | null {
  const grid = Array.from({ length: radialSteps + 1 }, (_, at) => (reach * at) / radialSteps);
  const breaks = (distance: number) => isBroken(scenarioAt(triangle, direction, distance));
  return firstCrossing(breaks, grid, PRECISION)?.breaks ?? null;
}

function scenarioAt(triangle: LowerTriangle, direction: readonly number[], distance: number): number[] {
  return timesTriangle(
    triangle,
    direction.map((part) => part * distance),
  );
}

/** Each axis both ways, and each factor alone with the others at their conditional expectation: the rows of A. */
function guesses(triangle: LowerTriangle): number[][] {
  const axes = triangle.map((_, i) => triangle.map((__, j) => (i === j ? 1 : 0)));
  const conditional = triangle.map((row) => normalised(triangle.map((_, j) => row[j] ?? 0)));
  return [...axes, ...conditional].flatMap((direction) => [direction, direction.map((part) => -part)]);
}

function sobolDirections(dimensions: number, count: number): number[][] {
  if (dimensions === 1) return [];
  const next = sobolSequence(dimensions);
  next();
  next();
  return Array.from({ length: count }, () => normalised(next().map(normalQuantile)));
}

function normalised(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((part) => part / length);
}

/** Turns a direction along each axis by ever smaller steps, as long as that brings the break closer. */
function refine(input: NearestBreakInput, start: Found): Found {
  let best = start;
  for (let turn = WIDEST_TURN; turn > NARROWEST_TURN; ) {
    const closer = closerTurn(input, best, turn);
    if (closer === null) turn /= 2;
    else best = closer;
  }
  return best;
}

function closerTurn(input: NearestBreakInput, best: Found, turn: number): Found | null {
  for (const [axis] of best.direction.entries()) {
    for (const step of [turn, -turn]) {
      const direction = normalised(best.direction.map((part, i) => (i === axis ? part + step : part)));
      const distance = radialCrossing(input, direction, best.distance);
      if (distance !== null && distance < best.distance - PRECISION) return { distance, direction };
    }
  }
  return null;
}
