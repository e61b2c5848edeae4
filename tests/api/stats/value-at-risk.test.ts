// Values by exact fractions: tests/oracles/estimators.py. BMW: 6146 daily losses of R's fExtremes (bmwRet, negated);
// ES by exact fractions 0.042885960713635 (97.5 %) and 0.056628774938171 (99 %).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { automaticBlockLength } from "../../../api/stats/automatic-block-length.ts";
import { expectedShortfall } from "../../../api/stats/expected-shortfall.ts";
import { historicalTail, tailWeight } from "../../../api/stats/historical-tail.ts";
import { resampledShortfall } from "../../../api/stats/resampled-shortfall.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { stationaryBootstrap } from "../../../api/stats/stationary-bootstrap.ts";
import { valueAtRisk } from "../../../api/stats/value-at-risk.ts";
import oracle from "../../oracles/estimators.json" with { type: "json" };
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";
import { expectRelative } from "./expect-relative.ts";
import { readLosses } from "./read-losses.ts";

const bmw = sharedPath("oracles", "bmw.csv");
const losses = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 40, maxLength: 80 });
const level = fc.integer({ min: 1, max: 99 }).map((k) => rational(BigInt(k), 100n));

function tailOf(sample: readonly number[], alpha: ReturnType<typeof rational>) {
  return historicalTail(Float64Array.from(sample).sort(), alpha);
}

describe("tailWeight", () => {
  test("behavior: exact where floating point is not", () => {
    expect(tailWeight(1000, rational(99n, 100n))).toEqual({ whole: 10, rest: 0 });
    expect(tailWeight(1001, rational(99n, 100n))).toEqual({ whole: 10, rest: 0.01 });
  });
});

describe("historicalTail", () => {
  for (const [a, b, risk, shortfall] of oracle.tails as unknown as [number, number, number, number][]) {
    test(`behavior: ${a}/${b}`, () => {
      const found = tailOf(oracle.sample, rational(BigInt(a), BigInt(b)));
      expect(found.valueAtRisk).toBe(risk);
      expectRelative(found.expectedShortfall, shortfall, 1e-15);
    });
  }

  test("behavior: ES is at least VaR and at most the largest loss", () => {
    fc.assert(
      fc.property(losses, level, (sample, alpha) => {
        const found = tailOf(sample, alpha);
        expect(found.expectedShortfall).toBeGreaterThanOrEqual(found.valueAtRisk);
        const largest = Math.max(...sample);
        expect(found.expectedShortfall).toBeLessThanOrEqual(largest + 1e-12 * Math.abs(largest) + 1e-9);
      }),
    );
  });

  test("behavior: ES is subadditive on a common sample, and moves with a shift and a scale", () => {
    const pairs = fc.array(
      fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 })),
      {
        minLength: 5,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(pairs, level, (sample, alpha) => {
        const es = (of: (pair: [number, number]) => number) =>
          tailOf(sample.map(of), alpha).expectedShortfall;
        const parts = es(([x]) => x) + es(([, y]) => y);
        expect(es(([x, y]) => x + y)).toBeLessThanOrEqual(parts + 1e-6);
        expect(es(([x]) => 2 * x + 5)).toBeCloseTo(2 * es(([x]) => x) + 5, 6);
      }),
    );
  });
});

describe("valueAtRisk", () => {
  test("default", () => {
    const found = valueAtRisk(oracle.sample, rational(95n, 100n));
    const [, , risk] = oracle.tails[0] as [number, number, number, number];
    expect(found).toMatchObject({ value: risk, n: 400, confidence: 0.95, status: "OK" });
    expect(found.interval?.upper).toBeGreaterThan(risk);
  });

  test("behavior: INSUFFICIENT_DATA when no loss lies beyond the level, NO_DATA without losses", () => {
    const hundred = oracle.sample.slice(0, 100);
    expect(valueAtRisk(hundred, rational(99n, 100n)).status).toBe("OK");
    expect(valueAtRisk(hundred.slice(1), rational(99n, 100n))).toMatchObject({
      value: null,
      status: "INSUFFICIENT_DATA",
    });
    expect(valueAtRisk([], rational(99n, 100n)).status).toBe("NO_DATA");
  });
});

