/** Where a search ended. */
export type Minimum = {
  readonly at: readonly number[];
  readonly value: number;
  /** Whether the simplex shrank below the tolerance before the steps ran out. */
  readonly converged: boolean;
};

/** How a search is made. */
export type SimplexSettings = {
  readonly start: readonly number[];
  /** Length of the first simplex' sides, one for each coordinate; not 0. */
  readonly steps: readonly number[];
  /** Most steps; 200 for each coordinate unless told. */
  readonly mostSteps?: number;
  /** Difference of the values and of the places at which the search ends, relative to the steps; 1e-10 unless told. */
  readonly tolerance?: number;
};

type Vertex = { at: number[]; value: number };

/**
 * Searches a minimum without derivatives by the downhill simplex of Nelder and Mead, with the standard coefficients 1, 2, 1/2, 1/2.
 * Deterministic; it finds a local minimum, so give it a good start.
 *
 * @param objective - `Infinity` where it is not defined, never NaN; finite at the start.
 * @see Nelder and Mead, A Simplex Method for Function Minimization, Computer J. 7 (1965)
 * @example nelderMead(([x = 0]) => (x - 3) ** 2, { start: [0], steps: [1] }).at // close to [3]
 */
export function nelderMead(objective: (at: readonly number[]) => number, settings: SimplexSettings): Minimum {
  const { start, steps, mostSteps = 200 * start.length, tolerance = 1e-10 } = settings;
  const vertex = (at: number[]): Vertex => ({ at, value: objective(at) });
  const simplex = [vertex([...start])];
  for (let i = 0; i < start.length; i++) {
    simplex.push(vertex(start.map((x, j) => (i === j ? x + (steps[i] as number) : x))));
  }
  let converged = false;
  for (let step = 0; step < mostSteps && !converged; step++) {
    simplex.sort((one, other) => one.value - other.value);
    moveWorst(simplex, vertex);
    converged = isSmall(simplex, steps, tolerance);
  }
  simplex.sort((one, other) => one.value - other.value);
  const { at, value } = simplex[0] as Vertex;
  return { at, value, converged };
}

/** Replaces the worst vertex of a sorted simplex, or draws all to the best. */
function moveWorst(simplex: Vertex[], vertex: (at: number[]) => Vertex): void {
  const worst = simplex[simplex.length - 1] as Vertex;
  const second = simplex[simplex.length - 2] as Vertex;
  const best = simplex[0] as Vertex;
  const centre = centreOf(simplex);
  const along = (factor: number) => vertex(centre.map((x, i) => x + factor * (x - (worst.at[i] as number))));
  const reflected = along(1);
  let next = reflected;
  if (reflected.value < best.value) {
    const expanded = along(2);
    if (expanded.value < reflected.value) next = expanded;
  } else if (reflected.value >= second.value) {
    next = along(reflected.value < worst.value ? 0.5 : -0.5);
    if (next.value > Math.min(reflected.value, worst.value)) {
      shrink(simplex, vertex);
      return;
    }
  }
  simplex[simplex.length - 1] = next;
}

/** Middle of all vertices but the last. */
function centreOf(simplex: readonly Vertex[]): number[] {
  const kept = simplex.slice(0, -1);
  return (kept[0] as Vertex).at.map(
    (_, i) => kept.reduce((sum, { at }) => sum + (at[i] as number), 0) / kept.length,
  );
}

function shrink(simplex: Vertex[], vertex: (at: number[]) => Vertex): void {
  const best = (simplex[0] as Vertex).at;
  for (let i = 1; i < simplex.length; i++) {
    const { at } = simplex[i] as Vertex;
    simplex[i] = vertex(at.map((x, j) => 0.5 * (x + (best[j] as number))));
  }
}

function isSmall(simplex: readonly Vertex[], steps: readonly number[], tolerance: number): boolean {
  const best = simplex[0] as Vertex;
  return simplex.every(
    ({ at, value }) =>
      value - best.value <= tolerance * (Math.abs(best.value) + tolerance) &&
      at.every(
        (x, i) => Math.abs(x - (best.at[i] as number)) <= tolerance ** 0.5 * Math.abs(steps[i] as number),
      ),
  );
}
