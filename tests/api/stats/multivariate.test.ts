// Sobol points by scipy.stats.qmc, matrices by NumPy, first passages by mpmath at 50 digits: tests/oracles/cascade-and-reverse.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { cholesky, solveTriangle, timesTriangle } from "../../../api/stats/cholesky.ts";
import { covarianceMatrix } from "../../../api/stats/covariance-matrix.ts";
import { firstPassageProbability } from "../../../api/stats/first-passage-probability.ts";
import { SOBOL_DIMENSIONS, sobolSequence } from "../../../api/stats/sobol-sequence.ts";
import oracle from "../../oracles/cascade-and-reverse.json" with { type: "json" };
import { expectRelative } from "./expect-relative.ts";

describe("sobolSequence", () => {
  for (const [dimensions, points] of Object.entries(oracle.sobol)) {
    test(`behavior: ${dimensions} dimensions as SciPy`, () => {
      const next = sobolSequence(Number(dimensions));
      expect(points.map(() => next())).toEqual(points);
    });
  }

  test("error: InvalidRequestError outside the table", () => {
    expect(() => sobolSequence(0)).toThrow(InvalidRequestError);
    expect(() => sobolSequence(SOBOL_DIMENSIONS + 1)).toThrow(InvalidRequestError);
  });
});

describe("covarianceMatrix", () => {
  for (const { rows, matrix } of oracle.covariance) {
    test(`behavior: ${rows[0]?.length} variables as NumPy`, () => {
      covarianceMatrix(rows).forEach((row, i) => {
        row.forEach((value, j) => {
          expect(Math.abs(value - (matrix[i]?.[j] ?? Number.NaN))).toBeLessThan(1e-14);
        });
      });
    });
  }

  test("error: InvalidRequestError for fewer than two rows", () => {
    expect(() => covarianceMatrix([[1, 2]])).toThrow(InvalidRequestError);
  });
});

describe("cholesky", () => {
  for (const { matrix, triangle } of oracle.covariance) {
    test(`behavior: ${matrix.length} rows as NumPy, and back`, () => {
      const found = cholesky(matrix) ?? [];
      found.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(Math.abs(value - (triangle[i]?.[j] ?? Number.NaN))).toBeLessThan(1e-13);
        });
      });
      const vector = matrix.map((_, i) => i - 1);
      const back = timesTriangle(found, solveTriangle(found, vector));
      back.forEach((value, i) => {
        expect(Math.abs(value - (vector[i] as number))).toBeLessThan(1e-12);
      });
    });
  }

  test("behavior: null where a combination never moves", () => {
    expect(cholesky([[0]])).toBeNull();
    expect(
      cholesky([
        [1, 2],
        [2, 4],
      ]),
    ).toBeNull();
  });
});

describe("firstPassageProbability", () => {
  for (const { probability, ...passage } of oracle.firstPassage) {
    test(`behavior: ${JSON.stringify(passage)}`, () =>
      expectRelative(firstPassageProbability(passage), Number(probability), 1e-12));
  }

  // Five digits and a Monte Carlo run of 0.1616 ± 0.0026 agree; the terminal probability alone would be 0.0890.
  test("behavior: 150 against 100, drift −30 %, volatility 90 %, 30 days: 0.16243", () => {
    const passage = { start: 150, barrier: 100, drift: -0.3, volatility: 0.9, time: 30 / 365 };
    expect(firstPassageProbability(passage)).toBeCloseTo(0.16243, 5);
  });

  test("behavior: certain at the barrier, decided by the drift without volatility", () => {
    const calm = { start: 2, barrier: 1, volatility: 0, time: 1 };
    expect(firstPassageProbability({ ...calm, start: 1, drift: 0 })).toBe(1);
    expect(firstPassageProbability({ ...calm, drift: -0.6 })).toBe(0);
    expect(firstPassageProbability({ ...calm, drift: -0.7 })).toBe(1); // ln 2 = 0.693
  });

  test("behavior: a probability that grows with time and falls with the distance", () => {
    const part = fc.double({ min: 0.01, max: 3, noNaN: true });
    const drift = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(part, part, drift, part, (distance, volatility, mu, time) => {
        const passage = { start: Math.exp(distance), barrier: 1, drift: mu, volatility, time };
        const now = firstPassageProbability(passage);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(firstPassageProbability({ ...passage, time: 2 * time })).toBeGreaterThanOrEqual(now - 1e-12);
        expect(firstPassageProbability({ ...passage, start: 2 * passage.start })).toBeLessThanOrEqual(
          now + 1e-12,
        );
      }),
    );
  });

  test("error: InvalidRequestError for a negative volatility", () => {
    const wrong = { start: 2, barrier: 1, drift: 0, volatility: -1, time: 1 };
    expect(() => firstPassageProbability(wrong)).toThrow(InvalidRequestError);
  });
});
