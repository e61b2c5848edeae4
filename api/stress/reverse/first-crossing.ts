/** Where a book breaks for the first time along a line: two neighbouring numbers. */
export type Crossing = {
  /** Largest number found that does not break; null when the line breaks at its very start. */
  readonly holds: number | null;
  /** Smallest number found that does. */
  readonly breaks: number;
};

const MOST_HALVINGS = 80;

/**
 * Finds the first place on a line at which a book breaks: every point of the grid in order, then bisection in the first cell
 * whose end breaks. What breaks and heals again inside one cell is not seen, so the grid must hold the places where the
 * book changes.
 *
 * @param isBroken - Need not be monotone.
 * @param grid - Ascending, not empty.
 * @param precision - Width at which bisection ends; neighbouring doubles when 0.
 * @returns Null when no point of the grid breaks.
 * @example firstCrossing((x) => x > 0.25, [0, 1])?.holds // 0.25
 */
export function firstCrossing(
  isBroken: (x: number) => boolean,
  grid: readonly number[],
  precision = 0,
): Crossing | null {
  let holds: number | null = null;
  for (const point of grid) {
    if (isBroken(point))
      return holds === null ? { holds, breaks: point } : bisect(isBroken, holds, point, precision);
    holds = point;
  }
  return null;
}

function bisect(isBroken: (x: number) => boolean, from: number, to: number, precision: number): Crossing {
  let [holds, breaks] = [from, to];
  for (let step = 0; step < MOST_HALVINGS && breaks - holds > precision; step++) {
    const middle = holds + (breaks - holds) / 2;
    if (middle === holds || middle === breaks) break;
    if (isBroken(middle)) breaks = middle;
    else holds = middle;
  }
  return { holds, breaks };
}
