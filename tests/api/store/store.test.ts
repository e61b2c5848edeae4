import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLedgerSchema, parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { StoreClosedError, StoreOpenError, StoreVersionError } from "../../../api/store/store-errors.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "seawall-store-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** 2^256 - 1, the largest amount a chain can state. */
const MAX_UINT256 = 115792089237316195423570985008687907853269984665640564039457584007913129639935n;

describe("Store.open", () => {
  test("default: a new file has a table for every entity of schema.graphql", async () => {
    const store = await Store.open(join(folder, "new.duckdb"));
    const found = await store.query<{ table_name: string }>("SELECT table_name FROM duckdb_tables()");
    await store.close();
    const names = found.map((row) => row.table_name);
    expect(names).toEqual(expect.arrayContaining(loadLedgerSchema().tables.map(({ table }) => table)));
  });

  test("behavior: what was committed is there after closing and opening again", async () => {
    const path = join(folder, "again.duckdb");
    const first = await Store.open(path);
    await first.transaction((tx) => tx.query("INSERT INTO checkpoint VALUES ('n', 7, '0xaa', 9)"));
    await first.close();
    const second = await Store.open(path);
    const rows = await second.query("SELECT * FROM head");
    await second.close();
    expect(rows).toEqual([{ network: "n", block_number: 7n, block_hash: "0xaa", block_timestamp: 9n }]);
  });

  test("error: StoreVersionError when the ledger's layout differs, and the file is left alone", async () => {
    const path = join(folder, "layout.duckdb");
    await (await Store.open(path)).close();
    const schema = parseLedgerSchema("type Other @entity(immutable: true) { id: Bytes! ordinal: Int8! }");
    await expect(Store.open(path, { schema })).rejects.toThrow(StoreVersionError);
    await expect(Store.open(path, { schema })).rejects.toThrow(/delete the file/);
    await (await Store.open(path)).close();
  });

  test("error: StoreOpenError says what to do with a file that is not a database", async () => {
    const path = join(folder, "damaged.duckdb");
    writeFileSync(path, "this is no database file, whatever its name says".repeat(100));
    await expect(Store.open(path)).rejects.toThrow(StoreOpenError);
    await expect(Store.open(path)).rejects.toThrow(/delete the file and it is rebuilt/);
  });
});

describe("Store.query", () => {
  test("behavior: amounts of 256 bits come back exactly, as parameter and as value", async () => {
    const store = await Store.open(":memory:");
    const [row] = await store.query("SELECT ?::BIGNUM AS a, ? = ?::BIGNUM AS same, 5::BIGNUM < ? AS less", [
      MAX_UINT256,
      MAX_UINT256,
      MAX_UINT256.toString(),
      6n,
    ]);
    await store.close();
    expect(row).toEqual({ a: MAX_UINT256, same: true, less: true });
  });

  test("behavior: BIGINT is bigint, INTEGER number, NULL null, a list can be searched in", async () => {
    const store = await Store.open(":memory:");
    const [row] = await store.query(
      "SELECT 1::BIGINT AS a, 2::INTEGER AS b, NULL AS c, 'x' IN (SELECT unnest(?)) AS d",
      [["x", "y"]],
    );
    await store.close();
    expect(row).toEqual({ a: 1n, b: 2, c: null, d: true });
  });

  test("behavior: more reads at once than connections all get their answer", async () => {
    const store = await Store.open(":memory:", { readers: 2 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.query("SELECT ? AS n", [n])),
    );
    await store.close();
    expect(answers.map(([row]) => row)).toEqual(Array.from({ length: 20 }, (_, n) => ({ n })));
  });

  test("error: StoreClosedError after close", async () => {
    const store = await Store.open(":memory:");
    await store.close();
    await expect(store.query("SELECT 1")).rejects.toThrow(StoreClosedError);
    await expect(store.transaction(async () => undefined)).rejects.toThrow(StoreClosedError);
  });
});

describe("Store.transaction", () => {
  test("behavior: a failed transaction leaves nothing, and the next one works", async () => {
    const store = await Store.open(":memory:");
    const failing = store.transaction(async (tx) => {
      await tx.query("INSERT INTO checkpoint VALUES ('n', 1, '0x01', 1)");
      throw new Error("stop here");
    });
    await expect(failing).rejects.toThrow("stop here");
    await store.transaction((tx) => tx.query("INSERT INTO checkpoint VALUES ('n', 2, '0x02', 2)"));
    const rows = await store.query("SELECT block_number FROM checkpoint");
    await store.close();
    expect(rows).toEqual([{ block_number: 2n }]);
  });

  test("behavior: transactions started together run one after another", async () => {
    const store = await Store.open(":memory:");
    await store.transaction((tx) => tx.query("INSERT INTO checkpoint VALUES ('n', 0, '0x', 0)"));
    const increment = () =>
      store.transaction(async (tx) => {
        const [row] = await tx.query<{ block_number: bigint }>("SELECT block_number FROM checkpoint");
        await tx.query("UPDATE checkpoint SET block_number = ?", [(row?.block_number ?? 0n) + 1n]);
      });
    await Promise.all(Array.from({ length: 10 }, increment));
    const rows = await store.query("SELECT block_number FROM checkpoint");
    await store.close();
    expect(rows).toEqual([{ block_number: 10n }]);
  });
});

describe("Store.snapshot", () => {
  test("behavior: reads of one snapshot do not see what is committed meanwhile", async () => {
    const store = await Store.open(":memory:");
    const counts = await store.snapshot(async (reader) => {
      const before = await reader.query("SELECT count(*) AS n FROM checkpoint");
      await store.transaction((tx) => tx.query("INSERT INTO checkpoint VALUES ('n', 1, '0x01', 1)"));
      return [before, await reader.query("SELECT count(*) AS n FROM checkpoint")];
    });
    const after = await store.query("SELECT count(*) AS n FROM checkpoint");
    await store.close();
    expect(counts).toEqual([[{ n: 0n }], [{ n: 0n }]]);
    expect(after).toEqual([{ n: 1n }]);
  });
});
