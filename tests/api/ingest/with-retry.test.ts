import { describe, expect, test } from "vitest";
import { retryAfterMs } from "../../../api/ingest/retry-after.ts";
import {
  delayMs,
  type Retry,
  type RetryPolicy,
  TransientError,
  withRetry,
} from "../../../api/ingest/with-retry.ts";

const POLICY: RetryPolicy = { attempts: 5, firstDelayMs: 200, maxDelayMs: 5_000, maxRetryAfterMs: 60_000 };

describe("delayMs", () => {
  // By hand: 200 · 2^(attempt - 1), at most 5000; the lower half is fixed, the upper one times the random number.
  test.each([
    [1, 0, 100],
    [1, 0.5, 150],
    [3, 0, 400],
    [3, 0.5, 600],
    [5, 0.25, 2_000],
    [6, 0, 2_500],
    [20, 0.99, 4_975],
  ])("default: attempt %i with %d waits %i ms", (attempt, random, expected) => {
    expect(delayMs(new TransientError("HTTP 503"), attempt, POLICY, random)).toBe(expected);
  });

  test("behavior: never less than what the other side asks for, up to the longest pause allowed to it", () => {
    expect(delayMs(new TransientError("HTTP 429", 30_000), 1, POLICY, 0)).toBe(30_000);
    expect(delayMs(new TransientError("HTTP 429", 3_600_000), 1, POLICY, 0)).toBe(60_000);
    expect(delayMs(new TransientError("HTTP 429", 10), 1, POLICY, 0)).toBe(100);
  });
});

describe("retryAfterMs", () => {
  const NOW = Date.UTC(2020, 2, 12, 8, 0, 0);

  // The forms of RFC 9110, section 10.2.3: seconds, or a date of HTTP.
  test.each([
    ["120", 120_000],
    ["Thu, 12 Mar 2020 08:00:30 GMT", 30_000],
    ["Thu, 12 Mar 2020 07:59:30 GMT", null],
    ["0", null],
    ["soon", null],
    ["-5", null],
    [null, null],
  ])("default: %s", (header, expected) => {
    expect(retryAfterMs(header, NOW)).toBe(expected);
  });
});

describe("withRetry", () => {
  test("behavior: tells each pause, and throws the last error when the attempts are used up", async () => {
    const told: Retry[] = [];
    const policy = {
      attempts: 3,
      firstDelayMs: 2,
      maxDelayMs: 4,
      random: () => 0.5,
      onRetry: (r: Retry) => told.push(r),
    };
    let calls = 0;
    const failing = withRetry(async () => {
      calls += 1;
      throw new TransientError(`failure ${calls}`);
    }, policy);
    await expect(failing).rejects.toThrow("failure 3");
    expect(told).toEqual([
      { reason: "failure 1", attempt: 1, pauseMs: 1.5 },
      { reason: "failure 2", attempt: 2, pauseMs: 3 },
    ]);
  });

  test("behavior: what does not pass by waiting is thrown at once", async () => {
    let calls = 0;
    const failing = withRetry(async () => {
      calls += 1;
      throw new Error("no");
    }, POLICY);
    await expect(failing).rejects.toThrow("no");
    expect(calls).toBe(1);
  });
});
