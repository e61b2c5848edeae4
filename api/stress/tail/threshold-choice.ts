import { rational } from "../../domain/rational.ts";
import { gpdFit } from "../../stats/gpd-fit.ts";
import { type GpdGoodnessOfFit, gpdGoodnessOfFit } from "../../stats/gpd-goodness-of-fit.ts";
import { MINIMUM_EXCEEDANCES } from "../../stats/peaks-over-threshold.ts";
import { sampleQuantile } from "../../stats/sample-quantile.ts";
import { seededRandom } from "../../stats/seeded-random.ts";

/** A threshold that was tried. */
export type TriedThreshold = {
  /** Unit of the losses. */
  readonly threshold: number;
  /** Null where nothing could be fitted, or a lower threshold was good enough. */
  readonly goodnessOfFit: GpdGoodnessOfFit | null;
};

/** Which threshold a tail begins at. */
export type ThresholdChoice = {
  /** Null when no threshold has enough exceedances. */
  readonly threshold: number | null;
  /** True when the excesses over it look generalised Pareto: p > 0.1. Null when the threshold was given, or there is none. */
  readonly isGood: boolean | null;
  /** Every threshold of the grid, ascending. */
  readonly tried: readonly TriedThreshold[];
};

/** Quantiles of the grid in thousandths. */
const GRID = [850n, 875n, 900n, 925n, 950n, 975n, 990n, 995n];
/** In larger samples of excesses the test finds every small misfit, and takes long. */
const MOST_EXCEEDANCES = 1000;
const SIGNIFICANCE = 0.1;
const RESAMPLES = 199;
/** More of 200 than the significance allows: from here on the threshold is good. */
const ENOUGH = 21;

/**
 * Chooses the smallest of the quantiles from 85 % to 97.5 % (99 % and 99.5 % besides) over which the excesses pass the Anderson-Darling
 * test at 0.1; the one with the largest p-value when none passes. Thresholds with fewer than 30 or more than 1000 exceedances are not tried.
 *
 * @see Bader, Yan and Zhang, Automated threshold selection for extreme value analysis via ordered goodness-of-fit tests, Ann. Appl. Stat. 12 (2018)
 */
export function chooseThreshold(losses: readonly number[], seed: bigint): ThresholdChoice {
  if (losses.length === 0) return { threshold: null, isGood: null, tried: [] };
  const ascending = Float64Array.from(losses).sort();
  const grid = GRID.map((part) => sampleQuantile(ascending, rational(part, 1000n)));
  const tried: TriedThreshold[] = [];
  let best: { readonly threshold: number; readonly pValue: number } | null = null;
  for (const threshold of grid) {
    const isDone: boolean = best !== null && best.pValue > SIGNIFICANCE;
    const goodnessOfFit: GpdGoodnessOfFit | null = isDone ? null : goodnessOver(losses, threshold, seed);
    tried.push({ threshold, goodnessOfFit });
    if (goodnessOfFit === null || goodnessOfFit.pValue <= (best?.pValue ?? 0)) continue;
    best = { threshold, pValue: goodnessOfFit.pValue };
  }
  if (best === null) return { threshold: null, isGood: null, tried };
  return { threshold: best.threshold, isGood: best.pValue > SIGNIFICANCE, tried };
}

function goodnessOver(losses: readonly number[], threshold: number, seed: bigint): GpdGoodnessOfFit | null {
  const excesses = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
  if (excesses.length < MINIMUM_EXCEEDANCES || excesses.length > MOST_EXCEEDANCES) return null;
  const fit = gpdFit(excesses);
  if (fit === null) return null;
  return gpdGoodnessOfFit(excesses, fit, {
    random: seededRandom(seed),
    resamples: RESAMPLES,
    enough: ENOUGH,
  });
}