describe("expectedShortfall", () => {
  test("behavior: 10 exceedances are the least", () => {
    expect(expectedShortfall(oracle.sample, rational(975n, 1000n)).status).toBe("OK");
    expect(expectedShortfall(oracle.sample.slice(1), rational(975n, 1000n))).toMatchObject({
      value: null,
      status: "INSUFFICIENT_DATA",
    });
  });

  test("behavior: the same seed gives the same interval, another seed another", () => {
    const run = (seed: bigint) =>
      JSON.stringify(
        expectedShortfall(oracle.sample, rational(9n, 10n), { random: seededRandom(seed), replicates: 999 }),
      );
    expect(run(7n)).toBe(run(7n));
    expect(run(7n)).not.toBe(run(8n));
  });

  test.skipIf(bmw === null)(`behavior: BMW, exact${bmw === null ? ` (${SHARED_MISSING})` : ""}`, () => {
    const sample = readLosses(bmw as string);
    expectRelative(expectedShortfall(sample, rational(975n, 1000n)).value, 0.042885960713635, 1e-13);
    expectRelative(expectedShortfall(sample, rational(99n, 100n)).value, 0.056628774938171, 1e-13);
  });

  // R 4.2.2, boot::tsboot(sim = "geom", l = 15, R = 2000), percentile: 0.03769 to 0.04883.
  test.skipIf(bmw === null)(
    `behavior: BMW, interval of R's tsboot${bmw === null ? ` (${SHARED_MISSING})` : ""}`,
    () => {
      const bootstrap = { random: seededRandom(1n), replicates: 2000, blockLength: 15 };
      const found = expectedShortfall(readLosses(bmw as string), rational(975n, 1000n), bootstrap);
      expect(Math.abs((found.interval?.lower as number) - 0.03769)).toBeLessThan(4e-4);
      expect(Math.abs((found.interval?.upper as number) - 0.04883)).toBeLessThan(4e-4);
      expectRelative(found.effectiveN, 6146 / 15, 1e-15);
    },
  );
});

describe("resampledShortfall", () => {
  test("behavior: equals the shortfall of the sorted resample", () => {
    fc.assert(
      fc.property(losses, level, fc.bigInt(0n, 1000n), (sample, alpha, seed) => {
        const of = resampledShortfall(Float64Array.from(sample), alpha);
        const random = seededRandom(seed);
        stationaryBootstrap({ n: sample.length, blockLength: 3, replicates: 5, random }, (indices) => {
          const resample = Array.from(indices, (index) => sample[index] as number);
          expect(Math.abs(of(indices) - tailOf(resample, alpha).expectedShortfall)).toBeLessThan(1e-8);
          return 0;
        });
      }),
    );
  });
});

describe("automaticBlockLength", () => {
  // Python arch, optimal_block_length, column "stationary": 3.702481364430692 and 150.23158396424543.
  test.skipIf(bmw === null)(`behavior: BMW as in arch${bmw === null ? ` (${SHARED_MISSING})` : ""}`, () => {
    const sample = readLosses(bmw as string);
    expectRelative(automaticBlockLength(sample), 3.702481364430692, 1e-12);
    expectRelative(automaticBlockLength(sample.map(Math.abs)), 150.23158396424543, 1e-12);
  });

  test("behavior: 1 for a series that does not vary or is short", () => {
    expect(automaticBlockLength(Array.from({ length: 100 }, () => 3))).toBe(1);
    expect(automaticBlockLength([1, 2, 3])).toBe(1);
  });

  test("behavior: at least 1, and bounded by the sample", () => {
    fc.assert(
      fc.property(losses, (sample) => {
        const length = automaticBlockLength(sample);
        expect(length).toBeGreaterThanOrEqual(1);
        expect(length).toBeLessThanOrEqual(
          Math.ceil(Math.min(3 * Math.sqrt(sample.length), sample.length / 3)),
        );
      }),
    );
  });
});

describe("stationaryBootstrap", () => {
  test("behavior: a seed's indices are those of an independent program", () => {
    const found: number[] = [];
    stationaryBootstrap(
      { n: 40, blockLength: 4, replicates: 3, random: seededRandom(20200312n) },
      (indices) => {
        found.push(...indices);
        return 0;
      },
    );
    expect(found).toEqual(oracle.bootstrapIndices);
  });

  // Politis and Romano (1994): each index is uniform and continues the one before with chance 1 - 1/L + 1/(Ln).
  test("behavior: indices are uniform and blocks have the mean length asked", () => {
    let continued = 0;
    const counts = new Float64Array(50);
    stationaryBootstrap({ n: 50, blockLength: 5, replicates: 4000, random: seededRandom(3n) }, (indices) => {
      for (let i = 0; i < indices.length; i++) {
        const index = indices[i] as number;
        counts[index] = (counts[index] as number) + 1;
        if (i > 0 && indices[i] === ((indices[i - 1] as number) + 1) % 50) continued++;
      }
      return 0;
    });
    expect(continued / (4000 * 49)).toBeCloseTo(0.8 + 0.2 / 50, 2);
    for (const count of counts) expect(Math.abs(count / 4000 - 1)).toBeLessThan(0.12);
  });
});
