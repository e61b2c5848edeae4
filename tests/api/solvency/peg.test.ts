import { describe, expect, test } from "vitest";
import { rational, scaled } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import type { PegObservation } from "../../../api/solvency/depeg-episodes.ts";
import { type PegRule, pegState } from "../../../api/solvency/peg.ts";
import { type Price, WITHOUT_FEED } from "../../../api/solvency/price-board.ts";

const DIGITS = 60;
const ONE = 10n ** 60n;
const PRICE: Price = { ...WITHOUT_FEED, rate: scaled(997n, 3), status: "OK", reason: null };

/** Prices 1 + 0.1 × 0.5^t, one every `step` seconds from 0 on. */
function halving(step: bigint, count: number): PegObservation[] {
  return Array.from({ length: count }, (_, t) => ({
    time: BigInt(t) * step,
    price: scaled(ONE + ONE / 10n / 2n ** BigInt(t), DIGITS),
  }));
}

function rule(step: bigint, count: number): PegRule {
  const to = BigInt(count - 1) * step;
  return { tolerance: rational(50n, 10_000n), minimumSeconds: 0n, from: 0n, to, step };
}

describe("pegState", () => {
  // By hand: 40 pairs on a line with slope 1/2, so φ = 0.5 + 2.5/40 = 0.5625 and ln 2 / −ln 0.5625 = 1.2047104198266045 steps
  // (Python 3): hours when a step is an hour, half of it when it is half an hour.
  test("default", () => {
    const hourly = pegState("usdc", PRICE, halving(3600n, 41), rule(3600n, 41));
    expect(toValuation(hourly.deviation).value).toBe("-0.003");
    expect(hourly.persistence.value).toBeCloseTo(0.5625, 9);
    expect(hourly.halfLife).toMatchObject({ n: 40, status: "OK" });
    expect(hourly.halfLife.value).toBeCloseTo(1.204_710_419_826_604_5, 9);
    const half = pegState("usdc", PRICE, halving(1800n, 41), rule(1800n, 41));
    expect(half.halfLife.value).toBeCloseTo(1.204_710_419_826_604_5 / 2, 9);
  });

  // By hand: 0.1 × 0.5^t is above 0.005 for t = 0..4, five hours.
  test("behavior: the share outside is of the seconds with a price", () => {
    const { shareOutside } = pegState("usdc", PRICE, halving(3600n, 41), rule(3600n, 41));
    expect(shareOutside).toMatchObject({ numerator: "18000", denominator: "144000", value: "0.125" });
  });

  test("behavior: samples go back to the last time without a price, and no further", () => {
    const path = halving(3600n, 41).map((one, t) => (t === 5 ? { ...one, price: null } : one));
    expect(pegState("usdc", PRICE, path, rule(3600n, 41)).halfLife.n).toBe(34);
    const late = path.map((one, t) => (t === 30 ? { ...one, price: null } : one));
    expect(pegState("usdc", PRICE, late, rule(3600n, 41)).halfLife).toMatchObject({
      n: 9,
      status: "INSUFFICIENT_DATA",
    });
  });

  test("behavior: without a price there is no deviation", () => {
    const { deviation, history } = pegState("usdc", WITHOUT_FEED, [], rule(3600n, 41));
    expect(deviation).toMatchObject({ amount: null, status: "NO_DATA" });
    expect(history).toEqual({ episodes: [], secondsOutside: 0n, secondsKnown: 0n });
  });
});
