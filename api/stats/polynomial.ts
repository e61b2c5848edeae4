/**
 * Returns Σ coefficients[k] xᵏ by Horner's rule, lowest power first.
 *
 * @example polynomial([1, 2, 3], 10) // 321
 */
export function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) value = value * x + (coefficients[k] as number);
  return value;
}
