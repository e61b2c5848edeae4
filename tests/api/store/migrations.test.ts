import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { MIGRATIONS } from "../../../api/store/migrations/all.ts";
import { createTableSql, STORE_VERSION } from "../../../api/store/migrations.ts";
import { ReadOnlyStore } from "../../../api/store/read-only-store.ts";
import { Store } from "../../../api/store/store.ts";
import {
  ForeignFileError,
  StoreNewerError,
  StoreOpenError,
  StoreVersionError,
} from "../../../api/store/store-errors.ts";
import { makeTempDir, type TempDir } from "../../support/temp-dir.ts";

const SCHEMA = parseLedgerSchema(
  "type Fact @entity(immutable: true) { id: Bytes! ordinal: Int8! amount: BigInt! }",
);
const OTHER = parseLedgerSchema("type Fact @entity(immutable: true) { id: Bytes! ordinal: Int8! }");

/** What version 1 ran to make a file, and what its ingest wrote into it. */
const VERSION_1 = [
  "CREATE TABLE checkpoint (network VARCHAR NOT NULL, block_number BIGINT NOT NULL, block_hash VARCHAR NOT NULL, block_timestamp BIGINT NOT NULL)",
  "CREATE TABLE source (network VARCHAR NOT NULL, deployment VARCHAR NOT NULL, state_block BIGINT NOT NULL)",
  `CREATE VIEW head AS
     SELECT network, max(block_number) AS block_number, arg_max(block_hash, block_number) AS block_hash,
            arg_max(block_timestamp, block_number) AS block_timestamp
     FROM checkpoint GROUP BY network`,
  `CREATE TABLE "fact" (network VARCHAR NOT NULL, "id" VARCHAR NOT NULL, "ordinal" BIGINT NOT NULL, "amount" BIGNUM NOT NULL)`,
  "CREATE TABLE store_meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)",
  `INSERT INTO store_meta VALUES ('layout', '1-${SCHEMA.hash}')`,
  "INSERT INTO checkpoint VALUES ('net', 7, '0x07', 1600000084)",
  "INSERT INTO source VALUES ('net', 'QmOne', 7)",
  `INSERT INTO "fact" VALUES ('net', '0xaa', 7340032, '115792089237316195423570985008687907853269984665640564039457584007913129639935'::BIGNUM)`,
];

let folder: TempDir;
let path: string;

beforeEach(() => {
  folder = makeTempDir("migrations");
  path = join(folder.path, "api.duckdb");
});

afterEach(() => folder.remove());

async function runSql(statements: readonly string[], file = path): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

async function contentOf(store: Store): Promise<unknown[]> {
  const [head, sources, facts] = await Promise.all(
    ["SELECT * FROM head", "SELECT * FROM source", "SELECT * FROM fact"].map((sql) => store.query(sql)),
  );
  return [head, sources, facts];
}

async function metaOf(store: Store): Promise<Record<string, string>> {
  const rows = await store.query<{ key: string; value: string }>("SELECT key, value FROM store_meta");
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

describe("MIGRATIONS", () => {
  test("behavior: their versions are 1, 2, ... without a gap", () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });
});

describe("Store.open of an older file", () => {
  test("behavior: a file of version 1 is upgraded, says so, and keeps every row", async () => {
    await runSql(VERSION_1);
    const notices: string[] = [];
    const store = await Store.open(path, { schema: SCHEMA, onNotice: (notice) => notices.push(notice) });
    expect(await contentOf(store)).toEqual([
      [{ network: "net", block_number: 7n, block_hash: "0x07", block_timestamp: 1_600_000_084n }],
      [{ network: "net", deployment: "QmOne", state_block: 7n }],
      [{ network: "net", id: "0xaa", ordinal: 7_340_032n, amount: 2n ** 256n - 1n }],
    ]);
    expect(await metaOf(store)).toMatchObject({ version: String(STORE_VERSION), ledger: SCHEMA.hash });
    expect(await metaOf(store)).not.toHaveProperty("layout");
    await store.close();
    expect(notices).toEqual(
      MIGRATIONS.slice(1).map(({ name }) => `The store "${path}" was upgraded: ${name}.`),
    );
  });

  test("behavior: an upgraded file and a new one have the same tables", async () => {
    await runSql(VERSION_1);
    const fresh = join(folder.path, "fresh.duckdb");
    const [upgraded, made] = await Promise.all(
      [path, fresh].map((file) => Store.open(file, { schema: SCHEMA })),
    );
    const layoutOf = async (store: Store | undefined) => ({
      tables: await store?.query("SELECT table_name, sql FROM duckdb_tables() ORDER BY ALL"),
      views: await store?.query("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL"),
      meta: store && (await metaOf(store)),
    });
    expect(await layoutOf(upgraded)).toEqual(await layoutOf(made));
    await Promise.all([upgraded?.close(), made?.close()]);
  });

  test("behavior: an upgrade that fails leaves the file at its version", async () => {
    // A column too many in `store_meta` makes the second migration's INSERT fail, after its DELETE.
    const broken = VERSION_1.map((sql) => {
      return sql
        .replace("key VARCHAR NOT NULL, value VARCHAR NOT NULL)", "key VARCHAR, value VARCHAR, more VARCHAR)")
        .replace("INSERT INTO store_meta VALUES", "INSERT INTO store_meta (key, value) VALUES");
    });
    await runSql(broken);
    await expect(Store.open(path, { schema: SCHEMA })).rejects.toThrow();
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    const rows = (await connection.runAndReadAll("SELECT key, value FROM store_meta")).getRows();
    connection.closeSync();
    instance.closeSync();
    expect(rows).toEqual([["layout", `1-${SCHEMA.hash}`]]);
  });
});

