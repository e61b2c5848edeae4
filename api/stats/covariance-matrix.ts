import { InvalidRequestError } from "../domain/errors.ts";
import { neumaierSum } from "./neumaier-sum.ts";

/**
 * Returns the covariances of several variables, divided by n − 1.
 *
 * @param rows - Observations, each a value of every variable; at least two, all finite.
 * @throws {InvalidRequestError} when there are fewer, or the rows differ in length.
 * @example covarianceMatrix([[1, 2], [3, 6]]) // [[2, 4], [4, 8]]
 */
export function covarianceMatrix(rows: readonly (readonly number[])[]): number[][] {
  const n = rows.length;
  const width = rows[0]?.length ?? 0;
  if (n < 2 || rows.some((row) => row.length !== width)) {
    throw new InvalidRequestError(`Expected at least two rows of one length, got ${n}.`);
  }
  const means = Array.from({ length: width }, (_, i) => neumaierSum(rows.map((row) => row[i] as number)) / n);
  const centred = rows.map((row) => row.map((value, i) => value - (means[i] as number)));
  return means.map((_, i) =>
    means.map(
      (__, j) => neumaierSum(centred.map((row) => (row[i] as number) * (row[j] as number))) / (n - 1),
    ),
  );
}
