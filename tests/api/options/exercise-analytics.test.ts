import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import {
  type AnalysedEnd,
  type AnalysedSeries,
  exerciseAnalytics,
} from "../../../api/options/exercise-analytics.ts";
import { summariseMoneyness } from "../../../api/options/moneyness.ts";

const PUT: AnalysedSeries = {
  ...{ id: "put", backstop: "b", market: "m", underlying: "eth", type: "PUT", style: "AMERICAN" },
  ...{ strike: 20_000n, strikeDecimals: 2, expiry: 1000n },
};
const END: AnalysedEnd = {
  ...{ series: "put", kind: "EXERCISE", side: "SHORT", timestamp: 400n, size: 3n, payoffAsset: "usd" },
  ...{ owed: 60n, settled: 50n, shortfall: 10n, price: rational(150n) },
};
const decimalsOf = () => 1;

function only(series: readonly AnalysedSeries[], ends: readonly AnalysedEnd[]) {
  const [group, ...others] = exerciseAnalytics(series, ends, decimalsOf);
  expect(others).toEqual([]);
  return group as NonNullable<typeof group>;
}

describe("exerciseAnalytics", () => {
  // A put at 200: at 150 it is (200 − 150)/200 = 0.25 in the money; 600 s are left.
  test("behavior: one early exercise", () => {
    const group = only([PUT], [END]);
    expect(group.moneyness).toEqual({
      ...{ count: 1, untold: 0, least: "0.25", median: "0.25", greatest: "0.25", mean: "0.25" },
    });
    expect(group).toMatchObject({ side: "SHORT", exercises: 1, expiries: 0, irrational: 0, owedTold: 1 });
    expect(group.earlyRate.value).toBe("1");
    expect(group.timeLeft).toMatchObject({ count: 1, longest: 600n });
    expect(group.shortfall).toEqual([{ raw: 10n, asset: "usd", status: "OK", reason: null }]);
    expect(group.unused.amount).toEqual(rational(0n));
    expect(group.unusedRate.status).toBe("ZERO_DENOMINATOR");
  });

  // A call at 200 exercised at 190 is (190 − 200)/200 = −0.05: the holder lost by it.
  test("behavior: an exercise out of the money is irrational", () => {
    const group = only([{ ...PUT, type: "CALL" }], [{ ...END, price: rational(190n) }]);
    expect(group.moneyness.mean).toBe("-0.05");
    expect(group.irrational).toBe(1);
  });

  // 0.3 units expired at 180: 0.3 × 20 = 6 were left; at 200 and 220 nothing was.
  test("behavior: what expires in the money is left unused", () => {
    const expiry = { ...END, kind: "EXPIRY", timestamp: 1001n };
    const ends = [180n, 200n, 220n].map((price) => ({ ...expiry, price: rational(price) }));
    const group = only([PUT], ends);
    expect(group).toMatchObject({ exercises: 0, expiries: 3, unusedCount: 1 });
    expect(group.unusedRate.value).toBe("0.333333333333333333");
    expect(toValuation(group.unused)).toMatchObject({ exact: "6", status: "OK" });
    const partial = only([PUT], [...ends, { ...expiry, price: null }]);
    expect(toValuation(partial.unused)).toMatchObject({ exact: "6", status: "PARTIAL_COVERAGE" });
  });

  test("behavior: a settlement at the expiry is no early exercise", () => {
    const settlement = { ...END, kind: "SETTLEMENT", timestamp: 1000n };
    expect(only([{ ...PUT, style: "EUROPEAN" }], [settlement]).earlyRate.value).toBe("0");
    expect(only([PUT], [{ ...END, timestamp: 1000n }]).earlyRate.value).toBe("0");
  });

  test("behavior: sides are told apart and never netted", () => {
    const groups = exerciseAnalytics([PUT], [END, { ...END, side: "LONG", settled: 7n }], decimalsOf);
    expect(groups.map(({ side, settled }) => [side, settled[0]?.raw])).toEqual([
      ["SHORT", 50n],
      ["LONG", 7n],
    ]);
  });

  test("behavior: what is not told is counted, not guessed", () => {
    const group = only([{ ...PUT, strike: null }], [{ ...END, owed: null, shortfall: null }]);
    expect(group.moneyness).toMatchObject({ count: 0, untold: 1, mean: null });
    expect(group.owed[0]).toMatchObject({ raw: null, status: "NO_DATA" });
    expect(group.owedTold).toBe(0);
    expect(exerciseAnalytics([], [END], decimalsOf)).toEqual([]);
  });
});

describe("summariseMoneyness", () => {
  // 1/3 and 2/3 and 0: the mean is 1/3, and of four values the lower of the two in the middle is the median.
  test("behavior: exact values, rounded once", () => {
    const thirds = [rational(1n, 3n), rational(2n, 3n), null, rational(0n)];
    expect(summariseMoneyness(thirds)).toEqual({
      ...{ count: 3, untold: 1, least: "0", median: "0.333333333333333333" },
      ...{ greatest: "0.666666666666666667", mean: "0.333333333333333333" },
    });
    expect(summariseMoneyness([rational(1n), rational(2n), rational(3n), rational(4n)]).median).toBe("2");
  });
});
