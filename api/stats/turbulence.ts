import { cholesky, solveTriangle } from "./cholesky.ts";
import { ledoitWolf } from "./ledoit-wolf.ts";

/**
 * Returns how unusual the last of some joint changes is: d = (y − μ)'Σ⁻¹(y − μ) with mean and covariance (shrunk by Ledoit and Wolf) of
 * those before it. About the number of series on an ordinary day; no unit.
 *
 * @param rows - Changes of several series by time, the last one to be judged; at least three.
 * @returns Null when some combination of the series never moved.
 * @throws {InvalidRequestError} when lengths differ or a value is not finite.
 * @see Kritzman and Li, Skulls, financial turbulence, and risk management, Financial Analysts J. 66 (2010)
 */
export function turbulence(rows: readonly (readonly number[])[]): number | null {
  const last = rows.at(-1) ?? [];
  const { mean, covariance } = ledoitWolf(rows.slice(0, -1));
  const factor = cholesky(covariance);
  if (factor === null) return null;
  const scaled = solveTriangle(
    factor,
    last.map((value, j) => value - (mean[j] as number)),
  );
  return scaled.reduce((sum, value) => sum + value * value, 0);
}
