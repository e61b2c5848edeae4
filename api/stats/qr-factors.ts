/** A matrix by its columns. */
type Columns = readonly (readonly number[])[];

/** X = QR: columns of Q are orthonormal, R is upper triangular and given by columns. */
export type QrFactors = { readonly q: Columns; readonly r: Columns };

/** A column whose part independent of the earlier ones is smaller than this share of it counts as dependent. */
const RANK_TOLERANCE = 1e-10;

/**
 * Factors a matrix into orthonormal columns and an upper triangle by the Gram-Schmidt process, applied twice for full accuracy.
 *
 * @param columns - Finite numbers, at least as many rows as columns.
 * @returns Q and R; `null` when a column is zero or a combination of earlier ones.
 * @see Giraud, Langou, Rozložník, The loss of orthogonality in the Gram-Schmidt process, Comput. Math. Appl. 50 (2005)
 */
export function qrFactors(columns: Columns): QrFactors | null {
  const q: number[][] = [];
  const r: number[][] = [];
  for (const column of columns) {
    const rest = [...column];
    const coefficients = new Array<number>(columns.length).fill(0);
    const size = norm(rest);
    for (const _ of ["once", "twice"]) removeProjections(rest, q, coefficients);
    const length = norm(rest);
    if (!(length > RANK_TOLERANCE * size)) return null;
    coefficients[q.length] = length;
    q.push(rest.map((x) => x / length));
    r.push(coefficients);
  }
  return { q, r };
}

/**
 * Solves Rb = c for an upper triangle R without zeros on its diagonal.
 *
 * @param r - Columns of R.
 * @param right - c, as long as R has columns.
 * @example solveUpper([[2, 0], [1, 4]], [4, 8]) // [1, 2]
 */
export function solveUpper(r: Columns, right: readonly number[]): number[] {
  const solution = [...right];
  for (let i = r.length - 1; i >= 0; i--) {
    const column = r[i] as readonly number[];
    const value = (solution[i] as number) / (column[i] as number);
    solution[i] = value;
    for (let row = 0; row < i; row++) (solution[row] as number) -= value * (column[row] as number);
  }
  return solution;
}

/** Euclidean length; divided by the largest size first, so that squares neither overflow nor vanish. */
function norm(values: readonly number[]): number {
  const largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(values.reduce((sum, x) => sum + (x / largest) ** 2, 0));
}

/** Takes the parts along orthonormal columns out of a column and adds them to its coefficients. */
function removeProjections(rest: number[], q: Columns, coefficients: number[]): void {
  q.forEach((unit, i) => {
    const projection = unit.reduce((sum, x, t) => sum + x * (rest[t] as number), 0);
    (coefficients[i] as number) += projection;
    for (let t = 0; t < rest.length; t++) (rest[t] as number) -= projection * (unit[t] as number);
  });
}
