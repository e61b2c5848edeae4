import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../../api/domain/errors.ts";
import { requireSmall } from "../../../../api/services/stress/reverse/load-reverse-stress.ts";
import {
  cholesky,
  type LowerTriangle,
  solveTriangle,
  timesTriangle,
} from "../../../../api/stats/cholesky.ts";
import { covarianceMatrix } from "../../../../api/stats/covariance-matrix.ts";
import { seededRandom } from "../../../../api/stats/seeded-random.ts";
import { breakingSets, subsets } from "../../../../api/stress/reverse/breaking-sets.ts";
import { historicalScaling } from "../../../../api/stress/reverse/historical-scaling.ts";
import { nearestBreak } from "../../../../api/stress/reverse/nearest-break.ts";
import {
  type ReverseStressInput,
  runReverseStress,
} from "../../../../api/stress/reverse/run-reverse-stress.ts";
import oracle from "../../../oracles/cascade-and-reverse.json" with { type: "json" };
import { madeStressBook } from "../../../support/stress-book.ts";
import { expectRelative } from "../../stats/expect-relative.ts";

const SEARCH = { directions: 2000, radialSteps: 64, maxDistance: 12 };

function triangleOf(matrix: readonly (readonly number[])[]): LowerTriangle {
  const found = cholesky(matrix);
  if (found === null) throw new Error("The matrix of a test is positive definite.");
  return found;
}

describe("nearestBreak", () => {
  // Half-planes: the nearest point of w·z ≥ t is known in closed form (tests/oracles/cascade-and-reverse.py, mpmath).
  for (const { weights, threshold, matrix, distance, nearest } of oracle.halfPlanes) {
    test(`behavior: a half-plane in ${weights.length} dimensions at ${Number(distance).toFixed(3)}`, () => {
      const isBroken = (z: readonly number[]) =>
        z.reduce((sum, part, i) => sum + part * (weights[i] ?? 0), 0) >= threshold;
      const found = nearestBreak({ ...SEARCH, triangle: triangleOf(matrix), isBroken });
      expectRelative(found?.distance ?? null, Number(distance), 1e-6);
      found?.scenario.forEach((part, i) => {
        expect(Math.abs(part - Number(nearest[i]))).toBeLessThan(1e-3);
      });
      expect(isBroken(found?.scenario ?? [])).toBe(true);
    });
  }

  test("behavior: broken without any shock, and never broken", () => {
    const triangle = triangleOf([[1]]);
    expect(nearestBreak({ ...SEARCH, triangle, isBroken: () => true })?.distance).toBe(0);
    expect(nearestBreak({ ...SEARCH, triangle, isBroken: () => false })).toBeNull();
  });

  test("behavior: progress goes from 0 to 1 and never back", () => {
    const seen: number[] = [];
    const isBroken = ([x = 0]: readonly number[]) => x < -1;
    nearestBreak({
      ...SEARCH,
      triangle: triangleOf(identity(2)),
      isBroken,
      onProgress: (done) => seen.push(done),
    });
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test("behavior: what is found breaks, and a brute-force grid in two dimensions has nothing closer", () => {
    const amount = fc.integer({ min: 1, max: 100 });
    const account = fc.record({
      owner: fc.constant("o"),
      collateral: fc.record({ eth: amount, btc: amount }),
      debt: fc.record({ usd: fc.integer({ min: 1, max: 12_000 }) }),
    });
    const books = fc.tuple(
      fc.array(account, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 100, max: 4000 }),
      fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    );
    fc.assert(
      fc.property(books, ([accounts, usd, correlation]) => {
        const book = madeStressBook({ eth: 200, usd: 1, btc: 100 }, accounts, [{ holds: { usd } }]);
        const loss = (eth: number, btc: number) =>
          accounts.reduce(
            (sum, { collateral, debt }) =>
              sum + Math.max(0, debt.usd - collateral.eth * 200 * eth - collateral.btc * 100 * btc),
            0,
          );
        const isBroken = ([x = 0, y = 0]: readonly number[]) => loss(Math.exp(x), Math.exp(y)) > usd;
        fc.pre(!isBroken([0, 0]) && book.accounts.count > 0);
        const triangle = triangleOf([
          [0.04, 0.06 * correlation],
          [0.06 * correlation, 0.09],
        ]);
        const found = nearestBreak({ ...SEARCH, directions: 500, triangle, isBroken });
        const closest = closestOnGrid(triangle, isBroken);
        if (closest === null) return;
        expect(found).not.toBeNull();
        expect(isBroken(found?.scenario ?? [])).toBe(true);
        expect(found?.distance ?? Number.NaN).toBeLessThanOrEqual(closest * (1 + 1e-4) + 1e-6);
        expectRelative(
          Math.hypot(...solveTriangle(triangle, found?.scenario ?? [])),
          found?.distance ?? 0,
          1e-6,
        );
      }),
      { numRuns: 15 },
    );
  });
});

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => Number(i === j)));
}

