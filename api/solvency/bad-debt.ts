import type { MetricDefinition } from "../domain/metric-definition.ts";

/** Definition of the realised bad debt metric. */
export const BAD_DEBT: MetricDefinition = {
  id: "bad-debt",
  title: "Realised bad debt and its lifecycle",
  formula:
    "open = Σ created − Σ covered − Σ socialised − Σ writtenOff, per market and asset; payments clear the oldest debt first",
  unit: "smallest unit of the asset; ages in seconds",
  edgeCases: [
    "residual = open of the ledger − the formula; anything but zero is a defect of the ledger and is shown, not hidden.",
    "No open debt: oldestOpenSince and oldestOpenAgeSeconds are null.",
    "Debt that exists only in positions (collateral below debt, not yet liquidated) is latent and not counted here.",
  ],
  sources: [
    "Risk DAO, bad debt dashboard: realised debt is counted when the protocol books it",
    "Aave v3.3 features: deficit of a reserve, DeficitCreated and DeficitCovered",
  ],
  since: "1.0.0",
};

/** A change that created debt. */
export type DebtCreation = {
  /** Applied part, smallest unit of the asset. */
  readonly amount: bigint;
  /** Seconds since 1970-01-01 UTC. */
  readonly timestamp: bigint;
};

/** Sums of one span of changes and the open amount at its end. */
export type BadDebtPoint = {
  /** Start of the UTC day, seconds since 1970-01-01 UTC. */
  readonly from: bigint;
  readonly created: bigint;
  readonly covered: bigint;
  readonly socialised: bigint;
  readonly writtenOff: bigint;
  readonly openAtEnd: bigint;
  readonly pendingAtEnd: bigint;
};

/** The lifecycle of one market's bad debt in one asset. */
export type BadDebt = {
  readonly created: bigint;
  readonly covered: bigint;
  readonly socialised: bigint;
  readonly writtenOff: bigint;
  /** After the last change, as the ledger says. */
  readonly open: bigint;
  /** Part of `open` that is promised or queued. */
  readonly pending: bigint;
  /** open − (created − covered − socialised − writtenOff): zero unless the ledger is wrong. */
  readonly residual: bigint;
  /** When the oldest debt that is still open was created, payments clearing the oldest first; null when none is open. */
  readonly oldestOpenSince: bigint | null;
  /** One point for each UTC day with a change. */
  readonly timeline: readonly BadDebtPoint[];
};

/** The day on which the oldest debt that is still open was created. */
export type OldestOpenDay = {
  /** Start of the UTC day, seconds since 1970-01-01 UTC. */
  readonly from: bigint;
  /** What payments clear of the debt created on that day, the oldest first. */
  readonly paid: bigint;
};

/**
 * Follows the bad debt of one market and asset through its days.
 *
 * @param timeline - Every day with a change of one deficit, in order.
 * @param oldestOpenSince - As {@link oldestOpenSince} finds it.
 * @see BAD_DEBT
 */
export function badDebt(timeline: readonly BadDebtPoint[], oldestOpenSince: bigint | null): BadDebt {
  const sum = (termOf: (day: BadDebtPoint) => bigint) =>
    timeline.reduce((total, day) => total + termOf(day), 0n);
  const sums = {
    created: sum((day) => day.created),
    covered: sum((day) => day.covered),
    socialised: sum((day) => day.socialised),
    writtenOff: sum((day) => day.writtenOff),
  };
  const last = timeline.at(-1);
  const open = last?.openAtEnd ?? 0n;
  return {
    ...sums,
    open,
    pending: last?.pendingAtEnd ?? 0n,
    residual: open - (sums.created - sums.covered - sums.socialised - sums.writtenOff),
    oldestOpenSince,
    timeline,
  };
}

/**
 * Finds the day on which the oldest debt that is still open was created, payments clearing the oldest first.
 *
 * @param timeline - Every day with a change of one deficit, in order.
 * @returns null when no debt is open.
 */
export function oldestOpenDay(timeline: readonly BadDebtPoint[]): OldestOpenDay | null {
  let unspent = timeline.reduce((sum, day) => sum + day.covered + day.socialised + day.writtenOff, 0n);
  for (const { from, created } of timeline) {
    if (created > unspent) return { from, paid: unspent };
    unspent -= created;
  }
  return null;
}

/**
 * Finds when the oldest debt that is still open was created.
 *
 * @param creations - All creations of the day that {@link oldestOpenDay} names, in order.
 * @param paid - What payments clear of them.
 * @returns seconds since 1970-01-01 UTC; null when all is paid.
 */
export function oldestOpenSince(creations: readonly DebtCreation[], paid: bigint): bigint | null {
  let created = 0n;
  for (const { amount, timestamp } of creations) {
    created += amount;
    if (created > paid) return timestamp;
  }
  return null;
}
