import type { Rational } from "../../domain/rational.ts";
import type { BootstrapKind } from "../../stats/bootstrap-interval.ts";
import type { Estimate } from "../../stats/estimate.ts";

/** How VaR and ES are estimated. */
export type TailMethod = "HISTORICAL" | "AGE_WEIGHTED" | "FILTERED_HISTORICAL" | "GPD_POT" | "HILL_WEISSMAN";

/** What is asked of the tail of a sample; structured-cloneable. */
export type TailQuestion = {
  /** In time order, positive = loss, finite. */
  readonly losses: readonly number[];
  /** α inside (0, 1). */
  readonly level: Rational;
  readonly method: TailMethod;
  /** u of GPD_POT in the unit of the losses; null to choose one. */
  readonly threshold: number | null;
  /** λ of AGE_WEIGHTED and FILTERED_HISTORICAL inside (0, 1). */
  readonly decay: number;
  /** Buckets that a loss spans; neighbouring losses share all but one of them. */
  readonly horizon: number;
  /** True when losses are signed changes, whose size can be divided by a volatility. */
  readonly isChange: boolean;
  /** Two-sided, inside (0, 1). */
  readonly confidence: number;
  readonly seed: bigint;
  /** Resamples of a bootstrap, at least 999; 0 for no bootstrap. */
  readonly resamples: number;
  readonly interval: BootstrapKind;
};

/** VaR and ES in the unit of the losses. */
export type TailRisk = { readonly valueAtRisk: Estimate; readonly expectedShortfall: Estimate };

/** Decays of the methods that have one, where none is asked for. */
export const DEFAULT_DECAYS: Readonly<Record<TailMethod, number>> = {
  HISTORICAL: 0.94,
  AGE_WEIGHTED: 0.99,
  FILTERED_HISTORICAL: 0.94,
  GPD_POT: 0.94,
  HILL_WEISSMAN: 0.94,
};
