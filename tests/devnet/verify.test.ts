import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseConfig } from "../../api/config.ts";
import { startApi } from "../../api/start-api.ts";
import { loadLedgerSchema } from "../../api/store/ledger-schema.ts";
import { parseVerifyArgs } from "../../devnet/cli/verify.ts";
import { announceStack } from "../../devnet/stack/running-stack.ts";
import { FakeSubgraph } from "../api/ingest/support/fake-subgraph.ts";
import { blockHash } from "../support/ledger-fixture.ts";
import { RowsLedger } from "../support/rows-ledger.ts";
import { SMALL_LEDGER } from "../support/small-ledger/small-ledger.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SCHEMA = loadLedgerSchema();
const ROWS = Object.values(SMALL_LEDGER).reduce((sum, rows) => sum + rows.length, 0);

let folder: TempDir;
let store: string;
let fake: FakeSubgraph<RowsLedger>;
let subgraph: string;

beforeAll(async () => {
  folder = makeTempDir("verify");
  store = join(folder.path, "api.duckdb");
  fake = new FakeSubgraph(new RowsLedger(SCHEMA, SMALL_LEDGER, 200, blockHash), SCHEMA);
  subgraph = await fake.start();
  await withApi({}, async () => undefined);
});

afterAll(async () => {
  await fake?.stop();
  folder?.remove();
});

/** Runs an API on the store, waits until it has read everything, and stops it afterwards. */
async function withApi(env: Record<string, string>, use: (url: string) => Promise<void>): Promise<void> {
  const config = parseConfig({
    SEAWALL_PORT: "0",
    SEAWALL_STORE: store,
    SEAWALL_SUBGRAPHS: `mainnet=${subgraph}`,
    SEAWALL_POLL_MS: "10",
    SEAWALL_MAX_HEAD_AGE_S: "0",
    ...env,
  });
  const api = await startApi(config, pino({ level: "silent" }));
  try {
    const isReady = async () => expect((await fetch(`${api.url}/ready`)).status).toBe(200);
    await vi.waitFor(isReady, { timeout: 20_000, interval: 20 });
    await use(api.url);
  } finally {
    await api.close();
  }
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function verify(...flags: string[]): Promise<Run> {
  const args = ["--import", "tsx", "devnet/main.ts", "verify", "--data", folder.path, ...flags];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (data: Buffer) => {
    output.stdout += data.toString();
  });
  child.stderr.on("data", (data: Buffer) => {
    output.stderr += data.toString();
  });
  const [code] = await once(child, "close");
  return { code, ...output };
}

