/** Inflows that come back without a loss or a new provider: what the capital earns and is paid for standing ready. */
export const RECURRING_CAUSES: readonly string[] = ["FEE", "YIELD", "PREMIUM"];

/** Outflows that pay losses. */
export const DRAWDOWN_CAUSES: readonly string[] = [
  "COVERAGE",
  "EXERCISE",
  "LIQUIDATION_LOSS",
  "PAYOUT",
  "SLASH",
];

/** Moves inside a fund, which neither fund nor drain it. */
export const INTERNAL_CAUSES: readonly string[] = ["REBALANCE"];
