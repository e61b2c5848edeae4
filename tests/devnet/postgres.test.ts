import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PartCrashedError } from "../../devnet/stack/errors.ts";
import {
  type Postgres,
  type PostgresOptions,
  removePostgres,
  startPostgres,
  withClient,
} from "../../devnet/stack/postgres.ts";
import { canReach, isRoot } from "../../devnet/stack/postgres-account.ts";
import { postgresBinaries } from "../../devnet/stack/postgres-binaries.ts";
import { postgresPlace } from "../../devnet/stack/postgres-place.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

let dir: TempDir;
const servers: Postgres[] = [];

beforeAll(() => {
  dir = makeTempDir("postgres");
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  dir.remove();
});

async function start(options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const server = await startPostgres({ folder: join(dir.path, "pg"), env: process.env, ...options });
  servers.push(server);
  return server;
}

async function ask<T>(url: string, query: string): Promise<T[]> {
  return withClient(url, async (client) => (await client.query(query)).rows as T[]);
}

describe("startPostgres", () => {
  test("default: a database as graph-node needs it, and the same data after a stop", async () => {
    const first = await start();
    const url = await first.createDatabase("ledger");
    const [settings] = await ask(
      url,
      "SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS locale FROM pg_database WHERE datname = 'ledger'",
    );
    expect(settings).toEqual({ encoding: "UTF8", locale: "C" });
    await ask(url, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.stop();
    const second = await start();
    expect(await ask(await second.createDatabase("ledger"), "SELECT answer FROM kept")).toEqual([
      { answer: 42 },
    ]);
    await second.stop();
  });

  test("behavior: what was committed is there after SIGKILL", async () => {
    const first = await start();
    await ask(await first.createDatabase("killed"), "CREATE TABLE kept AS SELECT 7 AS answer");
    process.kill(first.child.pid, "SIGKILL");
    await first.child.exited;
    const second = await start();
    expect(await ask(second.url("killed"), "SELECT answer FROM kept")).toEqual([{ answer: 7 }]);
    await second.stop();
  });

  test("behavior: the password is needed", async () => {
    const server = await start();
    const wrong = server.url("postgres").replace(/:[0-9a-f]{32}@/, ":wrong@");
    await expect(ask(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
    await server.stop();
  });

  test("error: PartCrashedError when a second server starts on the same data", async () => {
    const server = await start();
    await expect(start()).rejects.toThrow(PartCrashedError);
    await server.stop();
  });

  test("behavior: removePostgres leaves nothing", async () => {
    const folder = join(dir.path, "gone");
    await (await start({ folder })).stop();
    removePostgres(folder, process.env);
    const again = await start({ folder });
    await expect(ask(again.url("ledger"), "SELECT 1")).rejects.toThrow('database "ledger" does not exist');
    await again.stop();
  });
});

describe("postgresPlace", () => {
  const binaries = postgresBinaries(process.env);

  test("default: an ordinary user keeps everything where it is", () => {
    const place = postgresPlace("/home/someone/.seawall/local/postgres", binaries, null);
    expect(place).toEqual({ binaries, cluster: "/home/someone/.seawall/local/postgres/cluster" });
  });

  test.skipIf(!isRoot())(
    "behavior: as root, data below a private folder lies where the account can reach it",
    () => {
      const hidden = join(dir.path, "private");
      const folder = join(hidden, "postgres");
      const system = join(dir.path, "system");
      mkdirSync(folder, { recursive: true });
      chmodSync(hidden, 0o700);
      const account = { uid: 54_321, gid: 54_321 };
      expect(canReach(account, folder)).toBe(false);
      const place = postgresPlace(folder, binaries, account, system);
      expect(place.cluster.startsWith(`${system}/cluster-`)).toBe(true);
      expect(canReach(account, place.cluster)).toBe(true);
    },
  );
});
