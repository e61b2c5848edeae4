import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimsRun } from "../../../../api/stress/replay/claims-run.ts";
import { exactDouble } from "../../../../api/stress/replay/exact-double.ts";
import { LossLayers, toMoney } from "../../../../api/stress/replay/loss-layers.ts";
import { findMultiplier, MOST_EVALUATIONS } from "../../../../api/stress/replay/multiplier-to-failure.ts";
import { sortOrder } from "../../../../api/stress/replay/sort-order.ts";
import { madeStressBook, madeTerms, type StressParts } from "../../../support/stress/made-stress-book.ts";

const UNIT = 1_000_000n;
const DOLLAR = 10n ** 18n;

describe("exactDouble", () => {
  // IEEE 754: 0.1 is 3602879701896397 / 2^55; the smallest double above zero is 2^-1074.
  test("default", () => {
    const tenth = exactDouble(0.1);
    expect(tenth.numerator * 2n ** 55n).toBe(3_602_879_701_896_397n * tenth.denominator);
    expect(exactDouble(5e-324)).toEqual({ numerator: 1n, denominator: 2n ** 1_074n });
    expect(exactDouble(0).numerator).toBe(0n);
    expect(exactDouble(2 ** 80)).toEqual({ numerator: 2n ** 80n, denominator: 1n });
  });

  test("behavior: a double times a power of two is the double times that power", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.nat({ max: 60 }), (value, power) => {
        const [one, scaled] = [exactDouble(value), exactDouble(value * 2 ** power)];
        expect(one.numerator * 2n ** BigInt(power) * scaled.denominator).toBe(
          scaled.numerator * one.denominator,
        );
      }),
    );
  });
});

describe("sortOrder", () => {
  test("behavior: as the sort of the language, equal keys by index", () => {
    const key = fc.oneof(
      fc.double({ min: 0, noNaN: true }).map((value) => Math.abs(value)),
      fc.constantFrom(0, 1, 1e-320, Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
        const expected = keys.map((_, index) => index);
        expected.sort((a, b) => (keys[a] === keys[b] ? a - b : (keys[a] as number) - (keys[b] as number)));
        expect([...sortOrder(Float64Array.from(keys))]).toEqual(expected);
      }),
    );
  });
});

describe("findMultiplier", () => {
  test("default: the first break is bracketed, also where more shock breaks less", () => {
    // Broken from 1.3 to 1.7 and from 3 on.
    const found = findMultiplier((multiple) => (multiple >= 1.3 && multiple < 1.7) || multiple >= 3);
    expect(found.holds).toBeLessThan(1.3);
    expect(found.breaks).toBeGreaterThanOrEqual(1.3);
    expect((found.breaks ?? 0) - (found.holds ?? 0)).toBeLessThanOrEqual(2 ** -24);
  });

  test("behavior: nothing breaks, or everything does", () => {
    expect(findMultiplier(() => false)).toEqual({ breaks: null, holds: 4, searchedTo: 4, evaluations: 65 });
    expect(findMultiplier(() => true)).toMatchObject({ breaks: 0, holds: null, evaluations: 1 });
    expect(findMultiplier((multiple) => multiple >= 4).evaluations).toBe(MOST_EVALUATIONS);
  });
});

describe("LossLayers", () => {
  const book = (layers: NonNullable<StressParts["layers"]>) =>
    madeStressBook({ prices: [UNIT, 100n * UNIT], markets: [madeTerms(8_000)], accounts: [], layers });
  const [both, known] = [new Uint8Array(2), Float64Array.of(1, 1)];

  test("behavior: layers of one rank share by what they have, those of another market pay nothing", () => {
    const made = book([
      [{ factor: 0, raw: 30n * UNIT }],
      [{ factor: 0, raw: 10n * UNIT }],
      [{ factor: 0, raw: 100n * UNIT }],
    ]);
    const [first, second, third] = made.layers.map((layer) => ({ ...layer, rank: 1 }));
    if (first === undefined || second === undefined || third === undefined) throw new Error("three layers");
    const layers = new LossLayers({ ...made, layers: [first, second, { ...third, market: 7 }] }, both);
    layers.absorb(20n * DOLLAR, 0, known);
    // 20 in the proportion 30 : 10.
    expect(layers.draws().map(({ drawn }) => drawn / DOLLAR)).toEqual([15n, 5n, 0n]);
    layers.absorb(25n * DOLLAR, 0, known);
    expect(layers.unabsorbed).toBe(5n * DOLLAR);
  });

  test("behavior: an asset that crashes pays less; one that is left out pays nothing", () => {
    const made = book([
      [
        { factor: 0, raw: 50n * UNIT },
        { factor: 1, raw: UNIT },
      ],
    ]);
    const crashed = new LossLayers(made, both);
    crashed.absorb(75n * DOLLAR, 0, Float64Array.of(1, 0.25));
    // 50 and 100 × 0.25.
    expect(crashed.unabsorbed).toBe(0n);
    expect(crashed.draws()[0]?.holdings.map(({ left }) => left)).toEqual([0n, 0n]);
    const without = new LossLayers(made, Uint8Array.of(0, 1));
    without.absorb(75n * DOLLAR, 0, known);
    expect(without.unabsorbed).toBe(25n * DOLLAR);
    expect(without.draws()[0]?.holdings[1]?.left).toBe(UNIT);
  });

  test("behavior: what has left cannot come back", () => {
    const layers = new LossLayers(book([[{ factor: 0, raw: 80n * UNIT }]]), both);
    layers.withdraw(0.25);
    layers.withdraw(0.125);
    expect(layers.draws()[0]?.holdings[0]).toMatchObject({ withdrawn: 20n * UNIT, left: 60n * UNIT });
    layers.withdraw(1);
    expect(layers.draws()[0]?.holdings[0]).toMatchObject({ withdrawn: 80n * UNIT, left: 0n });
    expect(toMoney(0.5)).toBe(DOLLAR / 2n);
  });
});

describe("claimsRun", () => {
  test("default: lenders are paid out of what is not lent", () => {
    // 1,000 are owed to lenders and 700 are lent: of 500 that are asked for 300 are there, at 2 dollars each.
    const made = madeStressBook({
      prices: [2n * UNIT, UNIT],
      markets: [madeTerms(8_000)],
      accounts: [
        {
          market: 0,
          collateral: [{ factor: 1, raw: 5_000n * UNIT }],
          debt: [{ factor: 0, raw: 700n * UNIT }],
        },
      ],
    });
    const markets = made.markets.map((market) => ({ ...market, debt: 0 }));
    const claims = [{ market: 0, factor: 0, raw: 1_000n * UNIT, amount: 1_000 }];
    expect(claimsRun({ ...made, markets, claims }, 0.5)).toEqual({ asked: 1_000, paid: 600, queued: 400 });
    expect(claimsRun({ ...made, markets, claims }, 0)).toEqual({ asked: 0, paid: 0, queued: 0 });
  });
});