/** Distance of the closest breaking point of 720 directions × 300 distances up to 12. */
function closestOnGrid(triangle: LowerTriangle, isBroken: (z: readonly number[]) => boolean): number | null {
  let closest: number | null = null;
  for (let turn = 0; turn < 720; turn++) {
    const direction = [Math.cos((turn * Math.PI) / 360), Math.sin((turn * Math.PI) / 360)];
    for (let step = 1; step <= 300; step++) {
      const distance = step / 25;
      if (closest !== null && distance >= closest) break;
      const z = timesTriangle(
        triangle,
        direction.map((part) => part * distance),
      );
      if (isBroken(z)) closest = distance;
    }
  }
  return closest;
}

describe("historicalScaling", () => {
  // Breaks where x + y < −1: [−0.2, −0.1] needs 1/0.3 = 3.33…, [−0.5, 0.1] needs 2.5, [1, 1] never.
  test("behavior: the vector that has to grow least, by hand", () => {
    const vectors = [
      [-0.2, -0.1],
      [-0.5, 0.1],
      [1, 1],
    ];
    const isBroken = ([x = 0, y = 0]: readonly number[]) => x + y < -1;
    const found = historicalScaling({ vectors, isBroken, maxScale: 10, steps: 64 });
    expect(found?.index).toBe(1);
    expectRelative(found?.scale ?? null, 2.5, 1e-8);
    expect(isBroken(found?.scenario ?? [])).toBe(true);
    expect(historicalScaling({ vectors, isBroken, maxScale: 2, steps: 64 })).toBeNull();
  });
});

describe("breakingSets", () => {
  const losses: Readonly<Record<string, number>> = { a: 40, b: 30, c: 25, d: 5 };
  const judge = (resources: number) => (set: ReadonlySet<string>) => ({
    loss: [...set].reduce((sum, asset) => sum + (losses[asset] ?? 0), 0),
    resources,
  });

  test("behavior: all smallest sets, greatest loss first", () => {
    const { sets, triedUpTo } = breakingSets(["a", "b", "c", "d"], judge(60));
    expect(sets.map(({ assets }) => assets.join(""))).toEqual(["ab", "ac"]);
    expect(triedUpTo).toBe(2);
    expect(breakingSets(["a", "b", "c", "d"], judge(94)).sets.map(({ loss }) => loss)).toEqual([95]);
    expect(breakingSets(["a", "b", "c", "d"], judge(100))).toEqual({ sets: [], triedUpTo: 3 });
    expect(breakingSets(["a"], () => ({ loss: 2, resources: 1 })).sets).toEqual([
      { assets: [], loss: 2, resources: 1 },
    ]);
  });

  test("behavior: as many sets as the binomial coefficient", () => {
    expect(subsets([...Array(20).keys()], 3)).toHaveLength(1140);
  });

  test("error: InvalidRequestError for more than 20 assets", () => {
    const many = [...Array(21).keys()].map(String);
    expect(() => breakingSets(many, judge(1))).toThrow(InvalidRequestError);
  });
});

