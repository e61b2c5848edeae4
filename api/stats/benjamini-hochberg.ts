import { InvalidRequestError } from "../domain/errors.ts";

/**
 * Returns for each of many tests the smallest false-discovery rate at which it would be called a discovery: q_(i) = min_{j≥i} p_(j) m/j.
 *
 * @param pValues - In [0, 1], in any order.
 * @returns In the same order, in [0, 1], never below the p-value.
 * @throws {InvalidRequestError} when a p-value is not in [0, 1].
 * @see Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57 (1995)
 * @example benjaminiHochberg([0.01, 0.04]) // [0.02, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new InvalidRequestError(`Expected p-values in [0, 1], got ${wrong}.`);
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[b] as number) - (pValues[a] as number));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  order.forEach((index, place) => {
    least = Math.min(least, (pValues[index] as number) * (pValues.length / (pValues.length - place)));
    adjusted[index] = least;
  });
  return adjusted;
}
