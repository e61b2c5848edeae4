import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational, toDecimal } from "../../../../api/domain/rational.ts";
import { fillGaps } from "../../../../api/solvency/series/fill-gaps.ts";
import type { SeriesPoint } from "../../../../api/solvency/series/series-point.ts";

/** Points of ten seconds each; null is one without a value. */
function pointsOf(values: readonly (number | null)[]): SeriesPoint[] {
  return values.map((value, at) => ({
    from: BigInt(10 * at),
    to: BigInt(10 * at + 10),
    value: value === null ? null : rational(BigInt(value)),
    status: value === null ? "STALE_INPUT" : "OK",
    reason: value === null ? "Too old." : null,
    facts: 0n,
    block: null,
  }));
}

function filled(values: readonly (number | null)[], fill: Parameters<typeof fillGaps>[1]) {
  return fillGaps(pointsOf(values), fill).map(({ value }) => value && toDecimal(value));
}

describe("fillGaps", () => {
  const GAPS = [null, 4, null, null, 10, null];

  test.each([
    ["NULL", [null, "4", null, null, "10", null]],
    ["NONE", ["4", "10"]],
    ["PREVIOUS", [null, "4", "4", "4", "10", "10"]],
    ["ZERO", ["0", "4", "0", "0", "10", "0"]],
    // By hand: a third of the way from 4 to 10 in each bucket; nothing before the first and after the last.
    ["LINEAR", [null, "4", "6", "8", "10", null]],
  ] as const)("behavior: %s", (fill, expected) => {
    expect(filled(GAPS, fill)).toEqual(expected);
  });

  test("behavior: a filled point says what it is and why there was none", () => {
    const [, gap] = fillGaps(pointsOf([4, null]), "PREVIOUS");
    expect(gap).toMatchObject({
      status: "PARTIAL_COVERAGE",
      isFilled: true,
      reason: "Filled with the last value before; without it STALE_INPUT: Too old.",
    });
  });

  test("behavior: between blocks of one second a line is flat", () => {
    const blocks = pointsOf([4, null, 10]).map((point) => ({ ...point, from: 5n, to: 5n }));
    expect(fillGaps(blocks, "LINEAR").map(({ value }) => value && toDecimal(value))).toEqual([
      "4",
      "4",
      "10",
    ]);
  });

  test("behavior: what has a value is never touched", () => {
    const values = fc.array(fc.option(fc.integer()), { maxLength: 20 });
    const fill = fc.constantFrom("NULL", "PREVIOUS", "ZERO", "LINEAR" as const);
    fc.assert(
      fc.property(values, fill, (all, kind) => {
        const points = fillGaps(pointsOf(all), kind);
        expect(points).toHaveLength(all.length);
        points.forEach((point, at) => {
          if (all[at] !== null) expect(point).toEqual({ ...pointsOf(all)[at], isFilled: false });
        });
      }),
    );
  });
});
