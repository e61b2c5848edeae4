const MAX_HALVINGS = 200;

/**
 * Finds by bisection the point where a function changes sign, to the last representable number.
 *
 * @param sign - Function positive (or zero) at `from` and negative at `to`, or the other way round; monotone for a unique answer.
 * @param from - Finite end of the bracket; may lie on either side of `to`.
 * @param to - Finite other end.
 * @returns The crossing; an end of the bracket when the function does not change sign inside it.
 * @example findCrossing((x) => x * x - 2, 0, 2) // 1.4142135623730951
 */
export function findCrossing(sign: (x: number) => number, from: number, to: number): number {
  const startsPositive = sign(from) >= 0;
  let same = from;
  let other = to;
  for (let step = 0; step < MAX_HALVINGS; step++) {
    const middle = same + (other - same) / 2;
    if (middle === same || middle === other) break;
    if (sign(middle) >= 0 === startsPositive) same = middle;
    else other = middle;
  }
  return same + (other - same) / 2;
}
