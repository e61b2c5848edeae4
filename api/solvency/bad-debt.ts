import type { DeficitAction } from "../domain/entities/deficit.ts";
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
};

/** What the metric reads of one change, in order. */
export type BadDebtChange = {
  readonly action: DeficitAction;
  /** Applied part, smallest unit of the asset. */
  readonly amount: bigint;
  readonly openAfter: bigint;
  readonly pendingAfter: bigint;
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

const SECONDS_PER_DAY = 86_400n;
const SUMMED = {
  CREATED: "created",
  COVERED: "covered",
  SOCIALISED: "socialised",
  WRITTEN_OFF: "writtenOff",
} as const;
type Summed = (typeof SUMMED)[keyof typeof SUMMED];

/**
 * Follows the bad debt of one market and asset through its changes.
 *
 * @param changes - All changes of one deficit in ledger order.
 * @see BAD_DEBT
 */
export function badDebt(changes: readonly BadDebtChange[]): BadDebt {
  const sums = sumByAction(changes);
  const last = changes.at(-1);
  const open = last?.openAfter ?? 0n;
  return {
    ...sums,
    open,
    pending: last?.pendingAfter ?? 0n,
    residual: open - (sums.created - sums.covered - sums.socialised - sums.writtenOff),
    oldestOpenSince: oldestOpenSince(changes, sums),
    timeline: timelineOf(changes),
  };
}

function summedField(action: DeficitAction): Summed | null {
  return action === "PENDING" || action === "UNPENDING" ? null : SUMMED[action];
}

function sumByAction(changes: readonly BadDebtChange[]): Record<Summed, bigint> {
  const sums = { created: 0n, covered: 0n, socialised: 0n, writtenOff: 0n };
  for (const { action, amount } of changes) {
    const field = summedField(action);
    if (field !== null) sums[field] += amount;
  }
  return sums;
}

function oldestOpenSince(changes: readonly BadDebtChange[], sums: Record<Summed, bigint>): bigint | null {
  const paid = sums.covered + sums.socialised + sums.writtenOff;
  let created = 0n;
  for (const change of changes) {
    if (change.action === "CREATED") created += change.amount;
    if (created > paid) return change.timestamp;
  }
  return null;
}

function timelineOf(changes: readonly BadDebtChange[]): BadDebtPoint[] {
  const days = new Map<bigint, BadDebtChange[]>();
  for (const change of changes) {
    const from = change.timestamp - (change.timestamp % SECONDS_PER_DAY);
    const day = days.get(from);
    if (day === undefined) days.set(from, [change]);
    else day.push(change);
  }
  return [...days].map(([from, day]) => {
    const last = day.at(-1);
    return {
      from,
      ...sumByAction(day),
      openAtEnd: last?.openAfter ?? 0n,
      pendingAtEnd: last?.pendingAfter ?? 0n,
    };
  });
}
