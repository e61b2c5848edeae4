import type { MetricDefinition } from "../../domain/metric-definition.ts";

/** Definition of what may be wrong with the prices that a protocol acts on. */
export const ORACLE_RISK: MetricDefinition = {
  id: "oracle-risk",
  title: "Oracle: age, deviation, expected hidden move and debt at mispricing",
  formula:
    "age = block time − time of the last valid price; deviation = price / median of independent feeds − 1; hidden move = σ√age; P(|r| > x) = 2Φ(−x / (σ√age)); " +
    "missed = Σ debt of positions with collateral < ratio × debt at market prices and not at the protocol's own; wrongful = the same the other way round",
  unit: "seconds, ratios and amounts exact; volatility, hidden move and probability are estimates",
  edgeCases: [
    "Everything holds at the time of the block of the answer, not of the feed's last event: a stale feed emits none.",
    "The protocol acts on the last valid price however old it is; only the independent feeds must be young enough.",
    "No heartbeat is promised or given: age / heartbeat is NOT_APPLICABLE. No independent feed with a price that holds: NO_DATA.",
    "Feeds of one protocol are not independent of each other; those that other protocols read are, even if both read the same reporters.",
    "Fewer than 30 returns: INSUFFICIENT_DATA. Normal tails are a floor: real ones are heavier.",
    "Rounds are compared one after another; a feed that starts to count anew (a new aggregator) has none missing there.",
    "Caps and floors are in no indexed log: NO_DATA unless the caller states them.",
    "A market without a known liquidation ratio, or whose accounts answer for several markets: NO_DATA. Debt in shares: PARTIAL_COVERAGE, its interest is missing.",
    "Contracts that issue their debt token count it as a dollar, at both sets of prices.",
  ],
  sources: [
    "metrics.md M-34",
    "Chainlink docs: heartbeats are per feed",
    "api/stats: realisedVolatility, normalCdf",
  ],
  since: "1.2.0",
};
