// Numbers by SciPy's linear programming, statsmodels and NumPy: tests/oracles/joint-tail.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../../api/domain/errors.ts";
import { rational } from "../../../../api/domain/rational.ts";
import { ledoitWolf } from "../../../../api/stats/ledoit-wolf.ts";
import { quantileRegression } from "../../../../api/stats/quantile-regression.ts";
import { jointChanges } from "../../../../api/stress/tail/joint-changes.ts";
import { deltaCovar, systemicShortfall, turbulenceReading } from "../../../../api/stress/tail/joint-tail.ts";
import levels from "../../../oracles/co-movement.json" with { type: "json" };
import oracle from "../../../oracles/joint-tail.json" with { type: "json" };
import { expectRelative } from "../../stats/expect-relative.ts";

const rows = jointChanges([levels.fund, levels.market]);
const pairs = { x: rows.map(([x]) => x as number), y: rows.map(([, y]) => y as number) };
const share = rational(1n, 20n);
const SETTINGS = { share, confidence: 0.95, seed: 1n, resamples: 0 };
const LEVELS = {
  "0.01": rational(1n, 100n),
  "0.05": share,
  "0.5": rational(1n, 2n),
  "0.9": rational(9n, 10n),
};

function lossOf({ x, y }: typeof pairs, intercept: number, slope: number, tau: number): number {
  return y.reduce((sum, value, i) => {
    const rest = value - intercept - slope * (x[i] as number);
    return sum + rest * (rest < 0 ? tau - 1 : tau);
  }, 0);
}

/** Slopes of all lines through two points. */
function slopesOf(points: readonly (readonly [number, number])[]): number[] {
  return points.flatMap(([x0, y0]) =>
    points.flatMap(([x1, y1]) => (x1 === x0 ? [] : [(y1 - y0) / (x1 - x0)])),
  );
}

describe("quantileRegression", () => {
  test.each(Object.entries(LEVELS))(
    "default: the %s-quantile is that of the linear programme",
    (name, level) => {
      const [intercept, slope] = oracle.lines[name as keyof typeof oracle.lines] as [number, number];
      const line = quantileRegression(pairs, level);
      expectRelative(line?.intercept ?? null, intercept, 1e-9);
      expectRelative(line?.slope ?? null, slope, 1e-9);
    },
  );

  // It iterates until a step is below its own tolerance, which leaves some digits.
  test("behavior: statsmodels comes close to the same line", () => {
    const line = quantileRegression(pairs, share);
    expectRelative(line?.slope ?? null, oracle.statsmodels[1] as number, 1e-3);
  });

  test("behavior: no line through two of the points loses less", () => {
    const point = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), (points) => {
        const small = { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
        const line = quantileRegression(small, rational(3n, 10n));
        if (line === null) return expect(new Set(small.x).size).toBe(1);
        const least = lossOf(small, line.intercept, line.slope, 0.3);
        for (const slope of slopesOf(points)) {
          const others = points.map(([x, y]) => lossOf(small, y - slope * x, slope, 0.3));
          expect(Math.min(...others)).toBeGreaterThanOrEqual(least - 1e-9);
        }
      }),
    );
  });

  test("error: InvalidRequestError for lengths that differ", () => {
    expect(() => quantileRegression({ x: [1, 2], y: [1] }, share)).toThrow(InvalidRequestError);
  });
});

describe("deltaCovar", () => {
  test("default", () => {
    expectRelative(deltaCovar(pairs, SETTINGS).value, oracle.deltaCovar, 1e-9);
    expectRelative(deltaCovar({ x: pairs.y, y: pairs.x }, SETTINGS).value, oracle.exposureDeltaCovar, 1e-9);
  });

  test("behavior: its interval holds it, and the same seed gives the same bytes", () => {
    const short = { x: pairs.x.slice(-250), y: pairs.y.slice(-250) };
    const [first, again] = [1, 2].map(() => deltaCovar(short, { ...SETTINGS, resamples: 999 }));
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(first?.interval?.lower).toBeLessThan(first?.value as number);
    expect(first?.interval?.upper).toBeGreaterThan(first?.value as number);
  }, 30_000);

  test("behavior: too few, or nothing that varies, has a status", () => {
    const few = { x: pairs.x.slice(0, 100), y: pairs.y.slice(0, 100) };
    expect(deltaCovar(few, SETTINGS).status).toBe("INSUFFICIENT_DATA");
    const flat = { x: pairs.x.map(() => 0), y: pairs.y };
    expect(deltaCovar(flat, SETTINGS).status).toBe("NOT_APPLICABLE");
  });
});

describe("systemicShortfall", () => {
  const settings = { ...SETTINGS, capitalRatio: 0.08 };

  test("default: a million of debt, a fifth of it in the fund", () => {
    const found = systemicShortfall(pairs, { debt: 1e6, resources: 2e5 }, settings);
    expectRelative(found.value, oracle.srisk, 1e-9);
    expect(found.interval?.lower).toBeLessThan(found.value as number);
    expect(found.interval?.upper).toBeGreaterThan(found.value as number);
  });

  test("behavior: without a worth in dollars there is none", () => {
    expect(systemicShortfall(pairs, { debt: null, resources: 1 }, settings)).toMatchObject({
      value: null,
      status: "NO_DATA",
    });
  });
});

describe("turbulence", () => {
  const joint = rows.map((row, i) => [...row, oracle.third[i] as number]);

  test("default", () => {
    const { value, chance } = turbulenceReading(joint);
    expectRelative(value.value, oracle.turbulence, 1e-9);
    expectRelative(chance, oracle.turbulenceChance, 1e-9);
  });

  test("behavior: the covariance is shrunk as Ledoit and Wolf say", () => {
    const { covariance, shrinkage } = ledoitWolf(joint.slice(0, -1));
    expectRelative(shrinkage, oracle.shrinkage, 1e-10);
    for (const [i, row] of oracle.covariance.entries()) {
      for (const [j, expected] of row.entries())
        expectRelative(covariance[i]?.[j] as number, expected, 1e-10);
    }
  });

  test("behavior: assets that never move have none", () => {
    const still = turbulenceReading(rows.map(() => [0, 0]));
    expect(still).toMatchObject({ value: { value: null, status: "NOT_APPLICABLE" }, chance: null });
    expect(turbulenceReading([]).value.status).toBe("NO_DATA");
  });
});
