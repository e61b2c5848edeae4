const TINY = 1e-300;
const MOST_STEPS = 1_000_000;

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/**
 * Returns 1 / (b(0) + a(1)/(b(1) + a(2)/(b(2) + ...))) until a step changes nothing beyond the last bit, or after a million steps.
 *
 * @param term - The pair a(k), b(k) of step k; a(0) is not used.
 * @see Lentz, Applied Optics 15 (1976), as modified by Thompson and Barnett (1986)
 */
export function reciprocalContinuedFraction(
  term: (k: number) => { readonly a: number; readonly b: number },
): number {
  let d = 1 / awayFromZero(term(0).b);
  let c = 1 / TINY;
  let value = d;
  for (let k = 1; k <= MOST_STEPS; k++) {
    const { a, b } = term(k);
    d = 1 / awayFromZero(b + a * d);
    c = awayFromZero(b + a / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 2 ** -52) break;
  }
  return value;
}
