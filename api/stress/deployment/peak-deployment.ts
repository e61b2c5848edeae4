import { groupsBy } from "../../domain/group-by.ts";
import type { NeedChange } from "./needs.ts";

/** The most that was paid in a minute. */
export type PeakDeployment = {
  readonly asset: string;
  /** Smallest units within {@link PEAK_SECONDS}. */
  readonly amount: bigint;
  /** Time of the last payment of that minute, seconds since 1970-01-01 UTC. */
  readonly at: bigint;
};

/** Length of the span over which the peak is taken. */
export const PEAK_SECONDS = 60n;

/**
 * Finds for each asset the largest amount that covered deficits within a minute: payments after t − 60 s and up to t, exact.
 *
 * @param changes - In the order of the ledger.
 * @returns By asset; the first of equal peaks. Assets of which nothing was paid are left out.
 */
export function peakDeployments(changes: readonly NeedChange[]): PeakDeployment[] {
  const paid = changes.filter(({ action, amount }) => action === "COVERED" && amount > 0n);
  const byAsset = groupsBy(paid, ({ asset }) => asset);
  return [...byAsset]
    .map(([asset, payments]) => peakOf(asset, payments))
    .sort((a, b) => (a.asset < b.asset ? -1 : 1));
}

function peakOf(asset: string, payments: readonly NeedChange[]): PeakDeployment {
  let peak = { asset, amount: 0n, at: 0n };
  const minute: NeedChange[] = [];
  let sum = 0n;
  for (const payment of payments) {
    minute.push(payment);
    sum += payment.amount;
    while (isBefore(minute[0], payment.timestamp - PEAK_SECONDS)) sum -= minute.shift()?.amount ?? 0n;
    if (sum > peak.amount) peak = { asset, amount: sum, at: payment.timestamp };
  }
  return peak;
}

function isBefore(payment: NeedChange | undefined, end: bigint): boolean {
  return payment !== undefined && payment.timestamp <= end;
}
