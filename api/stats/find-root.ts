const MOST_STEPS = 200;
/** Part of the bracket's first width to which a root near 0 is found. */
const ABSOLUTE = 2 ** -62;

/**
 * Finds where a continuous function changes sign, by inverse quadratic interpolation where that is safe and bisection elsewhere; to about
 * the last two digits, or 2⁻⁶² of the bracket. Takes about ten evaluations where {@link findCrossing} takes fifty, which needs no more than the sign.
 *
 * @param f - Positive at one end and negative at the other; may be infinite, never NaN.
 * @param from - Finite end of the bracket; may lie on either side of `to`.
 * @param to - Finite other end.
 * @returns A point of the bracket.
 * @see Chandrupatla, A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function, Adv. Eng. Software 28 (1997)
 * @example findRoot((x) => x * x - 2, 0, 2) // 1.4142135623730951
 */
export function findRoot(f: (x: number) => number, from: number, to: number): number {
  let [near, far] = [
    { x: to, y: f(to) },
    { x: from, y: f(from) },
  ];
  const smallest = ABSOLUTE * Math.abs(to - from);
  let part = 0.5;
  for (let step = 0; step < MOST_STEPS; step++) {
    const x = near.x + part * (far.x - near.x);
    const next = { x, y: f(x) };
    const isSameSide = Math.sign(next.y) === Math.sign(near.y);
    const old = isSameSide ? near : far;
    if (!isSameSide) far = near;
    near = next;
    const best = Math.abs(far.y) < Math.abs(near.y) ? far : near;
    const least = (2 * Number.EPSILON * Math.abs(best.x) + smallest) / Math.abs(far.x - near.x);
    if (best.y === 0 || !(least <= 0.5)) return best.x;
    part = Math.min(1 - least, Math.max(least, interpolated(near, far, old)));
  }
  return near.x;
}

type Point = { readonly x: number; readonly y: number };

/** Part of the way from the near to the far end at which a parabola through three points has its zero; a half where it may mislead. */
function interpolated(near: Point, far: Point, old: Point): number {
  const place = (near.x - far.x) / (old.x - far.x);
  const height = (near.y - far.y) / (old.y - far.y);
  if (!(height ** 2 < place && (1 - height) ** 2 < 1 - place)) return 0.5;
  return (
    (near.y / (far.y - near.y)) * (old.y / (far.y - old.y)) +
    ((old.x - near.x) / (far.x - near.x)) * (near.y / (old.y - near.y)) * (far.y / (old.y - far.y))
  );
}
