import type { MetricDefinition } from "../../domain/metric-definition.ts";

/** Definition of reverse stress. */
export const REVERSE_STRESS: MetricDefinition = {
  id: "reverse-stress",
  title: "Reverse stress: the smallest shock that breaks the backstop",
  formula:
    "several factors: min √(z'Σ⁻¹z) over log returns z with L(z) > R(z); historical: min c > 0 with L(c v) > R(c v) over h-day vectors v; " +
    "run: min share w of the withdrawable capital with L > R(w); impairment: smallest set of collaterals whose price is 0 with L > R",
  unit: "standard deviations of the joint return; a factor; a share; a set of assets",
  edgeCases: [
    "Nothing breaks within the largest distance, factor or set: null, NOT_APPLICABLE, and the bound of the search is told.",
    "The search over directions is not a proof: the distance found is an upper bound of the true smallest distance, the scenario itself is exact.",
    "P(χ²_d ≥ distance²) bounds the probability only if the distance is the smallest and returns are normal with this covariance: heavier tails exceed it. It is called a bound.",
    "Covariances that are not positive definite, or fewer vectors than twice the factors: INSUFFICIENT_DATA or MODEL_DOMAIN.",
    "The return period of the distance counts windows one by one: moves that come in clusters make it longer between clusters. Fewer than 30 windows in the farthest tenth: INSUFFICIENT_DATA.",
    "A book that is broken without any shock: distance 0, factor 0, share 0, the empty set.",
  ],
  sources: [
    "metrics.md 4.6",
    "Breuer, Jandačka, Rheinberger, Summer, How to find plausible, severe and useful stress scenarios, IJCB 5 (2009)",
    "CPMI-IOSCO, Resilience of central counterparties (2017): reverse stress tests",
  ],
  since: "1.2.0",
};
