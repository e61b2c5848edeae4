import type { MetricDefinition } from "../../domain/metric-definition.ts";

/** Definition of stress episodes. */
export const STRESS_EPISODES: MetricDefinition = {
  id: "stress-episodes",
  title: "Stress episodes",
  formula:
    "onset: a trigger's condition holds for 2 consecutive 5-minute buckets (pegs and utilisation: 30 minutes), and stays on above 80 % of its threshold; " +
    "start: last best bucket of the 72 hours before; trough: worst bucket of the series from start to end; " +
    "end: first bucket after the last with a condition on, once 24 quiet hours have passed; " +
    "recovery: first bucket t > trough, t ≥ onset from which on x ≥ x_start − 0.1·(x_start − x_trough) for 24 hours; " +
    "episodes of one series less than 24 hours apart are one",
  unit: "times; values of each series in its own unit",
  edgeCases: [
    "A bucket without a value is neither on nor quiet: nothing is filled in.",
    "Not recovered at the block: recovery and timeToRecover are null, right-censored.",
    "Quantiles need 90 days of values; before that their conditions are not judged.",
    "A trigger for which a protocol has no data is in notEvaluated with the reason.",
    "An episode's facts are its whole protocol's from start to end: sums over episodes that overlap count twice.",
  ],
  sources: [
    "metrics.md 4.3",
    "Pagan and Sossounov, Journal of Applied Econometrics 18 (2003), for dating by turning points",
    "Holló, Kremer and Lo Duca, ECB Working Paper 1426 (2012), for the composite index",
  ],
  since: "1.2.0",
};