describe("runReverseStress", () => {
  const account = { owner: "a", collateral: { eth: 10 }, debt: { usd: 1000 } };
  const input = (parts: Partial<ReverseStressInput> = {}): ReverseStressInput => ({
    book: madeStressBook(
      { eth: 200, usd: 1 },
      [account],
      [{ holds: { usd: 100 } }, { holds: { usd: 300 }, layer: "STAKED_FIRST_LOSS" }],
    ),
    factors: [0],
    // Mean 0, variance 2 · 0.01 / 3.
    vectors: [[-0.1], [0.1], [0], [0]],
    ...{ days: 2, directions: 100, radialSteps: 64, maxDistance: 40, maxScale: 50 },
    ...{ impairable: [0], confidence: 0.95 },
    ...parts,
  });

  // Breaks where 1000 − 2000 m > 400, m < 0.3: z = ln 0.3; distance −ln 0.3 / √(0.02/3) = 14.7457…; history: −0.1 c = ln 0.3, c = 12.0397….
  test("default", () => {
    const found = runReverseStress(input());
    expectRelative(found.distance.value, -Math.log(0.3) / Math.sqrt(0.02 / 3), 1e-8);
    expect(found.returnPeriodDays).toMatchObject({ value: null, status: "INSUFFICIENT_DATA" });
    expect(found.nearest?.moves[0]?.simpleReturn).toBeCloseTo(-0.7, 6);
    expect(found.nearest?.loss).toBeGreaterThan(400);
    expectRelative(found.historicalScale.value, -Math.log(0.3) / 0.1, 1e-8);
    expect(found.historicalIndex).toBe(0);
    expect(found.failure).toMatchObject({ value: 0, n: 4, effectiveN: 2 });
    expect(found.impairment.sets).toEqual([{ assets: ["eth"], loss: 1000, resources: 400 }]);
    expect(found.isBrokenNow).toBe(false);
    expect(structuredClone(found)).toEqual(found);
    expect(structuredClone(input())).toEqual(input());
  });

  // 1100 owed against 1000: 100 lack. Of 400, 300 can leave: 400 − 300 w < 100 from w = 1 on not at all; with 150 lacking, w = 250/300.
  test("behavior: the smallest run", () => {
    const run = (debt: number) => {
      const book = madeStressBook(
        { eth: 100, usd: 1 },
        [{ ...account, debt: { usd: debt } }],
        [{ holds: { usd: 100 } }, { holds: { usd: 300 }, layer: "STAKED_FIRST_LOSS" }],
      );
      return runReverseStress(input({ book })).run;
    };
    expect(run(1100)).toEqual({ share: null, withdrawn: null, withdrawable: 300 });
    expectRelative(run(1150).share, 250 / 300, 1e-14);
    expect(run(1401).share).toBe(0);
  });

  test("behavior: too few windows, and factors that never move apart", () => {
    expect(runReverseStress(input({ vectors: [[-0.1]] })).distance.status).toBe("INSUFFICIENT_DATA");
    expect(runReverseStress(input({ vectors: [[0], [0], [0]] })).distance.status).toBe("MODEL_DOMAIN");
    expect(runReverseStress(input({ factors: [], vectors: [] })).distance.status).toBe("NOT_APPLICABLE");
    expect(runReverseStress(input({ vectors: [] })).failure.status).toBe("NO_DATA");
    expect(runReverseStress(input({ maxDistance: 14 })).distance.status).toBe("NOT_APPLICABLE");
  });

  // Exponential distances: P(D > d) = e^(−d), so that the period of d is e^d days; the sample of 2,000 days is wide of it by less than its interval.
  test("behavior: how often history moves as far", () => {
    const { nextUniform } = seededRandom(3n);
    const vectors = Array.from({ length: 2000 }, (_, day) => [
      (day % 2 === 0 ? 0.05 : -0.05) * Math.log(1 - nextUniform()),
    ]);
    const found = runReverseStress(input({ vectors }));
    const spread = Math.sqrt(covarianceMatrix(vectors)[0]?.[0] ?? 0);
    const period = Math.exp(((found.distance.value ?? 0) * spread) / 0.05);
    expect(found.returnPeriodDays.interval?.lower ?? Number.NaN).toBeLessThan(period);
    expect(found.returnPeriodDays.interval?.upper ?? Number.POSITIVE_INFINITY).toBeGreaterThan(period);
  });

  test("behavior: the same input gives the same bytes", () => {
    expect(JSON.stringify(runReverseStress(input()))).toBe(JSON.stringify(runReverseStress(input())));
  });

  // 2 parts an account; (2000 + 4 · 2 + 4) directions and vectors × 64 points, and 1/6 sets: 257,600 valuations an account and more.
  test("error: a computation that is too large for a query is to be submitted as a job", () => {
    const vectors = [0, 1, 2, 3].map((day) => [day / 10, -day / 10]);
    const large = (accounts: number) => ({
      ...input({ factors: [0, 1], vectors, directions: 2000 }),
      book: madeStressBook({ eth: 200, usd: 1 }, Array(accounts).fill(account)),
    });
    expect(() => requireSmall(large(10))).not.toThrow();
    expect(() => requireSmall(large(1000))).toThrow(/submitReverseStress/);
  });
});
