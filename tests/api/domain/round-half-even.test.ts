import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { roundHalfEven } from "../../../api/domain/round-half-even.ts";

/** Another way to the same: compares the distances to the two neighbours instead of looking at the remainder. */
function byDistance(numerator: bigint, denominator: bigint): bigint {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
  let below = n / d;
  if (below * d > n) below -= 1n;
  const toBelow = n - below * d;
  const toAbove = (below + 1n) * d - n;
  if (toBelow === toAbove) return below % 2n === 0n ? below : below + 1n;
  return toBelow < toAbove ? below : below + 1n;
}

describe("roundHalfEven", () => {
  // IEEE 754-2019 section 4.3.1: roundTiesToEven.
  test.each([
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [5n, 2n, 2n],
    [-1n, 2n, 0n],
    [-3n, 2n, -2n],
    [7n, -2n, -4n],
    [10n, 3n, 3n],
    [11n, 3n, 4n],
    [0n, 7n, 0n],
  ])("default: %s / %s = %s", (numerator, denominator, expected) => {
    expect(roundHalfEven(numerator, denominator)).toBe(expected);
  });

  test("behavior: equals an independent algorithm for any quotient", () => {
    const any = fc.bigInt({ min: -(2n ** 256n), max: 2n ** 256n });
    const small = fc.bigInt({ min: -20n, max: 20n });
    fc.assert(
      fc.property(fc.oneof(any, small), fc.oneof(any, small), (numerator, denominator) => {
        fc.pre(denominator !== 0n);
        expect(roundHalfEven(numerator, denominator)).toBe(byDistance(numerator, denominator));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test("error: InvalidRequestError", () => {
    expect(() => roundHalfEven(1n, 0n)).toThrow(InvalidRequestError);
  });
});
