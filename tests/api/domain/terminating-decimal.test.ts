import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDecimal } from "../../../api/domain/decimal-string.ts";
import { rational } from "../../../api/domain/rational.ts";
import { terminatingDecimal } from "../../../api/domain/terminating-decimal.ts";

describe("terminatingDecimal", () => {
  // By hand.
  test.each([
    [3n, 12n, "0.25"],
    [-7n, 8n, "-0.875"],
    [6n, 3n, "2"],
    [0n, 7n, "0"],
    [1n, 625n, "0.0016"],
    [1n, 3n, null],
    [10n, 14n, null],
  ])("behavior: %d / %d is %s", (numerator, denominator, expected) => {
    expect(terminatingDecimal(rational(numerator, denominator))).toBe(expected);
  });

  test("behavior: a scaled integer keeps its digits whatever it is multiplied and divided by", () => {
    const whole = fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n });
    const factor = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(whole, fc.nat(45), factor, (raw, decimals, seconds) => {
        const value = rational(raw * seconds, 10n ** BigInt(decimals) * seconds);
        expect(terminatingDecimal(value)).toBe(formatDecimal(raw, decimals));
      }),
    );
  });
});
