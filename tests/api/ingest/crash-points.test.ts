import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { SubgraphClient } from "../../../api/ingest/subgraph-client.ts";
import { LedgerSync } from "../../../api/ingest/sync.ts";
import { lastCheckpoint } from "../../../api/store/checkpoints.ts";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { seededRandom } from "../../support/e2e/seeded-random.ts";
import { runCount } from "../../support/nightly.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import type { CrashPoint } from "./support/crash-point.ts";
import { FAKE_SDL, type FakeBlock, FakeLedger } from "./support/fake-ledger.ts";
import { FakeSubgraph } from "./support/fake-subgraph.ts";
import { servedLedger, storedLedger } from "./support/stored-ledger.ts";

const SCHEMA = parseLedgerSchema(FAKE_SDL);
const INGEST = fileURLToPath(new URL("./support/ingest-process.ts", import.meta.url));

/** Deaths; every third inside a transaction, every third anywhere, every third at a moment of the clock. */
const DEATHS = runCount(6, 200);
const LIMIT_MS = 60_000 + DEATHS * 10_000;
const MAX_STEPS = 250;
const MAX_LIFE_MS = 1_500;
const MAX_REORG = 40;
const MAX_BLOCKS = 900;
const GROWTH_MS = 30;
/** Only a step that never comes takes so long. */
const LONGEST_LIFE_MS = 30_000;

vi.setConfig({ testTimeout: LIMIT_MS });

const random = seededRandom("crash points");

function blocks(count: number) {
  return Array.from({ length: count }, () => ({ logs: random.integer(0, 4), salt: random.integer(0, 999) }));
}

/** Every block that was ever served: a store that was killed before it saw a reorganisation still holds an older chain. */
class History {
  readonly #blocks = new Map<string, FakeBlock>();

  note(ledger: FakeLedger): void {
    for (const block of ledger.blocks) this.#blocks.set(block.hash, block);
  }

  /** What a store that is complete up to a block must hold. */
  upTo(hash: string): ReturnType<typeof servedLedger> {
    const chain: FakeBlock[] = [];
    for (let block = this.#blocks.get(hash); block !== undefined; block = this.#blocks.get(block.parentHash))
      chain.unshift(block);
    if (chain[0]?.number !== 0) throw new Error(`Block ${hash} was never served.`);
    return servedLedger(FakeLedger.of(chain), SCHEMA);
  }
}

type Death = CrashPoint | { readonly afterMs: number };

/** Runs the ingest until its death, while the chain grows, and returns what it printed. */
async function live(world: World, death: Death): Promise<string> {
  const point = "kind" in death ? [JSON.stringify(death)] : [];
  const child = spawn(process.execPath, ["--import", "tsx", INGEST, world.path, world.url, ...point], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (data: Buffer) => {
    printed += data.toString();
  });
  const growing = setInterval(() => world.grow(1), GROWTH_MS);
  const dying = setTimeout(() => child.kill("SIGKILL"), "afterMs" in death ? death.afterMs : LONGEST_LIFE_MS);
  const [, signal] = await once(child, "close");
  clearInterval(growing);
  clearTimeout(dying);
  expect(signal).toBe("SIGKILL");
  return printed;
}

function nextDeath(run: number): Death {
  if (run % 3 === 2) return { afterMs: random.integer(300, MAX_LIFE_MS) };
  return { kind: run % 3 === 0 ? "transaction-step" : "step", at: random.integer(1, MAX_STEPS) };
}

/** A chain that changes, the subgraph over it, and the file of the ingest that dies again and again. */
class World {
  readonly path: string;
  readonly fake = new FakeSubgraph(new FakeLedger());
  readonly history = new History();
  url = "";

  constructor(path: string) {
    this.path = path;
    this.grow(300);
  }

  grow(count: number): void {
    this.fake.ledger.extend(blocks(count));
    this.history.note(this.fake.ledger);
  }

  /** Now and then another branch; a chain that has become long goes back most of its way. */
  change(): void {
    const { length } = this.fake.ledger.blocks;
    if (length > MAX_BLOCKS) this.fake.ledger.revert(length - 100);
    else if (random.next() < 0.4) this.fake.ledger.revert(random.integer(1, MAX_REORG));
    this.grow(random.integer(1, 60));
  }
}

/** The table of blocks, and what it must hold: the blocks that facts name, each once. */
const BLOCKS = 'SELECT number, hash, "timestamp" FROM block ORDER BY ALL';
const BLOCKS_OF_FACTS = `SELECT DISTINCT block_number AS number, block_hash AS hash, "timestamp" FROM (
  SELECT block_number, block_hash, "timestamp" FROM fund_flow UNION ALL
  SELECT block_number, block_hash, "timestamp" FROM price_observation) ORDER BY ALL`;

async function expectWhole({ path, history }: World): Promise<void> {
  const store = await Store.open(path, { schema: SCHEMA });
  try {
    const checkpoint = await lastCheckpoint(store, "net");
    const stored = await storedLedger(store, "net");
    const isEmpty = Object.values(stored).every((rows) => rows.length === 0);
    if (checkpoint === null) expect(isEmpty).toBe(true);
    else expect(stored).toEqual(history.upTo(checkpoint.blockHash));
    expect(await store.query(BLOCKS)).toEqual(await store.query(BLOCKS_OF_FACTS));
  } finally {
    await store.close();
  }
}

/** Reads on with nobody to kill it, and compares everything. */
async function expectAllInTheEnd({ path, url, fake }: World): Promise<void> {
  const store = await Store.open(path, { schema: SCHEMA });
  const client = new SubgraphClient({ url });
  await new LedgerSync({ client, store, network: "net", behindPatience: 0 }).round();
  expect(await storedLedger(store, "net")).toEqual(servedLedger(fake.ledger, SCHEMA));
  expect((await lastCheckpoint(store, "net"))?.blockHash).toBe(fake.ledger.head.hash);
  await store.close();
}

describe("ingest killed at any step", () => {
  test(`behavior: ${DEATHS} deaths while the chain grows and is reorganised leave whole chunks, and in the end everything once`, async () => {
    const folder = makeTempDir("crash-points");
    const world = new World(join(folder.path, "killed.duckdb"));
    world.url = await world.fake.start();
    let insideTransactions = 0;
    try {
      for (let run = 0; run < DEATHS; run += 1) {
        const printed = await live(world, nextDeath(run));
        insideTransactions += printed.includes("crash inside a transaction") ? 1 : 0;
        await expectWhole(world);
        world.change();
      }
      await expectAllInTheEnd(world);
      expect(insideTransactions).toBeGreaterThanOrEqual(Math.floor(DEATHS / 3));
    } finally {
      await world.fake.stop();
      folder.remove();
    }
  });
});
