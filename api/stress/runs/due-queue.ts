import { rational } from "../../domain/rational.ts";
import type { OutflowPoint } from "./outflow-path.ts";

/** What one provider has asked back. */
export type QueuedShares = {
  readonly shares: bigint;
  /** Seconds since 1970-01-01 UTC. */
  readonly requestedAt: bigint;
};

/** What is queued in a pool, and what tells when it is due. */
export type Queue = {
  /** Smallest units of the asset. */
  readonly queued: bigint;
  /** Null where it is not known for all of the queue. */
  readonly requests: readonly QueuedShares[] | null;
  /** Seconds between asking and leaving; null where there is no wait. */
  readonly cooldown: bigint | null;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly at: bigint;
};

/**
 * Tells when what is queued is due: request by request at the end of its cooldown, in proportion to shares, or all at once where
 * that is not known.
 *
 * @returns Adds up to `queued` exactly; what no request's share rounds to is due with the last one.
 */
export function dueQueue({ queued, requests, cooldown, at }: Queue): OutflowPoint[] {
  if (queued === 0n) return [];
  const total = (requests ?? []).reduce((sum, { shares }) => sum + shares, 0n);
  if (requests === null || cooldown === null || total === 0n) return [{ at: 0n, amount: rational(queued) }];
  let left = queued;
  return requests.map(({ shares, requestedAt }, i) => {
    const amount = i === requests.length - 1 ? left : (queued * shares) / total;
    left -= amount;
    const wait = requestedAt + cooldown - at;
    return { at: wait > 0n ? wait : 0n, amount: rational(amount) };
  });
}
