/** A function with its derivative. */
export type ValueAndSlope = { readonly value: number; readonly slope: number };

const MOST_STEPS = 400;

/**
 * Returns the root of an increasing function inside a bracket, by Newton's steps kept inside it by bisection.
 * Ends when the bracket or the step is below one part in 2^52, so the answer is as good as the function.
 *
 * @param evaluate - Increasing; below 0 at `low`, above 0 at `high`. A slope that is not usable causes bisection.
 */
export function solveMonotone(
  evaluate: (x: number) => ValueAndSlope,
  bracket: { readonly low: number; readonly high: number },
): number {
  let { low, high } = bracket;
  let x = 0.5 * (low + high);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, slope } = evaluate(x);
    if (value === 0) return x;
    if (value > 0) high = x;
    else low = x;
    const newton = x - value / slope;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - x) <= Math.abs(x) * 2 ** -52) return next;
    x = next;
  }
  return x;
}
