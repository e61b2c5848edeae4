import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { randomFromState, seededRandom } from "../../../api/stats/seeded-random.ts";

function take<T>(count: number, next: () => T): T[] {
  return Array.from({ length: count }, next);
}

describe("randomFromState", () => {
  // Output of the authors' xoshiro128starstar.c 1.1, as quoted by the tests of Rust's rand_xoshiro.
  test("default", () => {
    const random = randomFromState([1, 2, 3, 4]);
    expect(take(10, random.nextUint32)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test("error: InvalidRequestError when all words are zero", () => {
    expect(() => randomFromState([0, 0, 0, 0])).toThrow(InvalidRequestError);
  });
});

describe("seededRandom", () => {
  // Vigna's splitmix64.c gives 0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4 for seed 0.
  test("behavior: the state is two outputs of SplitMix64, low word first", () => {
    const expected = randomFromState([0x7b1dcdaf, 0xe220a839, 0xa1b965f4, 0x6e789e6a]);
    expect(take(20, seededRandom(0n).nextUint32)).toEqual(take(20, expected.nextUint32));
  });

  test("behavior: same seed, same numbers; uniforms in [0, 1); integers below the bound", () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 70n), 2n ** 70n), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const [one, two] = [seededRandom(seed), seededRandom(seed)];
        for (let i = 0; i < 20; i++) {
          const uniform = one.nextUniform();
          expect(uniform).toBe(two.nextUniform());
          expect(uniform >= 0 && uniform < 1).toBe(true);
          const integer = one.nextBelow(bound);
          expect(integer).toBe(two.nextBelow(bound));
          expect(Number.isInteger(integer) && integer >= 0 && integer < bound).toBe(true);
        }
      }),
    );
  });

  test("error: InvalidRequestError for a bound that is not in range", () => {
    for (const bound of [0, 1.5, -1, 2 ** 33, Number.NaN]) {
      expect(() => seededRandom(1n).nextBelow(bound)).toThrow(InvalidRequestError);
    }
  });
});
