import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StatusChange } from "../../../api/domain/entities/status.ts";
import { durations } from "../../../api/solvency/durations.ts";
import { type LossMoment, type PauseScope, pauseResponses } from "../../../api/solvency/response-latency.ts";

const HOUR = 3600n;
const SCOPE: PauseScope = { marketsOf: (subject) => [subject], lookback: 72n * HOUR };

/** Ordinals are times: one log a second. */
function change(timestamp: bigint, status: StatusChange["status"], subject = "0xaa"): StatusChange {
  return {
    ...{ network: "mainnet", id: `0x${timestamp}`, ordinal: timestamp, blockNumber: timestamp, logIndex: 0 },
    ...{ blockHash: "0x", transactionHash: "0x", protocol: "0x70", previous: null, reason: null },
    ...{ timestamp, status, subject },
  };
}

function loss(timestamp: bigint, market = "0xaa"): LossMoment {
  return { timestamp, ordinal: timestamp, market };
}

describe("pause responses", () => {
  // Published: rsETH, 18 April 2026, first loss 17:35 UTC, markets frozen 18:52 UTC: 77 minutes (metrics.md M-45).
  test("default", () => {
    const start = BigInt(Date.parse("2026-04-18T17:35:00Z") / 1000);
    const pause = BigInt(Date.parse("2026-04-18T18:52:00Z") / 1000);
    const [response] = pauseResponses([change(pause, "PAUSED")], [loss(start), loss(start + 60n)], SCOPE);
    expect(response).toMatchObject({ firstLossAt: start, seconds: 77n * 60n, status: "OK" });
  });

  test("behavior: only losses of what is paused, since it last became active, within the look-back", () => {
    const changes = [
      change(1_000_000n, "PAUSED"),
      change(1_000_100n, "ACTIVE"),
      change(1_000_900n, "PAUSED"),
    ];
    const losses = [
      loss(1_000_000n - 72n * HOUR - 1n),
      loss(999_990n),
      loss(1_000_050n),
      loss(1_000_200n, "0xbb"),
      loss(1_000_300n),
      loss(1_000_901n),
    ];
    expect(pauseResponses(changes, losses, SCOPE).map(({ seconds }) => seconds)).toEqual([10n, 600n]);
  });

  test("behavior: a pause without a loss answers none, and a repeated one is none", () => {
    const changes = [change(10n, "PAUSED"), change(20n, "PAUSED"), change(30n, "PAUSED", "0xbb")];
    expect(pauseResponses(changes, [loss(15n)], SCOPE)).toMatchObject([
      { seconds: null, firstLossAt: null, status: "NOT_APPLICABLE" },
      { seconds: null, status: "NOT_APPLICABLE" },
    ]);
  });

  test("behavior: a backstop without a market answers for all markets", () => {
    const scope = { ...SCOPE, marketsOf: () => null };
    const [response] = pauseResponses([change(50n, "PAUSED", "0xf0")], [loss(20n, "0xcc")], scope);
    expect(response?.seconds).toBe(30n);
  });

  test("behavior: a latency is never negative nor above the look-back, and an earlier loss makes it no shorter", () => {
    const times = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(times, fc.bigInt({ min: 0n, max: 1_000_000n }), times, (pauses, extra, losses) => {
        const order = (a: bigint, b: bigint) => Number(a - b);
        const changes = [...new Set(pauses)]
          .sort(order)
          .map((at, i) => change(at, i % 2 === 0 ? "PAUSED" : "ACTIVE"));
        const moments = (all: readonly bigint[]) => [...all].sort(order).map((at) => loss(at));
        const fewer = pauseResponses(changes, moments(losses), SCOPE);
        const more = pauseResponses(changes, moments([...losses, extra]), SCOPE);
        for (const [i, { seconds }] of fewer.entries()) {
          const longer = more[i]?.seconds ?? null;
          if (seconds === null) continue;
          expect(seconds > 0n && seconds <= SCOPE.lookback).toBe(true);
          expect(longer !== null && longer >= seconds).toBe(true);
        }
      }),
    );
  });
});

describe("durations", () => {
  // By hand, Hyndman-Fan type 7 of 1..20: median 10.5; 95 %: position 19 × 0.95 + 1 = 19.05, so 19.05.
  test("default", () => {
    const seconds = Array.from({ length: 20 }, (_, i) => BigInt(i + 1));
    expect(durations(seconds)).toMatchObject({
      count: 20,
      median: { value: 10.5, n: 20, status: "OK" },
      quantile95: { value: 19.05, n: 20, status: "OK" },
      longest: 20n,
    });
  });

  test("behavior: no quantile beyond which no duration would lie", () => {
    const few = durations([7n]);
    expect(few).toMatchObject({ count: 1, longest: 7n });
    expect([few.median.status, few.quantile95.status]).toEqual(["INSUFFICIENT_DATA", "INSUFFICIENT_DATA"]);
    const none = durations([]);
    expect(none).toMatchObject({ longest: null, median: { value: null, status: "NO_DATA" } });
  });
});
