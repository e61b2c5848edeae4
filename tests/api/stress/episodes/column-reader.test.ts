import { describe, expect, test } from "vitest";
import { ColumnReader } from "../../../../api/stress/episodes/column-reader.ts";
import type { Column } from "../../../../api/stress/episodes/scope.ts";

const GRID = { from: 3_000, bucketSeconds: 300 };

function read(column: Partial<Column>, buckets: number): number[] {
  const whole: Column = { kind: "LEVEL", buckets: [], values: [], holds: null, scale: 1, ...column };
  const reader = new ColumnReader(whole, GRID);
  return Array.from({ length: buckets }, (_, bucket) => reader.read(bucket));
}

describe("ColumnReader", () => {
  test("default: a level holds until it is stated anew, and is missing before it was first", () => {
    expect(read({ buckets: [1, 3], values: [7, Number.NaN] }, 5)).toEqual([
      Number.NaN,
      7,
      7,
      Number.NaN,
      Number.NaN,
    ]);
    // What was stated before the grid began holds, too.
    expect(read({ buckets: [-4, 2], values: [5, 6] }, 3)).toEqual([5, 5, 6]);
  });

  test("behavior: a level that is too old is missing", () => {
    expect(read({ buckets: [0, 4], values: [7, 8], holds: 2 }, 6)).toEqual([7, 7, 7, Number.NaN, 8, 8]);
  });

  test("behavior: a flow is zero where nothing happened", () => {
    expect(read({ kind: "FLOW", buckets: [1], values: [7] }, 3)).toEqual([0, 7, 0]);
  });

  test("behavior: an age counts from the last entry to the end of the bucket, at least one unit", () => {
    // Observed at 3,200 in bucket 0 with a heartbeat of 600 s: ends of buckets are 3,300, 3,600, 3,900, 4,200.
    const ages = read({ kind: "AGE", buckets: [0, 3], values: [3_200, 3_900], scale: 600 }, 4);
    expect(ages).toEqual([1, 1, 700 / 600, 1]);
  });
});
