// Values by mpmath at 60 digits: tests/oracles/special-functions.py.
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { erfc, scaledErfc } from "../../../api/stats/erfc.ts";
import { inverseRegularizedBeta } from "../../../api/stats/inverse-regularized-beta.ts";
import { inverseRegularizedGamma } from "../../../api/stats/inverse-regularized-gamma.ts";
import { logGamma } from "../../../api/stats/log-gamma.ts";
import { normalCdf } from "../../../api/stats/normal-cdf.ts";
import { normalDensity } from "../../../api/stats/normal-density.ts";
import { normalLogCdf } from "../../../api/stats/normal-log-cdf.ts";
import { normalQuantile } from "../../../api/stats/normal-quantile.ts";
import { regularizedBeta } from "../../../api/stats/regularized-beta.ts";
import { regularizedGamma } from "../../../api/stats/regularized-gamma.ts";
import type { Tail } from "../../../api/stats/tail.ts";
import oracle from "../../oracles/special-functions.json" with { type: "json" };
import { expectRelative } from "./expect-relative.ts";

type Row = readonly (string | number)[];

function eachRow(rows: readonly Row[], check: (...values: number[]) => void): void {
  for (const row of rows) {
    test(`behavior: ${row.join(", ")}`, () => check(...row.map(Number)));
  }
}

describe("erfc", () =>
  eachRow(oracle.erfc, (x, value) => expectRelative(erfc(x as number), value as number, 1e-15)));

describe("scaledErfc", () =>
  eachRow(oracle.scaledErfc, (x, value) => expectRelative(scaledErfc(x as number), value as number, 2e-15)));

describe("normalDensity", () =>
  eachRow(oracle.normalDensity, (z, value) =>
    expectRelative(normalDensity(z as number), value as number, 1e-15),
  ));

describe("normalCdf", () =>
  eachRow(oracle.normalCdf, (z, value) => expectRelative(normalCdf(z as number), value as number, 2e-15)));

describe("normalLogCdf", () =>
  eachRow(oracle.normalLogCdf, (z, value) =>
    expectRelative(normalLogCdf(z as number), value as number, 2e-15),
  ));

describe("normalQuantile", () =>
  eachRow(oracle.normalQuantile, (p, value) =>
    expectRelative(normalQuantile(p as number), value as number, 2e-15),
  ));

describe("logGamma", () =>
  eachRow(oracle.logGamma, (x, value) => expectRelative(logGamma(x as number), value as number, 2e-15)));

describe("regularizedGamma", () =>
  eachRow(oracle.regularizedGamma, (...row) => {
    const [a, x, lower, upper] = row as [number, number, number, number];
    const pair = regularizedGamma(a, x);
    expectRelative(pair.lower, lower, 1e-13);
    expectRelative(pair.upper, upper, 1e-13);
  }));

describe("regularizedBeta", () =>
  eachRow(oracle.regularizedBeta, (...row) => {
    const [a, b, x, lower, upper] = row as [number, number, number, number, number];
    const pair = regularizedBeta({ a, b }, x);
    expectRelative(pair.lower, lower, 2e-13);
    expectRelative(pair.upper, upper, 2e-13);
  }));

describe("inverseRegularizedGamma", () => {
  for (const [shape, probability, tail, value] of oracle.inverseRegularizedGamma) {
    test(`behavior: ${shape}, ${probability}, ${tail}`, () => {
      const found = inverseRegularizedGamma(Number(shape), Number(probability), tail as Tail);
      expectRelative(found, Number(value), 1e-13);
    });
  }
});

describe("inverseRegularizedBeta", () => {
  for (const [a, b, probability, tail, value] of oracle.inverseRegularizedBeta) {
    test(`behavior: ${a}, ${b}, ${probability}, ${tail}`, () => {
      const found = inverseRegularizedBeta({ a: Number(a), b: Number(b) }, Number(probability), tail as Tail);
      expectRelative(found, Number(value), 1e-13);
    });
  }
});

describe("arguments outside the domain", () => {
  const calls: Record<string, () => unknown> = {
    "normalQuantile(0)": () => normalQuantile(0),
    "normalQuantile(NaN)": () => normalQuantile(Number.NaN),
    "logGamma(0)": () => logGamma(0),
    "regularizedGamma(1, -1)": () => regularizedGamma(1, -1),
    "regularizedBeta at 2": () => regularizedBeta({ a: 1, b: 1 }, 2),
    "inverseRegularizedGamma at 1": () => inverseRegularizedGamma(1, 1, "lower"),
    "inverseRegularizedGamma of NaN": () => inverseRegularizedGamma(1, Number.NaN, "upper"),
    "inverseRegularizedBeta at -1": () => inverseRegularizedBeta({ a: 1, b: 1 }, -1, "lower"),
  };
  for (const [name, call] of Object.entries(calls)) {
    test(`error: InvalidRequestError for ${name}`, () => expect(call).toThrow(InvalidRequestError));
  }

  test("behavior: ends of the range", () => {
    expect(regularizedGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(regularizedGamma(2, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 });
    expect(regularizedBeta({ a: 2, b: 3 }, 1)).toEqual({ lower: 1, upper: 0 });
    expect(inverseRegularizedGamma(2, 1, "upper")).toBe(0);
    expect(inverseRegularizedBeta({ a: 2, b: 3 }, 0, "upper")).toBe(1);
    expect([
      erfc(Number.POSITIVE_INFINITY),
      erfc(Number.NEGATIVE_INFINITY),
      normalCdf(-50),
      normalCdf(50),
    ]).toEqual([0, 2, 0, 1]);
  });
});
