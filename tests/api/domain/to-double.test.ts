import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { toDouble } from "../../../api/domain/to-double.ts";

describe("toDouble", () => {
  // The literals are correctly rounded by the JavaScript parser (ECMA-262, 12.9.3).
  test.each([
    [rational(1n, 3n), 0.3333333333333333],
    [rational(-2n, 3n), -0.6666666666666666],
    [rational(0n, 7n), 0],
    [rational(9007199254740993n), 9007199254740992],
    [rational(9007199254740995n), 9007199254740996],
    [rational(1n, 10n ** 40n), 1e-40],
    [rational(10n ** 40n), 1e40],
    [rational(8292196333108522145072764n, 10n ** 18n), 8292196.333108522],
  ])("default: %o", (value, expected) => {
    expect(toDouble(value)).toBe(expected);
  });

  test("behavior: equals the parser's rounding of any decimal", () => {
    const integers = fc.bigInt({ min: -(2n ** 256n), max: 2n ** 256n });
    fc.assert(
      fc.property(integers, fc.integer({ min: 0, max: 40 }), (raw, decimals) => {
        expect(toDouble(rational(raw, 10n ** BigInt(decimals))) + 0).toBe(Number(`${raw}e-${decimals}`) + 0);
      }),
    );
  });
});
