/** A lower-triangular matrix by rows; each row ends at the diagonal. */
export type LowerTriangle = readonly (readonly number[])[];

/** Smallest pivot, as a part of the variance that it is left of, that counts as positive. */
const SMALLEST_PIVOT = 1e-12;

/**
 * Factors a covariance matrix: A Aᵀ = Σ with A lower triangular and a positive diagonal.
 *
 * @param matrix - Symmetric; only its lower triangle is read.
 * @returns Null when the matrix is not positive definite: some combination of the factors never moves.
 * @example cholesky([[4, 2], [2, 5]]) // [[2], [1, 2]]
 */
export function cholesky(matrix: readonly (readonly number[])[]): LowerTriangle | null {
  const rows: number[][] = [];
  for (const [i, given] of matrix.entries()) {
    const row: number[] = [];
    for (let j = 0; j < i; j++) {
      const other = rows[j] as number[];
      row.push(((given[j] as number) - product(row, other, j)) / (other[j] as number));
    }
    const variance = given[i] as number;
    const pivot = variance - product(row, row, i);
    if (!(pivot > SMALLEST_PIVOT * variance)) return null;
    row.push(Math.sqrt(pivot));
    rows.push(row);
  }
  return rows;
}

/** A y. */
export function timesTriangle(triangle: LowerTriangle, vector: readonly number[]): number[] {
  return triangle.map((row) => product(row, vector, row.length));
}

/** The y with A y = z; its length is the Mahalanobis distance of z. */
export function solveTriangle(triangle: LowerTriangle, vector: readonly number[]): number[] {
  const solution: number[] = [];
  for (const [i, row] of triangle.entries()) {
    solution.push(((vector[i] as number) - product(row, solution, i)) / (row[i] as number));
  }
  return solution;
}

function product(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
