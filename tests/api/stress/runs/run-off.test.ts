import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational, scaled } from "../../../../api/domain/rational.ts";
import { concentration } from "../../../../api/stress/runs/concentration.ts";
import { dueQueue } from "../../../../api/stress/runs/due-queue.ts";
import { type OutflowSpan, periodRates, runOffRate } from "../../../../api/stress/runs/outflow-rates.ts";
import { poolRunOff } from "../../../../api/stress/runs/pool-run-off.ts";
import type { RunOffScenario, RunPool } from "../../../../api/stress/runs/run-off.ts";

function span(at: number, [opening, outflow, closing]: readonly [bigint, bigint, bigint]): OutflowSpan {
  return { backstop: "0xaa", asset: "0xdc", span: BigInt(at), opening, outflow, closing };
}

const POOL: RunPool = {
  ...{ backstop: "0xaa", market: null, asset: "0xdc", decimals: 6, claims: 1000n, liquid: 500n, queued: 0n },
  ...{ due: [], cooldown: null, spans: [], hours: 0, shares: [], totalShares: null },
};

const DAY: RunOffScenario = {
  ...{ horizonSeconds: 86_400n, providers: scaled(5n, 1), lenders: scaled(5n, 1) },
  ...{ inflow: rational(0n), haircut: rational(0n) },
};

describe("outflow rates", () => {
  // By hand, oldest first: span 5 opens at 100 and loses 10; nothing in 4 and 3, so they open at 90; span 2 opens at 90, loses 45,
  // gets 5; span 1 opens at 50; span 0 opens at 50 and loses 60, which counts as all.
  test("default", () => {
    const spans = [span(5, [100n, 10n, 90n]), span(0, [50n, 60n, 0n]), span(2, [90n, 45n, 50n])];
    expect(periodRates(spans, 6, 1)).toEqual([0.1, 0, 0, 0.5, 0, 1]);
    // Two by two: (5, 4) of 100, (3, 2) of 90, (1, 0) of 50.
    expect(periodRates(spans, 6, 2)).toEqual([0.1, 0.5, 1]);
    // Four by four: only (3, 2, 1, 0); what is older sets its opening balance, 90: 105 of 90 are all of it.
    expect(periodRates(spans, 6, 4)).toEqual([1]);
  });

  test("behavior: a period without a balance at its start has no rate", () => {
    expect(periodRates([span(1, [0n, 0n, 10n])], 3, 1)).toEqual([0]);
    expect(periodRates([], 3, 1)).toEqual([]);
  });

  test("behavior: fewer than a hundred periods are too few for a percent", () => {
    const spans = [span(120, [100n, 0n, 100n])];
    expect(runOffRate(spans, 99, 1)).toMatchObject({ value: null, n: 99, status: "INSUFFICIENT_DATA" });
    expect(runOffRate(spans, 100, 1)).toMatchObject({ value: 0, n: 100, status: "OK" });
  });
});

describe("due queue", () => {
  const queue = { queued: 100n, cooldown: 60n, at: 1000n };

  // By hand: 1 of 3 shares is 33, the last takes what is left: 67. Asked at 990, due at 1,050; asked at 900, due already.
  test("default", () => {
    const requests = [
      { shares: 1n, requestedAt: 990n },
      { shares: 2n, requestedAt: 900n },
    ];
    expect(dueQueue({ ...queue, requests })).toEqual([
      { at: 50n, amount: rational(33n) },
      { at: 0n, amount: rational(67n) },
    ]);
  });

  test("behavior: a queue that is not known in full is due at once", () => {
    expect(dueQueue({ ...queue, requests: null })).toEqual([{ at: 0n, amount: rational(100n) }]);
    expect(dueQueue({ ...queue, queued: 0n, requests: null })).toEqual([]);
  });
});

describe("concentration", () => {
  // By hand: eleven equal holders have 1/11 each: HHI 1/11, the ten largest 10/11.
  test("default", () => {
    const equal = concentration(
      Array.from({ length: 11 }, () => 7n),
      77n,
    );
    expect(equal).toMatchObject({
      depositors: 11,
      top10: { value: "0.909090909090909091", status: "OK" },
      hhi: { value: "0.090909090909090909", status: "OK" },
    });
  });

  test("behavior: equal holders have the lowest index, and a single one has 1", () => {
    const share = fc.bigInt({ min: 1n, max: 10n ** 24n });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 30 }), (shares) => {
        const total = shares.reduce((sum, one) => sum + one, 0n);
        const { hhi, top10 } = concentration(shares, total);
        expect(Number(hhi.value)).toBeGreaterThanOrEqual(1 / shares.length - 1e-15);
        expect(Number(hhi.value)).toBeLessThanOrEqual(1);
        if (shares.length <= 10) expect(top10.value).toBe("1");
      }),
    );
    expect(concentration([5n], 5n).hhi.value).toBe("1");
  });
});

describe("run-off of a pool", () => {
  // By hand: half of 1,000 leaves in a day and 500 are liquid: exactly covered, and never less than nothing.
  test("default", () => {
    const { scenario, survival } = poolRunOff(POOL, DAY);
    expect(scenario).toMatchObject({ coverage: { value: "1", status: "OK" }, survivalSeconds: null });
    expect(survival).toMatchObject({ value: null, status: "NO_DATA" });
  });

  test("behavior: before a cooldown ends nothing leaves that was not asked for", () => {
    const locked = poolRunOff({ ...POOL, cooldown: 86_400n }, DAY);
    expect(locked.scenario?.coverage).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
    // By hand: cooldown of half a day, 500 leave in the other half, 250 of them are liquid: 43,200 + 21,600 s.
    const half = poolRunOff({ ...POOL, liquid: 250n, cooldown: 43_200n }, DAY);
    expect(half.scenario).toMatchObject({ coverage: { value: "0.5" }, survivalSeconds: 64_801n });
  });

  test("behavior: more liquidity never covers less, and no scale changes a ratio", () => {
    const units = fc.bigInt({ min: 1n, max: 10n ** 30n });
    const bps = fc.bigInt({ min: 0n, max: 10_000n });
    const scale = fc.integer({ min: 1, max: 18 });
    const cases = fc.record({ claims: units, liquid: units, extra: units, out: bps, cut: bps, k: scale });
    fc.assert(
      fc.property(cases, ({ claims, liquid, extra, out, cut, k }) => {
        const run = { ...DAY, providers: scaled(out, 4), haircut: scaled(cut, 4), inflow: scaled(cut, 4) };
        const pool = { ...POOL, claims, liquid };
        const poor = poolRunOff(pool, run).scenario;
        const rich = poolRunOff({ ...pool, liquid: liquid + extra }, run).scenario;
        const factor = 10n ** BigInt(k);
        const scaledPool = { ...pool, claims: claims * factor, liquid: liquid * factor };
        const scaledUp = poolRunOff(scaledPool, run).scenario;
        expect(scaledUp?.coverage.value).toBe(poor?.coverage.value);
        if (out === 0n) return;
        expect(Number(rich?.coverage.value)).toBeGreaterThanOrEqual(Number(poor?.coverage.value));
        if (rich?.survivalSeconds != null) expect(poor?.survivalSeconds).not.toBeNull();
      }),
    );
  });
});
