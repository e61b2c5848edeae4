import type { DeficitChange } from "../../domain/entities/deficit.ts";
import { groupsBy } from "../../domain/group-by.ts";
import type { Watched } from "../time-to-event.ts";

/** What of a change of a deficit tells how a need was met. */
export type NeedChange = Pick<
  DeficitChange,
  "deficit" | "market" | "asset" | "action" | "amount" | "excess" | "openAfter" | "timestamp"
>;

/** A deficit from the block in which it opened to the one in which nothing of it was left. Times in seconds since 1970-01-01 UTC. */
export type Need = {
  readonly deficit: string;
  readonly market: string;
  readonly asset: string;
  /** t₀. */
  readonly breachedAt: bigint;
  /** t₁: money was promised or paid; null before. */
  triggeredAt: bigint | null;
  /** t₂: money was paid; null before. */
  fundedAt: bigint | null;
  /** t₃: nine tenths of what was needed so far were paid; null before. */
  deployedAt: bigint | null;
  /** Null while something is open. */
  endedAt: bigint | null;
  /** Sums of amounts in the asset's smallest unit. */
  needed: bigint;
  covered: bigint;
  /** What was paid beyond what was open. */
  excess: bigint;
  socialised: bigint;
  writtenOff: bigint;
};

/** Needs, and payments for a deficit of which nothing was open. */
export type NeedsFound = {
  /** In the order of their breach. */
  readonly needs: readonly Need[];
  /** Payments while nothing was open. */
  readonly withoutNeed: number;
};

/**
 * Folds changes of deficits into needs. A deficit that is open before its first change is left out until it is closed, because its
 * breach is not known.
 *
 * @param changes - Of all deficits, in the order of the ledger.
 */
export function needsOf(changes: readonly NeedChange[]): NeedsFound {
  const byDeficit = groupsBy(changes, ({ deficit }) => deficit);
  const needs = [...byDeficit.values()].flatMap(needsOfDeficit);
  return {
    needs: needs.sort((a, b) => Number(a.breachedAt - b.breachedAt)),
    withoutNeed: changes.filter(isWithoutNeed).length,
  };
}

function needsOfDeficit(changes: readonly NeedChange[]): Need[] {
  const needs: Need[] = [];
  let open: Need | null = null;
  for (const change of changes) {
    if (opens(change)) {
      open = newNeed(change);
      needs.push(open);
    }
    if (open !== null) apply(open, change);
    if (change.openAfter === 0n) open = null;
  }
  return needs;
}

function opens(change: NeedChange): boolean {
  return change.action === "CREATED" && change.amount > 0n && openBefore(change) === 0n;
}

function isWithoutNeed(change: NeedChange): boolean {
  return change.action === "COVERED" && change.excess > 0n && openBefore(change) === 0n;
}

/** How long each need waited for a moment; one that ended, or stands at the time given, without it is censored. */
export function waits(
  needs: readonly Need[],
  momentOf: (need: Need) => bigint | null,
  at: bigint,
): Watched[] {
  return needs.map((need) => {
    const moment = momentOf(need);
    return { seconds: (moment ?? need.endedAt ?? at) - need.breachedAt, isEvent: moment !== null };
  });
}

function openBefore({ action, amount, openAfter }: NeedChange): bigint {
  if (action === "CREATED") return openAfter - amount;
  return action === "PENDING" || action === "UNPENDING" ? openAfter : openAfter + amount;
}

function newNeed({ deficit, market, asset, timestamp }: NeedChange): Need {
  const moments = { triggeredAt: null, fundedAt: null, deployedAt: null, endedAt: null };
  const sums = { needed: 0n, covered: 0n, excess: 0n, socialised: 0n, writtenOff: 0n };
  return { deficit, market, asset, breachedAt: timestamp, ...moments, ...sums };
}

function apply(need: Need, { action, amount, excess, openAfter, timestamp }: NeedChange): void {
  if (action === "CREATED") need.needed += amount;
  if (action === "SOCIALISED") need.socialised += amount;
  if (action === "WRITTEN_OFF") need.writtenOff += amount;
  if (amount > 0n && (action === "PENDING" || action === "COVERED")) need.triggeredAt ??= timestamp;
  if (amount > 0n && action === "COVERED") {
    need.covered += amount;
    need.excess += excess;
    need.fundedAt ??= timestamp;
  }
  if (10n * need.covered >= 9n * need.needed) need.deployedAt ??= timestamp;
  if (openAfter === 0n) need.endedAt = timestamp;
}