describe("ReadOnlyStore.open", () => {
  test("behavior: an older file is read and stays at its version", async () => {
    await runSql(VERSION_1);
    for (let time = 0; time < 2; time += 1) {
      const store = await ReadOnlyStore.open(path, SCHEMA);
      const [meta, facts] = await store.snapshot(async (reader) => [
        await reader.query("SELECT value FROM store_meta WHERE key = 'layout'"),
        await reader.query("SELECT id FROM fact"),
      ]);
      store.close();
      expect([meta, facts]).toEqual([[{ value: `1-${SCHEMA.hash}` }], [{ id: "0xaa" }]]);
    }
  });

  test("error: another layout, a newer version, something else, and no file at all", async () => {
    await runSql(VERSION_1);
    await expect(ReadOnlyStore.open(path, OTHER)).rejects.toThrow(StoreVersionError);
    await runSql([`UPDATE store_meta SET value = '99-${SCHEMA.hash}'`]);
    await expect(ReadOnlyStore.open(path, SCHEMA)).rejects.toThrow(StoreNewerError);
    await runSql(["DROP TABLE store_meta"]);
    await expect(ReadOnlyStore.open(path, SCHEMA)).rejects.toThrow(ForeignFileError);
    const missing = () => ReadOnlyStore.open(join(folder.path, "none"), SCHEMA);
    await expect(missing()).rejects.toThrow(StoreOpenError);
    await expect(missing()).rejects.toThrow(/Check the path\.$/);
  });
});

describe("Store.open of a file with another layout of the ledger", () => {
  test("behavior: it is moved aside with what it holds, said so, and an empty one begun", async () => {
    await runSql(VERSION_1);
    const notices: string[] = [];
    const options = { otherLayout: "set-aside", onNotice: (notice: string) => notices.push(notice) } as const;
    const store = await Store.open(path, { schema: OTHER, ...options });
    expect(await store.query("SELECT * FROM fact")).toEqual([]);
    await store.close();
    const aside = `${path}.old-1-${SCHEMA.hash}`;
    expect(notices.length).toBe(1);
    expect(notices[0]).toContain(`it is kept as "${aside}" and read anew`);
    const old = await Store.open(aside, { schema: SCHEMA });
    expect(await old.query("SELECT id FROM fact")).toEqual([{ id: "0xaa" }]);
    await old.close();
  });

  test("behavior: one that was moved aside before is not overwritten", async () => {
    await runSql(VERSION_1);
    await runSql(VERSION_1, `${path}.old-1-${SCHEMA.hash}`);
    await (await Store.open(path, { schema: OTHER, otherLayout: "set-aside" })).close();
    expect(
      readdirSync(folder.path)
        .filter((name) => !name.endsWith(".wal"))
        .sort(),
    ).toEqual(["api.duckdb", `api.duckdb.old-1-${SCHEMA.hash}`, `api.duckdb.old-1-${SCHEMA.hash}-2`]);
  });

  test("error: StoreVersionError unless asked to move it, and the file is left", async () => {
    await runSql(VERSION_1);
    await expect(Store.open(path, { schema: OTHER })).rejects.toThrow(StoreVersionError);
    const store = await Store.open(path, { schema: SCHEMA });
    expect(await store.query("SELECT id FROM fact")).toEqual([{ id: "0xaa" }]);
    await store.close();
  });
});

describe("Store.open of a file that is not its own", () => {
  test.each([
    ["a later version of the tables", { version: "99", ledger: SCHEMA.hash, written_by: "0.0.1" }],
    ["another ledger by a later program", { version: "1", ledger: "0123", written_by: "99.0.0" }],
  ])("error: StoreNewerError for %s, which says what to do; the file is left", async (_, meta) => {
    const values = Object.entries(meta).map(([key, value]) => `('${key}', '${value}')`);
    const made = [
      "CREATE TABLE store_meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)",
      createTableSql(SCHEMA.tables[0] as (typeof SCHEMA.tables)[number]),
    ];
    await runSql([...made, `INSERT INTO store_meta VALUES ${values.join(", ")}`]);
    const opening = () => Store.open(path, { schema: SCHEMA, otherLayout: "set-aside" });
    await expect(opening()).rejects.toThrow(StoreNewerError);
    await expect(opening()).rejects.toThrow(/Run the newer Seawall, or set SEAWALL_STORE to a new path/);
    expect(readdirSync(folder.path).filter((name) => name.includes(".old"))).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });

  test("error: ForeignFileError for a database of something else, which is never moved", async () => {
    await runSql(["CREATE TABLE accounts (id INTEGER)"]);
    const opening = () => Store.open(path, { schema: SCHEMA, otherLayout: "set-aside" });
    await expect(opening()).rejects.toThrow(ForeignFileError);
    await expect(opening()).rejects.toThrow(/Set SEAWALL_STORE to another path/);
    expect(readdirSync(folder.path).filter((name) => name.includes(".old"))).toEqual([]);
  });
});
