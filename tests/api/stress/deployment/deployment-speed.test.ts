import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deploymentSpeed } from "../../../../api/stress/deployment/deployment-speed.ts";
import { type NeedChange, needsOf, waits } from "../../../../api/stress/deployment/needs.ts";
import { peakDeployments } from "../../../../api/stress/deployment/peak-deployment.ts";
import { timesToEvent } from "../../../../api/stress/time-to-event.ts";

type Step = readonly [seconds: number, action: NeedChange["action"], amount: number, openAfter: number];

function change([seconds, action, amount, openAfter]: Step, deficit = "0xdd"): NeedChange {
  return {
    ...{ deficit, market: "0xaa", asset: "0xdc", action, excess: 0n },
    ...{ amount: BigInt(amount), openAfter: BigInt(openAfter), timestamp: BigInt(seconds) },
  };
}

function changes(...steps: Step[]): NeedChange[] {
  return steps.map((step) => change(step));
}

describe("needs", () => {
  // By hand: opens at 10 s with 100, 100 more at 20 s; 150 are paid at 40 s (0.75 of 200), 40 more at 70 s (0.95), the rest is
  // written off at 90 s. A second one of 5 is paid in its own second.
  test("default", () => {
    const { needs, withoutNeed } = needsOf(
      changes(
        [10, "CREATED", 100, 100],
        [20, "CREATED", 100, 200],
        [30, "PENDING", 150, 200],
        [40, "COVERED", 150, 50],
        [70, "COVERED", 40, 10],
        [90, "WRITTEN_OFF", 10, 0],
        [200, "CREATED", 5, 5],
        [200, "COVERED", 5, 0],
      ),
    );
    expect(needs).toMatchObject([
      {
        ...{ breachedAt: 10n, triggeredAt: 30n, fundedAt: 40n, deployedAt: 70n, endedAt: 90n },
        ...{ needed: 200n, covered: 190n, writtenOff: 10n, socialised: 0n },
      },
      { breachedAt: 200n, triggeredAt: 200n, fundedAt: 200n, deployedAt: 200n, endedAt: 200n },
    ]);
    expect(withoutNeed).toBe(0);
  });

  test("behavior: a need that ends or stands without money is censored", () => {
    const { needs } = needsOf([
      ...changes([10, "CREATED", 100, 100], [50, "SOCIALISED", 100, 0]),
      change([30, "CREATED", 7, 7], "0xee"),
    ]);
    expect(waits(needs, ({ fundedAt }) => fundedAt, 100n)).toEqual([
      { seconds: 40n, isEvent: false },
      { seconds: 70n, isEvent: false },
    ]);
  });

  test("behavior: what was open before the window has no known breach", () => {
    const { needs } = needsOf(
      changes([10, "COVERED", 10, 90], [20, "CREATED", 10, 100], [30, "COVERED", 100, 0]),
    );
    expect(needs).toEqual([]);
  });

  test("behavior: a payment with nothing open is one without need", () => {
    const payment = { ...change([10, "COVERED", 0, 0]), excess: 5n };
    expect(needsOf([payment])).toEqual({ needs: [], withoutNeed: 1 });
  });
});

describe("peak deployment", () => {
  // By hand: 1 at 0 s, 2 at 30 s, 3 at 59 s: 6 within a minute. At 60 s the first is out: 2 + 3 + 2 = 7. At 119 s 2 + 4 = 6.
  test("default", () => {
    const payments = changes(
      [0, "COVERED", 1, 9],
      [30, "COVERED", 2, 9],
      [59, "COVERED", 3, 9],
      [60, "COVERED", 2, 9],
      [119, "COVERED", 4, 9],
    );
    expect(peakDeployments(payments)).toEqual([{ asset: "0xdc", amount: 7n, at: 60n }]);
    expect(peakDeployments(changes([1, "CREATED", 1, 1]))).toEqual([]);
  });
});

describe("times to an event", () => {
  // By hand: times 10, 20+, 30, 30, 40+. S(10) = 4/5, S(30) = 4/5 × 1/3 = 4/15: the first time at or below 1/2 is 30.
  test("default", () => {
    const watched = [
      { seconds: 10n, isEvent: true },
      { seconds: 20n, isEvent: false },
      { seconds: 30n, isEvent: true },
      { seconds: 30n, isEvent: true },
      { seconds: 40n, isEvent: false },
    ];
    const found = timesToEvent(watched);
    expect(found).toMatchObject({ subjects: 5, events: 3, censored: 2, longestWatched: 40n });
    expect(found.median).toMatchObject({ value: 30, status: "OK" });
    expect(found.quantile95).toMatchObject({ value: null, status: "INSUFFICIENT_DATA" });
    expect(found.curve.map(({ survival }) => survival)).toEqual([4 / 5, (4 / 5) * (1 / 3)]);
    expect(found.immediateShare).toMatchObject({ value: 0, n: 5 });
  });

  test("behavior: nothing watched, nothing known", () => {
    expect(timesToEvent([])).toMatchObject({
      ...{ subjects: 0, longestWatched: null, curve: [] },
      ...{ median: { value: null, status: "NO_DATA" }, immediateShare: { status: "NO_DATA" } },
    });
  });

  test("behavior: censoring never shortens the median", () => {
    const watched = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 50n }), fc.boolean()), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(watched, fc.nat(), (pairs, pick) => {
        const all = pairs.map(([seconds]) => ({ seconds, isEvent: true }));
        const some = pairs.map(([seconds], i) => ({ seconds, isEvent: i !== pick % pairs.length }));
        const [full, less] = [timesToEvent(all).median.value, timesToEvent(some).median.value];
        expect(less === null || less >= (full ?? 0)).toBe(true);
      }),
    );
  });
});

describe("speed of deployment", () => {
  test("behavior: what comes later changes nothing that was known", () => {
    const steps = fc.array(fc.tuple(fc.nat(50), fc.boolean(), fc.nat(20)), { maxLength: 25 });
    fc.assert(
      fc.property(steps, fc.nat(1000), (random, cut) => {
        let [time, open] = [0, 0];
        const all = random.map(([gap, isCreated, size]) => {
          time += gap;
          const amount = isCreated ? size : Math.min(size, open);
          open += isCreated ? amount : -amount;
          return change([time, isCreated ? "CREATED" : "COVERED", amount, open]);
        });
        const known = all.filter(({ timestamp }) => timestamp <= BigInt(cut));
        const { needs } = deploymentSpeed(known, BigInt(cut));
        const later = needsOf(all).needs.slice(0, needs.length);
        expect(needs.map(({ breachedAt }) => breachedAt)).toEqual(later.map(({ breachedAt }) => breachedAt));
        for (const [i, { fundedAt, deployedAt }] of needs.entries()) {
          if (fundedAt !== null) expect(later[i]?.fundedAt).toBe(fundedAt);
          if (deployedAt !== null) expect(later[i]?.deployedAt).toBe(deployedAt);
        }
      }),
    );
  });
});
