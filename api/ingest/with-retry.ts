import { setTimeout as sleep } from "node:timers/promises";

/** When and how often to try again. */
export interface RetryPolicy {
  /** Attempts in all, at least 1. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles with each further one. */
  readonly firstDelayMs: number;
  /** Longest pause, milliseconds. */
  readonly maxDelayMs: number;
}

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
      await sleep(delayMs(error, attempt, policy), undefined, signal === undefined ? {} : { signal });
    }
  }
}

function delayMs(error: TransientError, attempt: number, policy: RetryPolicy): number {
  const own = policy.firstDelayMs * 2 ** (attempt - 1);
  return Math.min(Math.max(own, error.retryAfterMs ?? 0), policy.maxDelayMs);
}
