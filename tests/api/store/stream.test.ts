import { describe, expect, test } from "vitest";
import { Store } from "../../../api/store/store.ts";

const ROWS = 10_000;
const NUMBERS = `SELECT range AS i FROM range(${ROWS}) ORDER BY i`;

async function withStore(use: (store: Store) => Promise<void>): Promise<void> {
  const store = await Store.open(":memory:", { readers: 1 });
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

describe("Store.stream", () => {
  test("default: every row once, in order, in several parts", () =>
    withStore(async (store) => {
      const seen: bigint[] = [];
      let parts = 0;
      for await (const rows of store.stream<{ i: bigint }>(NUMBERS)) {
        parts += 1;
        seen.push(...rows.map(({ i }) => i));
      }
      expect(seen).toEqual(Array.from({ length: ROWS }, (_, i) => BigInt(i)));
      expect(parts).toBeGreaterThan(1);
    }));

  test("behavior: whoever stops early gives the connection back", () =>
    withStore(async (store) => {
      for await (const [first] of store.stream<{ i: bigint }>(NUMBERS)) {
        expect(first?.i).toBe(0n);
        break;
      }
      expect(await store.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    }));

  test("behavior: rows written meanwhile are not seen", () =>
    withStore(async (store) => {
      await store.transaction((tx) => tx.query(`CREATE TABLE t AS SELECT range AS i FROM range(${ROWS})`));
      let count = 0;
      for await (const rows of store.stream("SELECT i FROM t")) {
        if (count === 0)
          await store.transaction((tx) => tx.query(`INSERT INTO t SELECT * FROM range(${ROWS})`));
        count += rows.length;
      }
      expect(count).toBe(ROWS);
    }));

  test("error: a statement that fails rejects, and the connection is given back", () =>
    withStore(async (store) => {
      const rows = store.stream("SELECT nothing FROM nowhere");
      await expect(rows.next()).rejects.toThrow("nowhere");
      expect(await store.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    }));
});
