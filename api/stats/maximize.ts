const GOLDEN = (Math.sqrt(5) - 1) / 2;
const MAX_STEPS = 120;
const RELATIVE_WIDTH = 1e-9;

/** A point and the function's value there. */
export type Maximum = { readonly at: number; readonly value: number };

/**
 * Finds the largest value of a function of one variable: best point of a grid, then golden sections between its neighbours.
 * Where the function has several peaks, the grid must be fine enough to have a point on the highest.
 *
 * @param objective - Function; `-Infinity` where it is not defined, never NaN.
 * @param grid - At least one point, ascending.
 * @returns The maximum; its place is known to about the square root of the machine precision.
 * @see Kiefer, Sequential minimax search for a maximum, Proc. AMS 4 (1953)
 * @example maximize((x) => -((x - 1) ** 2), [0, 0.5, 3]).at // 1
 */
export function maximize(objective: (x: number) => number, grid: readonly number[]): Maximum {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  grid.forEach((x, i) => {
    const value = objective(x);
    if (value > bestValue) [best, bestValue] = [i, value];
  });
  const at = grid[best] as number;
  const refined = goldenSection(objective, grid[best - 1] ?? at, grid[best + 1] ?? at);
  return refined.value > bestValue ? refined : { at, value: bestValue };
}

/** Narrows a bracket around a single peak. */
function goldenSection(objective: (x: number) => number, from: number, to: number): Maximum {
  let [low, high] = [from, to];
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [leftValue, rightValue] = [objective(left), objective(right)];
  for (
    let step = 0;
    step < MAX_STEPS && high - low > RELATIVE_WIDTH * (Math.abs(low) + Math.abs(high));
    step++
  ) {
    if (leftValue >= rightValue) {
      [high, right, rightValue] = [right, left, leftValue];
      left = high - GOLDEN * (high - low);
      leftValue = objective(left);
    } else {
      [low, left, leftValue] = [left, right, rightValue];
      right = low + GOLDEN * (high - low);
      rightValue = objective(right);
    }
  }
  return leftValue >= rightValue ? { at: left, value: leftValue } : { at: right, value: rightValue };
}
