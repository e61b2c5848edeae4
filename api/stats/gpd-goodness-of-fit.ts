import { type GpdFit, gpdFit } from "./gpd-fit.ts";
import type { Random } from "./seeded-random.ts";

/** How well a generalised Pareto distribution describes the excesses it was fitted to. */
export type GpdGoodnessOfFit = {
  /** A², no unit; larger is worse, the tail weighs most. */
  readonly statistic: number;
  /** Share of samples of the fitted distribution, fitted anew, that are worse; (worse + 1)/(fitted + 1), or worse/fitted when it ended early. */
  readonly pValue: number;
};

/**
 * Tests a fit by Anderson and Darling's A² = −k − k⁻¹ Σ(2i − 1)(ln F(y_(i)) + ln(1 − F(y_(k+1−i)))), with a p-value from a
 * parametric bootstrap, which allows for the parameters being fitted. A threshold is high enough where p > 0.1.
 *
 * @param excesses - Excesses over the threshold, > 0.
 * @param fit - Their fit.
 * @param resampling - Seeded generator and number of samples, 200 or more; with `enough` it ends as soon as that many were worse, which
 *   leaves the p-value right and large ones coarse.
 * @see Besag, Clifford, Sequential Monte Carlo p-values, Biometrika 78 (1991)
 * @see Stute, González Manteiga, Presedo Quindimil, Bootstrap based goodness-of-fit-tests, Metrika 40 (1993)
 * @see Choulakian, Stephens, Goodness-of-fit tests for the generalized Pareto distribution, Technometrics 43 (2001)
 */
export function gpdGoodnessOfFit(
  excesses: readonly number[],
  fit: GpdFit,
  {
    random,
    resamples,
    enough = Infinity,
  }: { readonly random: Random; readonly resamples: number; readonly enough?: number },
): GpdGoodnessOfFit {
  const statistic = andersonDarling(excesses, fit);
  let [worse, fitted] = [0, 0];
  for (let i = 0; i < resamples; i++) {
    const sample = excesses.map(() => draw(fit, random));
    const other = gpdFit(sample);
    if (other === null) continue;
    fitted += 1;
    if (andersonDarling(sample, other) >= statistic) worse += 1;
    if (worse >= enough) return { statistic, pValue: worse / fitted };
  }
  return { statistic, pValue: (worse + 1) / (fitted + 1) };
}

/** ln(1 − F(y)); the excess lies inside the support of its own fit. */
function logSurvival(excess: number, { shape, scale }: GpdFit): number {
  return shape === 0 ? -excess / scale : -Math.log1p((shape * excess) / scale) / shape;
}

function andersonDarling(excesses: readonly number[], fit: GpdFit): number {
  const ascending = Float64Array.from(excesses).sort();
  const logSurvivals = ascending.map((excess) => logSurvival(excess, fit));
  const count = ascending.length;
  let sum = 0;
  logSurvivals.forEach((value, i) => {
    const logBelow = Math.log(-Math.expm1(value));
    sum += (2 * i + 1) * (logBelow + (logSurvivals[count - 1 - i] as number));
  });
  return -count - sum / count;
}

/** An excess by inversion; never zero. */
function draw({ shape, scale }: GpdFit, random: Random): number {
  const depth = -Math.log1p(-random.nextUniform()) || Number.EPSILON;
  return shape === 0 ? scale * depth : (scale * Math.expm1(shape * depth)) / shape;
}
