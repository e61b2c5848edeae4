import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RollingMaximum } from "../../../api/stats/rolling-maximum.ts";
import { RollingQuantile } from "../../../api/stats/rolling-quantile.ts";
import { SortedBlocks } from "../../../api/stats/sorted-blocks.ts";

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -5, max: 5 }).map((n) => n / 4) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);

function trailing(values: readonly number[], at: number, length: number): number[] {
  return values.slice(Math.max(0, at - length + 1), at + 1);
}

/** Type 7 from the sorted sample. */
function quantile(values: readonly number[], p: number): number {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low === high ? low : low + (place - Math.floor(place)) * (high - low);
}

describe("RollingQuantile", () => {
  test("behavior: gives what sorting the window anew gives", () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 120 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 0.01, 0.5, 0.99, 1),
        (values, length, p) => {
          const window = new RollingQuantile(length);
          for (const [i, next] of values.entries()) {
            window.push(next);
            const known = trailing(values, i, length).filter((v) => !Number.isNaN(v));
            expect(window.count).toBe(known.length);
            expect(window.quantile(p)).toBe(quantile(known, p));
            expect(window.rankOf(0.5)).toBe(known.filter((v) => v <= 0.5).length / known.length);
          }
        },
      ),
    );
  });
});

describe("RollingMaximum", () => {
  test("behavior: gives the largest of a window without gaps, else nothing", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), fc.integer({ min: 1, max: 12 }), (values, length) => {
        const window = new RollingMaximum(length);
        for (const [i, next] of values.entries()) {
          const last = trailing(values, i, length);
          const isWhole = last.length === length && !last.some(Number.isNaN);
          expect(window.push(next)).toBe(isWhole ? Math.max(...last) : Number.NaN);
        }
      }),
    );
  });
});

describe("SortedBlocks", () => {
  test("behavior: keeps thousands of values in order over many blocks", () => {
    // A permutation of 0 to 4999 (7 has no factor in common with 5000), of which every third value is taken out again.
    const blocks = new SortedBlocks();
    for (let i = 0; i < 5000; i += 1) blocks.insert((i * 7) % 5000);
    for (let v = 0; v < 5000; v += 3) blocks.remove(v);
    blocks.remove(3);
    const left = Array.from({ length: 5000 }, (_, v) => v).filter((v) => v % 3 !== 0);
    expect(blocks.size).toBe(left.length);
    expect(left.every((v, rank) => blocks.at(rank) === v && blocks.countAtMost(v) === rank + 1)).toBe(true);
  });

  test("error: RangeError for a rank that is not there", () => {
    expect(() => new SortedBlocks().at(0)).toThrow(RangeError);
  });
});
