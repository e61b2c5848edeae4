import { InvalidRequestError } from "../domain/errors.ts";
import { requireFinite } from "./require-finite.ts";

/** A covariance matrix that can be inverted, and what it is made of. */
export type ShrunkCovariance = {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** Part that the scaled identity has in it, in [0, 1]. */
  readonly shrinkage: number;
};

/**
 * Estimates a covariance matrix by shrinking that of the sample (divisor n) towards the identity times the mean variance, as far as
 * makes the expected error smallest: d² = ‖S − mI‖², b² = n⁻² Σ‖x_k x_k' − S‖² at most d², Σ = (b²/d²)mI + (1 − b²/d²)S.
 *
 * @param rows - Observations of one length, at least two.
 * @returns In the units of the columns multiplied.
 * @throws {InvalidRequestError} when there are fewer than two rows, their lengths differ or a value is not finite.
 * @see Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices, J. Multivar. Anal. 88 (2004)
 */
export function ledoitWolf(rows: readonly (readonly number[])[]): ShrunkCovariance {
  const size = rows[0]?.length ?? 0;
  for (const row of rows) requireFinite(row, "an observation");
  if (rows.length < 2 || size === 0 || rows.some((row) => row.length !== size)) {
    throw new InvalidRequestError("Expected at least two observations of one length.");
  }
  const n = rows.length;
  const mean = columns(size).map((j) => rows.reduce((sum, row) => sum + (row[j] as number), 0) / n);
  const centred = rows.map((row) => row.map((value, j) => value - (mean[j] as number)));
  const sample = columns(size).map((i) =>
    columns(size).map(
      (j) => centred.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0) / n,
    ),
  );
  const variance = columns(size).reduce((sum, i) => sum + (sample[i]?.[i] as number), 0) / size;
  const target = (i: number, j: number): number => (i === j ? variance : 0);
  const distance = squares(size, (i, j) => (sample[i]?.[j] as number) - target(i, j));
  const noise = centred.reduce(
    (sum, row) =>
      sum + squares(size, (i, j) => (row[i] as number) * (row[j] as number) - (sample[i]?.[j] as number)),
    0,
  );
  const shrinkage = distance === 0 ? 1 : Math.min(1, noise / n ** 2 / distance);
  const covariance = sample.map((row, i) =>
    row.map((value, j) => shrinkage * target(i, j) + (1 - shrinkage) * value),
  );
  return { mean, covariance, shrinkage };
}

function columns(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}

/** Sum of squares of a function of all places of a square matrix. */
function squares(size: number, valueAt: (i: number, j: number) => number): number {
  return columns(size).reduce(
    (sum, i) => sum + columns(size).reduce((row, j) => row + valueAt(i, j) ** 2, 0),
    0,
  );
}
