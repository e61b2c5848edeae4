import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../../api/domain/errors.ts";
import { type BookHorizonRequest, bookHorizon } from "../../../../api/stress/reverse/book-horizon.ts";
import { firstCrossing } from "../../../../api/stress/reverse/first-crossing.ts";
import { runway } from "../../../../api/stress/reverse/runway.ts";
import { solvencyHorizon } from "../../../../api/stress/reverse/solvency-horizon.ts";
import oracle from "../../../oracles/cascade-and-reverse.json" with { type: "json" };
import { type MadeAccount, madeStressBook } from "../../../support/stress-book.ts";
import { expectRelative } from "../../stats/expect-relative.ts";

const REQUEST: BookHorizonRequest = {
  ...{ factor: 0, maxShock: 0.95, gridPoints: 64, impact: null, depth: 1, rule: "ALL_COLLATERAL" },
  ...{ runOff: 0, coCrashBeta: 0, lagMove: 0, unprofitableBelow: 0 },
};
const PRICES = { eth: 200, usd: 1, gov: 10 };
/** The four positions of metrics.md M-28. */
const FOUR: MadeAccount[] = [
  [10, 1400],
  [20, 2600],
  [15, 1725],
  [50, 5000],
].map(([eth = 0, usd = 0], at) => ({ owner: `o${at}`, collateral: { eth }, debt: { usd } }));

describe("firstCrossing", () => {
  test("behavior: the first break counts, also where the book heals later", () => {
    const isBroken = (x: number) => (x > 0.3 && x < 0.5) || x > 0.9;
    const grid = Array.from({ length: 65 }, (_, at) => at / 64);
    const found = firstCrossing(isBroken, grid);
    expect(found?.holds).toBe(0.3);
    expect(found?.breaks).toBeGreaterThan(0.3);
    expectRelative(found?.breaks ?? null, 0.3, 1e-15);
  });

  test("behavior: broken at the start, and never broken", () => {
    expect(firstCrossing(() => true, [0, 1])).toEqual({ holds: null, breaks: 0 });
    expect(firstCrossing(() => false, [0, 1])).toBeNull();
  });
});

