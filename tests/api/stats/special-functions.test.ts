// Values by mpmath at 60 digits: tests/oracles/special-functions.py.
import { describe, test } from "vitest";
import { erfc } from "../../../api/stats/erfc.ts";
import { inverseRegularizedBeta } from "../../../api/stats/inverse-regularized-beta.ts";
import { inverseRegularizedGamma } from "../../../api/stats/inverse-regularized-gamma.ts";
import { logGamma } from "../../../api/stats/log-gamma.ts";
import { normalCdf } from "../../../api/stats/normal-cdf.ts";
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
