/**
 * Returns e^(factor x²) with the square split, so that its rounding does not grow with x.
 *
 * @param factor - A power of two or its negative, such as -1 or -0.5, so that it multiplies exactly.
 * @see Cody, ACM TOMS 715
 */
export function exponentialOfSquare(factor: number, x: number): number {
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(factor * head * head) * Math.exp(factor * (x - head) * (x + head));
}
