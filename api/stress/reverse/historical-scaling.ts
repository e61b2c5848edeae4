import { firstCrossing } from "./first-crossing.ts";

/** What the smallest scaling is searched on. */
export type HistoricalScalingInput = {
  /** Observed vectors of log returns, one for each window of h days. */
  readonly vectors: readonly (readonly number[])[];
  /** Whether the book breaks under a vector of log returns. */
  readonly isBroken: (scenario: readonly number[]) => boolean;
  /** Largest factor that is tried, above 0. */
  readonly maxScale: number;
  /** Points along each vector. */
  readonly steps: number;
};

/** The historical vector that has to grow least to break the book. */
export type HistoricalScaling = {
  /** Smallest factor found; 1 or less where history itself breaks the book. */
  readonly scale: number;
  /** Its place among the vectors. */
  readonly index: number;
  /** The vector times the factor. */
  readonly scenario: readonly number[];
};

const PRECISION = 1e-9;

/**
 * Finds the smallest factor on any historical vector that breaks a book.
 *
 * @returns Null when none does up to the largest factor.
 */
export function historicalScaling(input: HistoricalScalingInput): HistoricalScaling | null {
  const { vectors, isBroken, maxScale, steps } = input;
  let best: HistoricalScaling | null = null;
  for (const [index, vector] of vectors.entries()) {
    const reach: number = best?.scale ?? maxScale;
    const grid = Array.from({ length: steps + 1 }, (_, at) => (reach * at) / steps);
    const scaled = (scale: number) => vector.map((part) => part * scale);
    const crossing = firstCrossing((scale) => isBroken(scaled(scale)), grid, PRECISION);
    if (crossing === null || (best !== null && crossing.breaks >= best.scale)) continue;
    best = { scale: crossing.breaks, index, scenario: scaled(crossing.breaks) };
  }
  return best;
}
