import fc from "fast-check";
import { expect, test } from "vitest";
import { BUCKETS, bucketAt, type TimeBucket } from "../../../api/domain/bucket.ts";
import { BUCKET_START } from "../../../api/store/series/bucket-sql.ts";
import { Store } from "../../../api/store/store.ts";

const KINDS = BUCKETS.filter((kind): kind is TimeBucket => kind !== "BLOCK");

test("behavior: the store cuts time where the engine does", async () => {
  const store = await Store.open(":memory:");
  const seconds = fc.array(fc.bigInt({ min: 0n, max: 4_102_444_800n }), { minLength: 1, maxLength: 200 });
  const columns = KINDS.map((kind) => `(${BUCKET_START[kind]}) AS ${kind}`).join(", ");
  try {
    const property = fc.asyncProperty(seconds, async (times) => {
      const rows = await store.query<Record<string, bigint>>(
        `SELECT "timestamp" AS at, ${columns} FROM (SELECT unnest(?)::BIGINT AS "timestamp")`,
        [times.map(String)],
      );
      for (const { at = 0n, ...starts } of rows) {
        expect(starts).toEqual(Object.fromEntries(KINDS.map((kind) => [kind, bucketAt(kind, at).from])));
      }
    });
    await fc.assert(property, { numRuns: 20 });
  } finally {
    await store.close();
  }
});
