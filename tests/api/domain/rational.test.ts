import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactDecimal } from "../../../api/domain/exact-decimal.ts";
import { missingRatio, ratio } from "../../../api/domain/ratio.ts";
import {
  addRational,
  compareRational,
  multiplyRational,
  rational,
  scaled,
  toDecimal,
} from "../../../api/domain/rational.ts";

const quotients = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe("rational", () => {
  test("behavior: sums and products are exact", () => {
    fc.assert(
      fc.property(quotients, quotients, (a, b) => {
        const sum = addRational(a, b);
        const product = multiplyRational(a, b);
        expect(sum.numerator * a.denominator * b.denominator).toBe(
          (a.numerator * b.denominator + b.numerator * a.denominator) * sum.denominator,
        );
        expect(product.numerator * a.denominator * b.denominator).toBe(
          a.numerator * b.numerator * product.denominator,
        );
      }),
      { seed: 3 },
    );
  });

  test("behavior: order is that of cross products", () => {
    expect(compareRational(rational(1n, 3n), rational(2n, 6n))).toBe(0);
    expect(compareRational(rational(-1n, 3n), rational(0n))).toBe(-1);
    expect(compareRational(rational(1n, -3n), rational(-1n, 2n))).toBe(1);
  });
});

describe("toDecimal", () => {
  test("default: rounds half to even at the last decimal", () => {
    expect(toDecimal(rational(1n, 3n), 4)).toBe("0.3333");
    expect(toDecimal(rational(25n, 1000n), 2)).toBe("0.02");
    expect(toDecimal(rational(35n, 1000n), 2)).toBe("0.04");
  });
});

describe("exactDecimal", () => {
  test("default: keeps every digit of products of scaled integers", () => {
    expect(exactDecimal(multiplyRational(scaled(1n, 18), scaled(3n, 18)))).toBe(`0.${"0".repeat(35)}3`);
  });
});

describe("ratio", () => {
  // 1454 / 4076 by bc -l: .356722276741903827281...
  test("default", () => {
    expect(ratio(1454n, 4076n, "auctions / auctions")).toEqual({
      value: "0.356722276741903827",
      numerator: "1454",
      denominator: "4076",
      unit: "auctions / auctions",
      status: "OK",
      reason: null,
    });
  });

  test("behavior: nothing to divide by is null with a status", () => {
    expect(ratio(0n, 0n, "a / b")).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(missingRatio("a / b", "NO_DATA", "why")).toMatchObject({
      value: null,
      status: "NO_DATA",
      reason: "why",
    });
  });
});
