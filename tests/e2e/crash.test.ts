import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { playLocalWorld } from "../../devnet/world/scenario.ts";
import { caughtUp, readHeads } from "../support/e2e/caught-up.ts";
import { factsOfLedger, readChainFacts } from "../support/e2e/chain-facts.ts";
import { FragileStack, VICTIMS, type Victim } from "../support/e2e/fragile-stack.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type Ledger, readLedger, rowCounts } from "../support/e2e/ledger.ts";
import { recordedParts } from "../support/e2e/parts.ts";
import { type SeawallRun, START_MS } from "../support/e2e/seawall-run.ts";
import { type SeededRandom, seededRandom } from "../support/e2e/seeded-random.ts";
import { BUILDS, makeStackFixture, type StackFixture, watchParts } from "../support/e2e/stack-fixture.ts";
import { readStoreLedger, storeFileOf } from "../support/e2e/store-ledger.ts";
import { WorldActor } from "../support/e2e/world-actor.ts";
import { runCount } from "../support/nightly.ts";
import { makeTempDir } from "../support/temp-dir.ts";

vi.setConfig({ testTimeout: START_MS, hookTimeout: START_MS });

/** Longest wait before a kill, milliseconds: about what indexing the world takes on an idle machine. */
const MAX_WAIT_MS = 2_500;

/** Kills of single parts; SEAWALL_NIGHTLY=1 asks for many. */
const KILLS = runCount(6, 200);
const KILLS_MS = START_MS + KILLS * 20_000;
/** Longest pause between two blocks, milliseconds; longer where there are more kills, so that the chain stays readable. */
const MAX_BLOCK_PAUSE_MS = 25 * KILLS;

/** Deeper than any reorganisation here, so that what the actors spend is never taken back. */
const GROUND_BLOCKS = 14;
const MAX_REORG = 12;

const CLEAN = { processes: [], ports: [], locks: [] };

let random: SeededRandom;
let stack: StackFixture;
/** The ledger of a run that nobody disturbed. */
let expected: Ledger;

beforeAll(async () => {
  random = seededRandom("crash");
  stack = await makeStackFixture("crash");
  const { urls } = await stack.startReady();
  expected = await readLedger(urls.ledger);
  await stack.stop();
});

afterAll(async () => {
  await stack?.remove();
});

/** Waits until a part of a run has started, and returns its process id. */
async function pidOf(run: SeawallRun, name: string): Promise<number> {
  for (;;) {
    const part = recordedParts(stack.dataDir).find((candidate) => candidate.name === name);
    if (part !== undefined) return part.pid;
    if (run.end !== null) throw new Error(`seawall ended before ${name} started:\n${run.output}`);
    await sleep(10);
  }
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

function victims(): Victim[] {
  return Array.from({ length: KILLS }, (_, at) => VICTIMS[at % VICTIMS.length] as Victim);
}

/** Mines random blocks, and now and then replaces some, until it is told to stop. */
function keepMining(actor: WorldActor): () => Promise<void> {
  let isMining = true;
  const mining = (async () => {
    await actor.mineBlocks(GROUND_BLOCKS);
    while (isMining) {
      if (random.next() < 0.1) await actor.reorganise(random.integer(1, MAX_REORG));
      else await actor.mineBlocks(1);
      await sleep(random.integer(0, MAX_BLOCK_PAUSE_MS));
    }
  })();
  return () => {
    isMining = false;
    return mining;
  };
}

describe("SIGKILL at random moments while the chain goes on and is reorganised, then on from what is stored", () => {
  test("behavior: PostgreSQL, graph-node and the API in any order lose and double nothing", {
    timeout: KILLS_MS,
  }, async () => {
    const temp = makeTempDir("e2e-fragile");
    const fragile = await FragileStack.open(temp.path, BUILDS);
    try {
      const actor = await WorldActor.connect(fragile.urls.rpc, fragile.world, random);
      const stopMining = keepMining(actor);
      await fragile.start();
      for (const victim of shuffled(victims())) {
        await sleep(random.integer(0, MAX_WAIT_MS));
        const { ledger, api } = await readHeads(fragile.urls);
        const { number } = await actor.head();
        console.log(`kill ${victim}: chain at ${number}, ledger at ${ledger?.number}, API at ${api?.number}`);
        await fragile.kill(victim);
        await fragile.start();
      }
      await stopMining();
      const { hash } = await actor.head();
      await caughtUp(fragile.urls, hash);
      const ledger = await readLedger(fragile.urls.ledger);
      await fragile.stopApi();
      expect(await readStoreLedger(fragile.store)).toEqual(ledger);
      expect(factsOfLedger(ledger)).toEqual(await readChainFacts(fragile.urls.rpc, fragile.world));
      expect(invariantViolations(ledger)).toEqual([]);
      await fragile.indexAnew();
      await caughtUp(fragile.urls, hash);
      const undisturbed = await readLedger(fragile.urls.ledger);
      expect(rowCounts(ledger)).toEqual(rowCounts(undisturbed));
      expect(ledger).toEqual(undisturbed);
    } finally {
      await fragile.close();
      temp.remove();
    }
  });
});

describe("seawall up, SIGKILL at a random moment", () => {
  test.each(["graph-node", "PostgreSQL", "The API"])(
    "behavior: %s: the run says so, stops the others and leaves nothing running",
    async (name) => {
      const run = stack.start("--fresh");
      const pid = await pidOf(run, name);
      await pidOf(run, "graph-node");
      const parts = watchParts(stack.dataDir, stack.port);
      await sleep(random.integer(0, MAX_WAIT_MS));
      process.kill(pid, "SIGKILL");
      expect((await run.exited).code).toBe(1);
      expect(run.output).toContain(`${name} stopped unexpectedly (signal SIGKILL)`);
      expect(await parts.leftovers()).toEqual(CLEAN);
    },
  );

  test("behavior: the command itself: the next start stops what it left, and everything is there once", async () => {
    const killed = stack.start("--fresh");
    await pidOf(killed, "graph-node");
    await sleep(random.integer(0, 2 * MAX_WAIT_MS));
    await killed.kill();
    expect(recordedParts(stack.dataDir).length).toBeGreaterThan(0);
    const { urls } = await stack.startReady();
    const parts = watchParts(stack.dataDir, stack.port);
    const ledger = await readLedger(urls.ledger);
    expect(rowCounts(ledger)).toEqual(rowCounts(expected));
    expect(ledger).toEqual(expected);
    expect(invariantViolations(ledger)).toEqual([]);
    await stack.stop();
    expect(await readStoreLedger(storeFileOf(stack.dataDir))).toEqual(expected);
    expect(await parts.leftovers()).toEqual(CLEAN);
  });

  test("behavior: right after new blocks: what the chain had not saved leaves the ledger, too", async () => {
    const first = await stack.startReady();
    const world = await playLocalWorld({ rpcUrl: first.urls.rpc, onProgress: () => undefined });
    const before = await WorldActor.connect(first.urls.rpc, world, random);
    await before.mineBlocks(5);
    await caughtUp(first.urls, (await before.head()).hash);
    await first.run.kill();
    const { urls } = await stack.startReady();
    const after = await WorldActor.connect(urls.rpc, world, random);
    await after.mineBlocks(8);
    await caughtUp(urls, (await after.head()).hash);
    const ledger = await readLedger(urls.ledger);
    expect(factsOfLedger(ledger)).toEqual(await readChainFacts(urls.rpc, world));
    await stack.stop();
    expect(await readStoreLedger(storeFileOf(stack.dataDir))).toEqual(ledger);
  });
});
