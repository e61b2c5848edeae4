import type { Column } from "./scope.ts";

/** Where and how long the buckets of a column are. */
export type Grid = { readonly from: number; readonly bucketSeconds: number };

/** Reads the values of a column bucket by bucket, in order. */
export class ColumnReader {
  readonly #column: Column;
  readonly #grid: Grid;
  #next = 0;

  constructor(column: Column, grid: Grid) {
    this.#column = column;
    this.#grid = grid;
  }

  /** Returns the value at the end of a bucket; NaN where there is none. @param bucket - Later than the one before. */
  read(bucket: number): number {
    const { kind, buckets, values } = this.#column;
    while (this.#next < buckets.length && (buckets[this.#next] as number) <= bucket) this.#next += 1;
    const last = this.#next - 1;
    if (kind === "FLOW") return last >= 0 && buckets[last] === bucket ? (values[last] as number) : 0;
    if (last < 0) return Number.NaN;
    return kind === "AGE" ? this.#age(bucket, last) : this.#level(bucket, last);
  }

  #level(bucket: number, last: number): number {
    const { holds, buckets, values } = this.#column;
    const isOld = holds !== null && bucket - (buckets[last] as number) > holds;
    return isOld ? Number.NaN : (values[last] as number);
  }

  #age(bucket: number, last: number): number {
    const { from, bucketSeconds } = this.#grid;
    const seconds = from + (bucket + 1) * bucketSeconds - (this.#column.values[last] as number);
    return Math.max(1, seconds / this.#column.scale);
  }
}
