import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BUCKETS, bucketAt, bucketsOf, countBuckets, type TimeBucket } from "../../../api/domain/bucket.ts";
import { formatDateTime, parseDateTime } from "../../../api/domain/date-time.ts";

const KINDS = BUCKETS.filter((kind): kind is TimeBucket => kind !== "BLOCK");

function spanOf(kind: TimeBucket, time: string): [string, string] {
  const { from, to } = bucketAt(kind, parseDateTime(time));
  return [formatDateTime(from), formatDateTime(to)];
}

describe("bucketAt", () => {
  // By the calendar: 12 March 2020 was a Thursday; 2020 had a 29 February; 1 January 2024 was a Monday.
  test.each([
    ["MINUTE_5", "2020-03-12T13:35:09Z", "2020-03-12T13:35:00Z", "2020-03-12T13:40:00Z"],
    ["HOUR", "2020-03-12T13:59:59Z", "2020-03-12T13:00:00Z", "2020-03-12T14:00:00Z"],
    ["DAY", "2020-02-29T23:59:59Z", "2020-02-29T00:00:00Z", "2020-03-01T00:00:00Z"],
    ["WEEK", "2020-03-12T13:35:09Z", "2020-03-09T00:00:00Z", "2020-03-16T00:00:00Z"],
    ["WEEK", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2024-01-08T00:00:00Z"],
    ["WEEK", "2023-12-31T23:59:59Z", "2023-12-25T00:00:00Z", "2024-01-01T00:00:00Z"],
    ["WEEK", "1970-01-01T00:00:00Z", "1969-12-29T00:00:00Z", "1970-01-05T00:00:00Z"],
    ["MONTH", "2020-02-29T12:00:00Z", "2020-02-01T00:00:00Z", "2020-03-01T00:00:00Z"],
    ["MONTH", "2023-12-31T23:59:59Z", "2023-12-01T00:00:00Z", "2024-01-01T00:00:00Z"],
  ] as const)("behavior: the %s of %s", (kind, time, from, to) => {
    expect(spanOf(kind, time)).toEqual([from, to]);
  });

  test("behavior: every second is in exactly one bucket of a kind", () => {
    const second = fc.bigInt({ min: 0n, max: 4_102_444_800n });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), second, (kind, at) => {
        const { from, to } = bucketAt(kind, at);
        expect(from <= at && at < to).toBe(true);
        expect(bucketAt(kind, from)).toEqual({ from, to });
        expect(bucketAt(kind, to).from).toBe(to);
      }),
    );
  });
});

describe("bucketsOf", () => {
  test("default", () => {
    const [from, to] = ["2020-03-12T13:35:09Z", "2020-03-12T15:00:00Z"].map(parseDateTime);
    const buckets = [...bucketsOf("HOUR", { from: from ?? 0n, to: to ?? 0n })];
    expect(buckets.map((bucket) => formatDateTime(bucket.from))).toEqual([
      "2020-03-12T13:00:00Z",
      "2020-03-12T14:00:00Z",
    ]);
  });
});

describe("countBuckets", () => {
  test("behavior: it stops beyond the limit", () => {
    const span = { from: 0n, to: 86_400n };
    expect(countBuckets("HOUR", span, 24)).toBe(24);
    expect(countBuckets("HOUR", span, 10)).toBe(11);
  });
});
