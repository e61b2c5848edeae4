/** What an episode's scope series shows, in the order of metrics.md 4.3, 2 (a) to (h). */
export const TRIGGERS = [
  "PRICE",
  "DEPEG",
  "LIQUIDATION_INTENSITY",
  "BAD_DEBT",
  "RUN",
  "ORACLE",
  "COLLATERAL_IMPAIRMENT",
  "COMPOSITE",
] as const;

/** One of {@link TRIGGERS}. */
export type Trigger = (typeof TRIGGERS)[number];

/** A single test that can make an onset. */
export type ConditionId =
  | "RETURN_BELOW_LIMIT"
  | "RETURN_BELOW_QUANTILE"
  | "OFF_PEG"
  | "LIQUIDATIONS_ABOVE_NORMAL"
  | "BAD_DEBT_CREATED"
  | "LOSS_EVENT"
  | "NET_OUTFLOW"
  | "UTILISATION"
  | "ORACLE_AGE"
  | "IMPAIRED"
  | "STRESS_INDEX";

/** How a condition is read. */
export type ConditionRule = {
  readonly id: ConditionId;
  /** Whether a measure equal to the threshold is on. */
  readonly isInclusive: boolean;
  /** Buckets in a row that it must hold. */
  readonly buckets: number;
};
