import { cpSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type Ledger, readLedger, rowCounts } from "../support/e2e/ledger.ts";
import { recordedParts } from "../support/e2e/parts.ts";
import { type SeawallRun, START_MS } from "../support/e2e/seawall-run.ts";
import { type SeededRandom, seededRandom } from "../support/e2e/seeded-random.ts";
import { makeStackFixture, type StackFixture, watchParts } from "../support/e2e/stack-fixture.ts";
import { readStoreLedger, storeFileOf } from "../support/e2e/store-ledger.ts";

vi.setConfig({ testTimeout: START_MS, hookTimeout: START_MS });

/** Kills of each victim before the run that is left alone. */
const KILLS = 2;

/** Indexing the world takes about this long after graph-node has started, milliseconds. */
const INDEXING_MS = 4_000;

const CLEAN = { processes: [], ports: [], locks: [] };

let random: SeededRandom;
let undisturbed: StackFixture;
let expected: Ledger;
const others: StackFixture[] = [];

beforeAll(async () => {
  random = seededRandom("crash");
  undisturbed = await makeStackFixture("undisturbed");
  const { urls } = await undisturbed.startReady();
  expected = await readLedger(urls.ledger);
  await undisturbed.stop();
});

afterAll(async () => {
  for (const stack of [undisturbed, ...others]) await stack?.remove();
});

/** A folder whose chain is complete and of which nothing is indexed yet. */
async function withCompleteChain(name: string): Promise<StackFixture> {
  const stack = await makeStackFixture(name);
  others.push(stack);
  for (const part of ["anvil", "network.json"]) {
    cpSync(join(undisturbed.dataDir, "local", part), join(stack.dataDir, "local", part), { recursive: true });
  }
  return stack;
}

/** Waits until a part of a run has started, and returns its process id. */
async function pidOf(stack: StackFixture, run: SeawallRun, name: string): Promise<number> {
  for (;;) {
    const part = recordedParts(stack.dataDir).find((candidate) => candidate.name === name);
    if (part !== undefined) return part.pid;
    if (run.end !== null) throw new Error(`seawall ended before ${name} started:\n${run.output}`);
    await sleep(10);
  }
}

/** Starts again and lets it finish: everything must be there once, and nothing be left at the end. */
async function expectWholeAfterwards(stack: StackFixture): Promise<void> {
  const { urls } = await stack.startReady();
  const parts = watchParts(stack.dataDir, stack.port);
  const ledger = await readLedger(urls.ledger);
  expect(rowCounts(ledger)).toEqual(rowCounts(expected));
  expect(ledger).toEqual(expected);
  expect(invariantViolations(ledger)).toEqual([]);
  await stack.stop();
  expect(await readStoreLedger(storeFileOf(stack.dataDir))).toEqual(expected);
  expect(await parts.leftovers()).toEqual(CLEAN);
}

describe("SIGKILL at a random moment of indexing", () => {
  test.each([
    ["graph-node", "graph-node"],
    ["PostgreSQL", "PostgreSQL"],
    ["the API", "The API"],
  ])(
    "behavior: %s: the run ends with the reason, and the next one loses and doubles nothing",
    async (_, name) => {
      const stack = await withCompleteChain(name.replace(" ", "-").toLowerCase());
      for (let kill = 0; kill < KILLS; kill += 1) {
        const run = stack.start();
        const pid = await pidOf(stack, run, name);
        await pidOf(stack, run, "graph-node");
        const parts = watchParts(stack.dataDir, stack.port);
        await sleep(random.integer(0, INDEXING_MS));
        process.kill(pid, "SIGKILL");
        expect((await run.exited).code).toBe(1);
        expect(run.output).toContain(`${name} stopped unexpectedly (signal SIGKILL)`);
        expect(await parts.leftovers()).toEqual(CLEAN);
      }
      await expectWholeAfterwards(stack);
    },
  );

  test("behavior: the command itself: its parts are stopped by the next start", async () => {
    const stack = await withCompleteChain("command");
    for (let kill = 0; kill < KILLS; kill += 1) {
      const run = stack.start();
      await pidOf(stack, run, "graph-node");
      await sleep(random.integer(0, INDEXING_MS));
      await run.kill();
      expect(recordedParts(stack.dataDir).length).toBeGreaterThan(0);
    }
    await expectWholeAfterwards(stack);
  });

  test("behavior: the command itself while the world is being played", async () => {
    const stack = await makeStackFixture("half-world");
    others.push(stack);
    const run = stack.start();
    await run.waitFor("local world: playing the crash");
    await sleep(random.integer(0, 2_000));
    await run.kill();
    await expectWholeAfterwards(stack);
  });
});
