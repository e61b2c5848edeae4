import { setTimeout as sleep } from "node:timers/promises";

/** When and how often to try again. */
export interface RetryPolicy {
  /** Attempts in all, at least 1. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles with each further one. */
  readonly firstDelayMs: number;
  /** Longest pause of its own choice, milliseconds. */
  readonly maxDelayMs: number;
  /** Longest pause that the other side may ask for, milliseconds. Default 120,000. */
  readonly maxRetryAfterMs?: number;
  /** Told before each pause. */
  readonly onRetry?: (retry: Retry) => void;
  /** Number from 0 up to 1 for the jitter; `Math.random` unless given by a test. */
  readonly random?: () => number;
}

/** Another attempt that is about to be made. */
export interface Retry {
  /** Why the last one failed, without secrets. */
  readonly reason: string;
  /** Attempts so far. */
  readonly attempt: number;
  /** Milliseconds until the next one. */
  readonly pauseMs: number;
}

/** Longest pause that the other side may ask for unless a policy says otherwise, milliseconds. */
export const MAX_RETRY_AFTER_MS = 120_000;

/** A failure that is worth another attempt. */
export class TransientError extends Error {
  override readonly name = "TransientError";
  /** Milliseconds that the other side asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null = null) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Runs `fn` until it succeeds, throws something else than {@link TransientError}, or the attempts are used up.
 *
 * @param signal - Ends the waiting at once.
 * @throws The last error of `fn`.
 */
export async function withRetry<T>(
  fn: () => Promise<T>,
  policy: RetryPolicy,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fn();
    } catch (error) {
      if (!(error instanceof TransientError) || attempt >= policy.attempts) throw error;
      const pauseMs = delayMs(error, attempt, policy, (policy.random ?? Math.random)());
      policy.onRetry?.({ reason: error.message, attempt, pauseMs });
      await sleep(pauseMs, undefined, signal === undefined ? {} : { signal });
    }
  }
}

/**
 * Returns the pause before the next attempt, milliseconds: the doubled first delay, of which the upper half is random, so
 * that callers who failed together do not come back together; never shorter than what the other side asks for.
 *
 * @param attempt - Number of the attempt that failed, from 1.
 * @param random - From 0 up to 1.
 * @example delayMs(new TransientError("HTTP 503"), 3, { firstDelayMs: 200, maxDelayMs: 5000, ... }, 0.5) // 600
 */
export function delayMs(error: TransientError, attempt: number, policy: RetryPolicy, random: number): number {
  const full = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
  const own = full / 2 + (full / 2) * random;
  return Math.max(own, Math.min(error.retryAfterMs ?? 0, policy.maxRetryAfterMs ?? MAX_RETRY_AFTER_MS));
}