async function change(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(store);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

describe("seawall verify", () => {
  test("default: a file that equals its subgraph ends with 0", async () => {
    const { code, stdout } = await verify("--store", store, "--subgraph", subgraph);
    expect(stdout).toContain(`mainnet, blocks 0 to 200, as of block 200 ${blockHash(200)}`);
    expect(stdout).toContain(`Equal: ${SCHEMA.tables.length} entities, ${ROWS} rows.`);
    expect(code).toBe(0);
  });

  test("behavior: through a running API it is the same, found where the stack says it is", async () => {
    await withApi({ SEAWALL_TALLY: "1" }, async (api) => {
      mkdirSync(join(folder.path, "run"), { recursive: true });
      announceStack(folder.path, {
        api,
        subgraph,
        rpc: "http://127.0.0.1:9",
        network: { name: "mainnet" } as Parameters<typeof announceStack>[1]["network"],
        storeDir: folder.path,
      });
      const { code, stdout } = await verify("--json");
      const result = JSON.parse(stdout);
      expect([code, result.isEqual, result.entities.length]).toEqual([0, true, SCHEMA.tables.length]);
    });
  });

  test("error: /tally answers a wrong question with 400 and what is wrong", async () => {
    await withApi({ SEAWALL_TALLY: "1" }, async (api) => {
      for (const [query, message] of [
        ["network=mainnet&entity=Nope&from=0&to=5", 'The copy has no entity "Nope".'],
        ["network=nowhere&entity=FundFlow&from=0&to=5", 'The copy holds nothing of network "nowhere".'],
        ["network=mainnet&entity=FundFlow&from=-1&to=5", "from"],
      ] as const) {
        const response = await fetch(`${api}/tally/part?${query}`);
        const { error } = (await response.json()) as { error: string };
        expect([response.status, error]).toEqual([400, expect.stringContaining(message)]);
      }
    });
  });

  test("error: the file of a running API is locked, and an API need not offer tallies: 2, with advice", async () => {
    await withApi({}, async (api) => {
      const locked = await verify("--store", store, "--subgraph", subgraph);
      expect([locked.code, locked.stderr]).toEqual([
        2,
        expect.stringMatching(/Stop the other process that uses it/),
      ]);
      const closed = await verify("--api", api, "--subgraph", subgraph);
      expect([closed.code, closed.stderr]).toEqual([2, expect.stringMatching(/Set SEAWALL_TALLY=1/)]);
    });
  });

  test("behavior: a tampered file ends with 1, and the table names number, block and row", async () => {
    const id = SMALL_LEDGER["Liquidation"]?.[0]?.id;
    const block = SMALL_LEDGER["Liquidation"]?.[0]?.["blockNumber"];
    await change(`UPDATE liquidation SET log_index = log_index + 1 WHERE id = '${id}'`);
    try {
      const { code, stdout } = await verify("--store", store, "--subgraph", subgraph);
      expect(code).toBe(1);
      expect(stdout).toMatch(new RegExp(`Liquidation +logIndex +\\d+ +\\d+ +1 +${block}\n`));
      expect(stdout).toMatch(
        new RegExp(`Liquidation, block ${block}:\n  ${id} has logIndex \\d+ instead of \\d+`),
      );
      const json = await verify("--store", store, "--subgraph", subgraph, "--json", "--entity", "FundFlow");
      expect([json.code, JSON.parse(json.stdout).entities.length]).toEqual([0, 1]);
    } finally {
      await change(`UPDATE liquidation SET log_index = log_index - 1 WHERE id = '${id}'`);
    }
  });

  test("behavior: of several networks in a copy one must be named", async () => {
    await change("INSERT INTO checkpoint VALUES ('other', 7, '0x07', 0)");
    try {
      const unnamed = await verify("--store", store, "--subgraph", subgraph);
      expect([unnamed.code, unnamed.stderr]).toEqual([
        2,
        expect.stringMatching(/choose one of mainnet, other/),
      ]);
      const named = await verify("--store", store, "--subgraph", subgraph, "--network", "mainnet");
      expect(named.code).toBe(0);
    } finally {
      await change("DELETE FROM checkpoint WHERE network = 'other'");
    }
  });

  test("error: 2 when the subgraph does not answer, and for wrong flags", async () => {
    const dead = await verify("--store", store, "--subgraph", "http://127.0.0.1:9/x", "--to", "5");
    expect([dead.code, dead.stderr]).toEqual([2, expect.stringMatching(/gave no answer in 5 attempts/)]);
    const wrong = await verify("--store", store, "--api", "http://127.0.0.1:9");
    expect([wrong.code, wrong.stdout]).toEqual([
      2,
      expect.stringMatching(/--api and --store exclude each other/),
    ]);
  });
});

describe("parseVerifyArgs", () => {
  const parse = (...args: string[]) => parseVerifyArgs(["--data", "/nowhere", ...args], "/somewhere");

  test("default", () => {
    const flags = ["--store", "a.duckdb", "--subgraph", "https://host/x", "--from", "5", "--to", "7"];
    expect(parse(...flags, "--entity", "A", "--entity", "B", "--network", "mainnet")).toEqual({
      store: "/somewhere/a.duckdb",
      api: null,
      subgraph: "https://host/x",
      network: "mainnet",
      from: "5",
      to: "7",
      entities: ["A", "B"],
      isJson: false,
    });
    expect(parse("--help")).toBeNull();
  });

  test.each([
    [[], /Nothing runs on "\/nowhere", so --api is needed/],
    [["--store", "a"], /so --subgraph is needed/],
    [["--api", "x", "--subgraph", "http://y"], /--api expects an http or https URL, got "x"/],
    [["--store", "a", "--subgraph", "http://y", "--from", "-1"], /--from/],
    [["--bad"], /Unknown option/],
  ])("error: %j", (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
