// Values by NumPy and SciPy, by sorting anew at every time: tests/oracles/stress-index.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { compositeStressIndex } from "../../../api/stats/composite-stress-index.ts";
import { recursiveRanks } from "../../../api/stats/recursive-ranks.ts";
import oracle from "../../oracles/stress-index.json" with { type: "json" };
import { expectRelative } from "./expect-relative.ts";

const gappy = fc.array(fc.option(fc.integer({ min: -3, max: 3 }), { nil: null }), {
  minLength: 1,
  maxLength: 60,
});
const pair = fc
  .array(
    fc.tuple(
      fc.option(fc.integer(), { nil: null }),
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
    ),
    {
      minLength: 2,
      maxLength: 60,
    },
  )
  .map((rows) => [rows.map(([x]) => x), rows.map(([, y]) => y)] as const);

function indexOf(series: readonly (readonly (number | null)[])[], burnIn = 1) {
  return compositeStressIndex({ indicators: series.map((values) => ({ values, weight: 1 })), burnIn });
}

describe("recursiveRanks", () => {
  // Of 3: itself half, 1/2. Of 3, 1: half of itself in two, 1/4. Of 3, 1, 2: (1 + 1/2)/3. Of 3, 1, 2, 2: (1 + 2/2)/4.
  test("default", () => expect(recursiveRanks([3, 1, null, 2, 2])).toEqual([0.5, 0.25, null, 0.5, 0.5]));

  test("behavior: what comes later changes nothing", () => {
    fc.assert(
      fc.property(gappy, gappy, (before, after) => {
        expect(recursiveRanks([...before, ...after]).slice(0, before.length)).toEqual(recursiveRanks(before));
      }),
    );
  });

  test("behavior: a series that rises is always near its top, a constant one in its middle", () => {
    expect(recursiveRanks([1, 2, 3, 4])).toEqual([1 / 2, 3 / 4, 5 / 6, 7 / 8]);
    expect(recursiveRanks([0, 0, 0, 0])).toEqual([0.5, 0.5, 0.5, 0.5]);
  });
});

describe("compositeStressIndex", () => {
  test("default", () => {
    const indicators = oracle.series.map((values, i) => ({ values, weight: oracle.weights[i] as number }));
    const { index } = compositeStressIndex({ indicators, burnIn: oracle.burnIn });
    expect(index.map((value) => value === null)).toEqual(oracle.index.map((value) => value === null));
    for (const [t, expected] of oracle.index.entries()) {
      if (expected !== null) expectRelative(index[t] as number, expected, 1e-12);
    }
  });

  // One indicator: its rank squared, whatever its correlation with itself: (1/2)², (3/4)², (5/6)².
  test("behavior: one indicator alone gives its rank squared", () => {
    const { index, ranks, coverage } = indexOf([[1, 2, 3]]);
    expect(index).toEqual([1 / 4, 9 / 16, (5 / 6) ** 2]);
    expect(ranks).toEqual([[1 / 2, 3 / 4, 5 / 6]]);
    expect(coverage).toEqual([1, 1, 1]);
  });

  test("behavior: stays in [0, 1], and two equal indicators give no more than one", () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        for (const value of indexOf([x, y]).index)
          if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
        const alone = indexOf([x]).index;
        indexOf([x, x]).index.forEach((value, t) => {
          if (value !== null) expect(value).toBeLessThanOrEqual((alone[t] as number) + 1e-12);
        });
      }),
    );
  });

  test("behavior: no look-ahead: later values change nothing", () => {
    fc.assert(
      fc.property(pair, fc.nat({ max: 60 }), ([x, y], cut) => {
        const early = indexOf([x.slice(0, cut), y.slice(0, cut)]);
        expect(indexOf([x, y]).index.slice(0, cut)).toEqual(early.index);
      }),
    );
  });

  test("behavior: null during the burn-in and where too little of the weights is present", () => {
    const indicators = [
      { values: [1, 2, null, 4], weight: 3 },
      { values: [null, 1, 2, 3], weight: 1 },
    ];
    const { index, coverage } = compositeStressIndex({ indicators, burnIn: 2 });
    expect(coverage).toEqual([0, 0.75, 0.25, 1]);
    expect(index.map((value) => value === null)).toEqual([true, false, true, false]);
  });

  test("error: nothing to index, lengths that differ, settings out of range", () => {
    const one = { values: [1, 2], weight: 1 };
    const short = { values: [1], weight: 1 };
    for (const input of [
      { indicators: [], burnIn: 1 },
      { indicators: [one, short], burnIn: 1 },
      { indicators: [{ ...one, weight: 0 }], burnIn: 1 },
      { indicators: [{ values: [1, Number.NaN], weight: 1 }], burnIn: 1 },
      { indicators: [one], burnIn: 0 },
      { indicators: [one], burnIn: 1, decay: 1 },
      { indicators: [one], burnIn: 1, coverage: 0 },
    ]) {
      expect(() => compositeStressIndex(input)).toThrow(InvalidRequestError);
    }
  });
});
