import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDecimal, parseDecimal } from "../../../api/domain/decimal-string.ts";
import { InvalidRequestError } from "../../../api/domain/errors.ts";

describe("formatDecimal", () => {
  test.each([
    [0n, 18, "0"],
    [1n, 18, "0.000000000000000001"],
    [-1_500_000n, 6, "-1.5"],
    [62_640_837_549_723_399_283_693n, 18, "62640.837549723399283693"],
    [120n, 0, "120"],
    // The largest uint256, from the Solidity documentation.
    [2n ** 256n - 1n, 0, "115792089237316195423570985008687907853269984665640564039457584007913129639935"],
  ])("default: %s with %s decimals", (raw, decimals, expected) => {
    expect(formatDecimal(raw, decimals)).toBe(expected);
  });
});

describe("parseDecimal", () => {
  test("default", () => {
    expect(parseDecimal("-1.50")).toEqual({ raw: -15n, decimals: 1 });
  });

  test("behavior: reads back what formatDecimal writes", () => {
    const amounts = fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 60 }), (raw, decimals) => {
        const read = parseDecimal(formatDecimal(raw, decimals));
        expect(read.raw * 10n ** BigInt(decimals - read.decimals)).toBe(raw);
      }),
      { seed: 2 },
    );
  });

  test.each(["", "1e3", "1,000", ".5", "0x1", "NaN", "9".repeat(300)])(
    "error: InvalidRequestError for %j",
    (text) => {
      expect(() => parseDecimal(text)).toThrow(InvalidRequestError);
    },
  );
});
