import { firstCrossing } from "../reverse/first-crossing.ts";

/** By how much the log-returns of a scenario must be multiplied until the book breaks. */
export type MultiplierToFailure = {
  /** Smallest multiple found that breaks the book; null where none up to `searchedTo` does. */
  readonly breaks: number | null;
  /** Largest multiple found below it that does not; null where nothing below was tried. */
  readonly holds: number | null;
  /** Largest multiple that was tried. */
  readonly searchedTo: number;
  /** Replays that the search took. */
  readonly evaluations: number;
};

/** Multiples up to this one are tried, in steps of {@link CELL}. */
export const MOST_MULTIPLE = 4;
const CELL = 1 / 16;
/** Width to which the first breaking cell is halved. */
const PRECISION = 2 ** -24;
const GRID = Array.from({ length: MOST_MULTIPLE / CELL + 1 }, (_, at) => at * CELL);

/** Replays that a search takes at most: the grid, and the halvings of one cell. */
export const MOST_EVALUATIONS = GRID.length + Math.ceil(Math.log2(CELL / PRECISION));

/**
 * Finds the smallest multiple of a scenario's log-returns that breaks the book: every point of a grid in order, because more
 * shock need not break what less does, then bisection in the first cell whose end breaks.
 *
 * @param isBroken - Whether the book breaks at a multiple.
 * @param onProgress - Told the share that is done.
 */
export function findMultiplier(
  isBroken: (multiple: number) => boolean,
  onProgress?: (done: number) => void,
): MultiplierToFailure {
  let evaluations = 0;
  const counted = (multiple: number) => {
    evaluations += 1;
    onProgress?.(Math.min(1, evaluations / MOST_EVALUATIONS));
    return isBroken(multiple);
  };
  const crossing = firstCrossing(counted, GRID, PRECISION);
  return {
    breaks: crossing?.breaks ?? null,
    holds: crossing === null ? MOST_MULTIPLE : crossing.holds,
    searchedTo: MOST_MULTIPLE,
    evaluations,
  };
}
