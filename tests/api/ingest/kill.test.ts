import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lastCheckpoint } from "../../../api/store/checkpoints.ts";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { FAKE_SDL, FakeLedger } from "./support/fake-ledger.ts";
import { FakeSubgraph } from "./support/fake-subgraph.ts";
import { servedLedger, storedLedger } from "./support/stored-ledger.ts";

const SCHEMA = parseLedgerSchema(FAKE_SDL);
const INGEST = fileURLToPath(new URL("./support/ingest-process.ts", import.meta.url));

/** Milliseconds between a commit of the child and its death; different each time, so that it dies in different places. */
const KILL_AFTER_MS = [0, 2, 7, 15, 31];

let folder: string;
let fake: FakeSubgraph;
let url: string;
let child: ChildProcess | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "seawall-kill-"));
  fake = new FakeSubgraph(new FakeLedger());
  fake.ledger.extend(blocks(300, 1));
  url = await fake.start();
  child = null;
});

afterEach(async () => {
  child?.kill("SIGKILL");
  await fake.stop();
  rmSync(folder, { recursive: true, force: true });
});

function blocks(count: number, salt: number) {
  return Array.from({ length: count }, (_, at) => ({ logs: at % 4, salt: salt * 1000 + at }));
}

/** Runs the ingest until a block is committed, then a moment longer, then kills it. */
async function runAndKill(path: string, untilBlock: number, thenMs: number): Promise<void> {
  const running = spawn(process.execPath, ["--import", "tsx", INGEST, path, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = running;
  for await (const text of running.stdout) {
    const committed = Number(String(text).trim().split("\n").at(-1));
    if (committed >= untilBlock) break;
  }
  await new Promise((done) => setTimeout(done, thenMs));
  running.kill("SIGKILL");
  await once(running, "close");
}

async function expectPrefixOfLedger(path: string): Promise<void> {
  const store = await Store.open(path, { schema: SCHEMA });
  const checkpoint = await lastCheckpoint(store, "net");
  const stored = await storedLedger(store, "net");
  await store.close();
  const upTo = Number(checkpoint?.blockNumber);
  expect(checkpoint?.blockHash).toBe(fake.ledger.blocks[upTo]?.hash);
  expect(stored).toEqual(servedLedger(fake.ledger, SCHEMA, upTo));
}

describe("ingest killed with SIGKILL", () => {
  test("behavior: every death leaves a whole prefix of the ledger, and the next start goes on from there", async () => {
    const path = join(folder, "killed.duckdb");
    for (const [at, thenMs] of KILL_AFTER_MS.entries()) {
      await runAndKill(path, (at + 1) * 20, thenMs);
      await expectPrefixOfLedger(path);
    }
    fake.ledger.revert(10);
    fake.ledger.extend(blocks(14, 2));
    await runAndKill(path, fake.ledger.head.number, 5);
    await expectPrefixOfLedger(path);
    const store = await Store.open(path, { schema: SCHEMA });
    expect((await lastCheckpoint(store, "net"))?.blockHash).toBe(fake.ledger.head.hash);
    await store.close();
  }, 120_000);
});
