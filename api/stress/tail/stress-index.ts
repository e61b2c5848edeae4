import type { MetricDefinition } from "../../domain/metric-definition.ts";

/** Definition of the composite stress index. */
export const STRESS_INDEX: MetricDefinition = {
  id: "stress-index",
  title: "Composite stress index of a protocol",
  formula:
    "z_i,t = (#{s ≤ t: x_s < x_t} + ½#{s ≤ t: x_s = x_t})/#{s ≤ t}; index = (w∘z)'C(w∘z), Σw = 1, C the correlations of z − ½ by exponential weights λ, " +
    "variances starting at 1/12 and covariances at 0",
  unit: "none, in [0, 1]: near 1 only when all indicators are at their worst so far and have moved together",
  edgeCases: [
    "An indicator counts from its burn-in on; what does not count leaves its weight to the others.",
    "Less than `coverage` of the weights present: no index.",
    "Indicators without any value count for nothing, and `coverage` shows it.",
    "A constant indicator stays at ½: it neither alarms nor calms.",
    "Ranks look back to the start of the window: another start gives other ranks.",
  ],
  sources: [
    "metrics.md M-22",
    "Holló, Kremer and Lo Duca, CISS - a composite indicator of systemic stress, ECB Working Paper 1426 (2012)",
  ],
  since: "1.2.0",
};
