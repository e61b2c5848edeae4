import { formatDecimal } from "./decimal-string.ts";
import { InvalidRequestError } from "./errors.ts";
import type { MetricStatus } from "./metric-status.ts";
import { partialRatio, type Ratio } from "./ratio.ts";

/** A span of time that ends at a block, cut where the ledger begins. Both ends are included. */
export type Window = {
  /** Seconds since 1970-01-01 UTC. */
  readonly from: bigint;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly to: bigint;
  /** Length that was asked for. */
  readonly askedDays: number;
  /** OK, PARTIAL_COVERAGE when the ledger begins later than asked for, NO_DATA when it holds nothing. */
  readonly status: MetricStatus;
  /** How much is covered; null when everything is. */
  readonly reason: string | null;
};

const DAY = 86_400n;
const MAX_DAYS = 3650;

/**
 * Makes the window of some days before a block.
 *
 * @param end - Time of the block, seconds since 1970-01-01 UTC.
 * @param days - 1 to 3650.
 * @param firstRecord - Time of the oldest record that the ledger holds of the subject; null when it holds none.
 * @throws {InvalidRequestError} when the days are out of range.
 * @example windowBefore(864_000n, 10, 432_000n).reason // "5 of 10 days are covered: ..."
 */
export function windowBefore(end: bigint, days: number, firstRecord: bigint | null): Window {
  if (!(Number.isInteger(days) && days >= 1 && days <= MAX_DAYS)) {
    throw new InvalidRequestError(`Expected windowDays from 1 to ${MAX_DAYS}, got ${days}.`);
  }
  const asked = end - BigInt(days) * DAY;
  const whole = { from: asked, to: end, askedDays: days, status: "OK", reason: null } as const;
  if (firstRecord === null) {
    return { ...whole, from: end, status: "NO_DATA", reason: "The ledger holds no record of it." };
  }
  if (firstRecord <= asked) return whole;
  const covered = hundredthsOfDays(end - firstRecord);
  const reason = `${covered} of ${days} days are covered: the ledger's first record is younger than the window.`;
  return { ...whole, from: firstRecord, status: "PARTIAL_COVERAGE", reason };
}

/** Returns the seconds that a window covers. */
export function windowSeconds({ from, to }: Window): bigint {
  return to - from;
}

/** Marks a ratio that holds for less than the window asked for: OK becomes PARTIAL_COVERAGE, the value stays. */
export function overWindow(ratio: Ratio, { reason }: Window): Ratio {
  return reason === null ? ratio : partialRatio(ratio, reason);
}

function hundredthsOfDays(seconds: bigint): string {
  return formatDecimal((seconds * 100n) / DAY, 2);
}