describe("bookHorizon", () => {
  const book = madeStressBook(PRICES, FOUR, [{ holds: { usd: 178 } }]);

  for (const [at, { accounts, price, resources, horizon }] of oracle.horizons.entries()) {
    test(`behavior: exact fractions, book ${at}`, () => {
      const made = accounts.map(({ units, debt }) => ({
        owner: "o",
        collateral: { eth: units },
        debt: { usd: debt },
      }));
      const book = madeStressBook({ eth: price, usd: 1 }, made, [{ holds: { usd: resources } }]);
      const found = bookHorizon(book, { ...REQUEST, maxShock: 1 });
      expect(Math.abs(found.shock - Number(horizon))).toBeLessThan(1e-10);
      expect(found.isLowerBound).toBe(horizon === "1.0");
    });
  }

  // Price alone: bad debt at p is (1400 − 10p) + (2600 − 20p) while 115 ≤ p ≤ 130; 178 is reached at 30p = 3822, p = 127.4: a fall of 36.3 %.
  test("behavior: the price alone, by hand", () => {
    const found = bookHorizon(book, REQUEST);
    expectRelative(found.shock, 1 - 127.4 / 200, 1e-12);
    expect(found.isLowerBound).toBe(false);
    expect(found.binding.lossAdversary).toBe("price");
  });

  // metrics.md M-28: with an impact of 0.2 % a unit, a fall of 30 % ends at 127.4 with a bad debt of 178: exactly the resources.
  test("behavior: the cascade binds first, at 30 %", () => {
    const impact = { kind: "LINEAR" as const, perUnit: 0.002, most: 0.99 };
    const found = bookHorizon(book, { ...REQUEST, impact });
    expectRelative(found.shock, 0.3, 1e-9);
    expect(found.binding.lossAdversary).toBe("cascade");
  });

  // A lag of a further 10 %: (1 − s) · 0.9 = 127.4/200, s = 1 − 0.637/0.9.
  test("behavior: a late oracle", () => {
    const found = bookHorizon(book, { ...REQUEST, lagMove: 0.1 });
    expectRelative(found.shock, 1 - 0.637 / 0.9, 1e-12);
    expect(found.binding.lossAdversary).toBe("oracle-lag");
  });

  // Half of 178 is withdrawable and leaves: 178 − 0.5 · 178 = 89 = 1400 − 10p, p = 131.1, above 130, where the second account begins to lack.
  test("behavior: a run on the stake", () => {
    const stake = madeStressBook(PRICES, FOUR, [{ holds: { usd: 178 }, layer: "STAKED_FIRST_LOSS" }]);
    const found = bookHorizon(stake, { ...REQUEST, runOff: 0.5 });
    expectRelative(found.shock, 1 - 131.1 / 200, 1e-12);
    expect(found.binding.resourceAdversary).toBe("run-off");
    expect(bookHorizon(book, { ...REQUEST, runOff: 0.5 }).shock).toBe(bookHorizon(book, REQUEST).shock);
  });

  // 17.8 gov at 10 fall with β = 1: 178 (1 − s) = 4000 − 6000 (1 − s) → 1 − s = 4000/6178.
  test("behavior: the backstop's own asset crashes too", () => {
    const own = madeStressBook(PRICES, FOUR, [{ holds: { gov: 17.8 } }]);
    const found = bookHorizon(own, { ...REQUEST, coCrashBeta: 1 });
    expectRelative(found.shock, 1 - 4000 / 6178, 1e-12);
    expect(found.binding.resourceAdversary).toBe("co-crash");
  });

  // Nobody liquidates debts below 1500: at 175, the trigger of the first account, its 1400 count as lost and exceed 178.
  test("behavior: keepers stay away from what does not pay", () => {
    const found = bookHorizon(book, { ...REQUEST, unprofitableBelow: 1500 });
    expectRelative(found.shock, 0.125, 1e-12);
    expect(found.binding.lossAdversary).toBe("keepers");
  });

  test("behavior: a book that never breaks has a lower bound; one that is broken has none", () => {
    const rich = madeStressBook(PRICES, FOUR, [{ holds: { usd: 1e6 } }]);
    expect(bookHorizon(rich, REQUEST)).toMatchObject({ shock: 0.95, isLowerBound: true });
    const broken = madeStressBook(PRICES, [{ owner: "a", collateral: { eth: 1 }, debt: { usd: 300 } }]);
    expect(bookHorizon(broken, REQUEST)).toMatchObject({ shock: 0, isLowerBound: false });
  });

  test("behavior: a layer of one market pays for that market alone", () => {
    const own = madeStressBook(PRICES, FOUR, [{ holds: { usd: 100 }, market: 0 }, { holds: { usd: 78 } }]);
    expectRelative(bookHorizon(own, REQUEST).shock, 1 - 127.4 / 200, 1e-12);
  });

  const accounts = fc.array(
    fc.record({
      owner: fc.constant("o"),
      collateral: fc.record({ eth: fc.integer({ min: 1, max: 500 }) }),
      debt: fc.record({ usd: fc.integer({ min: 1, max: 60_000 }) }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const money = fc.integer({ min: 0, max: 50_000 });

  test("behavior: more resources and fewer adversaries never shorten the horizon", () => {
    fc.assert(
      fc.property(accounts, money, money, (book, usd, more) => {
        const stake = (amount: number) =>
          madeStressBook(PRICES, book, [{ holds: { usd: amount }, layer: "STABILITY_POOL" }]);
        const poor = bookHorizon(stake(usd), REQUEST).shock;
        expect(bookHorizon(stake(usd + more), REQUEST).shock).toBeGreaterThanOrEqual(poor - 1e-12);
        const impact = { kind: "CONSTANT_PRODUCT" as const, reserve: 500, feePpm: 0 };
        const harsh = { ...REQUEST, impact, runOff: 0.3, lagMove: 0.05 };
        expect(bookHorizon(stake(usd), harsh).shock).toBeLessThanOrEqual(poor + 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  test("behavior: up to the horizon no even point breaks", () => {
    fc.assert(
      fc.property(accounts, money, (book, usd) => {
        const found = bookHorizon(madeStressBook(PRICES, book, [{ holds: { usd } }]), REQUEST);
        for (const { shock, loss, resources } of found.curve) {
          if (shock <= found.shock && found.shock > 0) expect(loss).toBeLessThanOrEqual(resources);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("error: InvalidRequestError for fewer than 64 points", () => {
    expect(() => bookHorizon(book, { ...REQUEST, gridPoints: 63 })).toThrow(InvalidRequestError);
    const empty = { losses: [], resources: [], criticalShocks: [], maxShock: 1, gridPoints: 64 };
    expect(() => solvencyHorizon(empty)).toThrow(InvalidRequestError);
  });
});

describe("runway", () => {
  const base = { start: 150, barrier: 100, drift: -0.3, volatility: 0.9, horizonDays: 30 };

  // metrics.md M-11: 0.16243. From 180 to 150 in three days: 10 a day, 50 above the need: 5 days.
  test("behavior: the vector of the time form, and a runway by hand", () => {
    const found = runway({ ...base, resources: [180, null, 165, 150] });
    expect(found.exhaustionProbability.value).toBeCloseTo(0.16243, 5);
    expect(found.netBurnPerDay.value).toBe(10);
    expect(found.runwaySeconds.value).toBe(5 * 86_400);
  });

  test("behavior: no net burn, no runway; no volatility, no probability", () => {
    const found = runway({ ...base, resources: [150, 160], volatility: null });
    expect(found.runwaySeconds).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
    expect(found.volatility).toMatchObject({ value: null, status: "INSUFFICIENT_DATA", n: 1 });
    expect(found.exhaustionProbability).toMatchObject({ value: null, status: "INSUFFICIENT_DATA" });
    expect(runway({ ...base, resources: [] }).netBurnPerDay.status).toBe("NO_DATA");
  });

  test("behavior: certain below the need, impossible without one", () => {
    expect(runway({ ...base, resources: [], start: 100 }).exhaustionProbability.value).toBe(1);
    expect(runway({ ...base, resources: [], barrier: 0 }).exhaustionProbability.value).toBe(0);
  });

  // Alternating ±1 % in logs: 30 returns, mean 0, variance 0.0001 · 30/29; a year: √(365 · 0.0001 · 30/29).
  test("behavior: volatility of the resources, from 30 returns on", () => {
    const resources = Array.from({ length: 31 }, (_, day) => (day % 2 === 0 ? 100 : 100 * Math.exp(0.01)));
    const { volatility } = runway({ ...base, resources, volatility: null });
    expectRelative(volatility.value, Math.sqrt((365 * 0.0001 * 30) / 29), 1e-9);
    expect(volatility.n).toBe(30);
  });
});
