import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startApi } from "../../devnet/stack/api-process.ts";
import { freePort } from "../../devnet/stack/ports.ts";
import { type LocalWorld, playLocalWorld } from "../../devnet/world/scenario.ts";
import { caughtUp } from "../support/e2e/caught-up.ts";
import { type Facts, factsOfLedger, readChainFacts } from "../support/e2e/chain-facts.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type Ledger, readLedger, rowsOf } from "../support/e2e/ledger.ts";
import { type RunUrls, START_MS } from "../support/e2e/seawall-run.ts";
import { type SeededRandom, seededRandom } from "../support/e2e/seeded-random.ts";
import { makeStackFixture, type StackFixture } from "../support/e2e/stack-fixture.ts";
import { readStoreLedger, storeFileOf } from "../support/e2e/store-ledger.ts";
import { WorldActor } from "../support/e2e/world-actor.ts";
import { runCount } from "../support/nightly.ts";

vi.setConfig({ testTimeout: START_MS, hookTimeout: START_MS });

/** Rounds of random reorganisations; SEAWALL_NIGHTLY=1 asks for many. */
const ROUNDS = runCount(4, 200);

/** Deeper than any reorganisation here, so that what the actors spend is never taken back. */
const GROUND_BLOCKS = 14;

let stack: StackFixture;
let urls: RunUrls;
let world: LocalWorld;
let actor: WorldActor;
let random: SeededRandom;

beforeAll(async () => {
  random = seededRandom("reorg");
  stack = await makeStackFixture("reorg");
  urls = (await stack.startReady()).urls;
  world = await playLocalWorld({ rpcUrl: urls.rpc, onProgress: () => undefined });
  actor = await WorldActor.connect(urls.rpc, world, random);
  await actor.mineBlocks(GROUND_BLOCKS);
});

afterAll(async () => {
  await stack?.remove();
});

interface ApiFlow {
  readonly id: string;
  readonly blockHash: string;
  readonly balanceAfter: { readonly raw: string };
}

interface FlowPage {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: ApiFlow }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface ApiAnswer {
  readonly balances: {
    readonly edges: readonly { readonly node: { id: string; balance: { raw: string } } }[];
  };
  readonly deficitChanges: { readonly totalCount: number };
  readonly deficits: {
    readonly edges: readonly { readonly node: { id: string; created: { raw: string } } }[];
  };
}

const FLOWS = `query($after: String) {
  fundFlows(first: 1000, after: $after) {
    totalCount edges { node { id blockHash balanceAfter { raw } } } pageInfo { hasNextPage endCursor }
  }
}`;

const QUERY = `{
  balances { edges { node { id balance { raw } } } }
  deficitChanges(first: 1) { totalCount }
  deficits { edges { node { id created { raw } } } }
}`;

async function flowsOfApi(): Promise<ApiFlow[]> {
  const flows: ApiFlow[] = [];
  for (let after: string | null = null; ; ) {
    const { fundFlows }: { fundFlows: FlowPage } = await queryGraphql(`${urls.api}/graphql`, FLOWS, {
      after,
    });
    flows.push(...fundFlows.edges.map(({ node }) => node));
    after = fundFlows.pageInfo.endCursor;
    if (fundFlows.pageInfo.hasNextPage) continue;
    expect(flows.length).toBe(fundFlows.totalCount);
    return flows;
  }
}

/** What the API says, as sorted lines; the same from the ledger below. */
async function linesOfApi(): Promise<string[]> {
  const answer = await queryGraphql<ApiAnswer>(`${urls.api}/graphql`, QUERY);
  return [
    ...(await flowsOfApi()).map((node) => `flow ${node.id} ${node.blockHash} ${node.balanceAfter.raw}`),
    ...answer.balances.edges.map(({ node }) => `balance ${node.id} ${node.balance.raw}`),
    ...answer.deficits.edges.map(({ node }) => `deficit ${node.id} ${node.created.raw}`),
    `${answer.deficitChanges.totalCount} deficit changes`,
  ].sort();
}

function linesOfLedger(ledger: Ledger): string[] {
  return [
    ...rowsOf(ledger, "FundFlow").map(
      (row) => `flow ${row["id"]} ${row["blockHash"]} ${row["balanceAfter"]}`,
    ),
    ...rowsOf(ledger, "BackstopBalance").map((row) => `balance ${row["id"]} ${row["balance"]}`),
    ...rowsOf(ledger, "Deficit").map((row) => `deficit ${row["id"]} ${row["created"]}`),
    `${rowsOf(ledger, "DeficitChange").length} deficit changes`,
  ].sort();
}

/** Facts that were in the ledger the last time, and how many of each time's were gone the next time. */
let lastFacts: readonly string[] = [];
let lostFacts = 0;

function noteLost(facts: Facts): void {
  const all = Object.values(facts).flat() as string[];
  const present = new Set(all);
  lostFacts += lastFacts.filter((fact) => !present.has(fact)).length;
  lastFacts = all;
}

async function expectLedgerAndApiEqualChain(): Promise<void> {
  await caughtUp(urls, (await actor.head()).hash);
  const ledger = await readLedger(urls.ledger);
  const facts = factsOfLedger(ledger);
  expect(facts).toEqual(await readChainFacts(urls.rpc, world));
  noteLost(facts);
  expect(invariantViolations(ledger)).toEqual([]);
  expect(await linesOfApi()).toEqual(linesOfLedger(ledger));
}

/** Starts another API over the ledger, waits until its store holds everything, and stops it. */
async function runSecondApi(store: string): Promise<void> {
  const repoRoot = resolve(import.meta.dirname, "../..");
  const api = await startApi({
    repoRoot,
    env: process.env,
    port: await freePort(),
    store,
    subgraphs: { "seawall-local": urls.ledger },
    pollMs: 100,
    logFile: join(stack.dataDir, "second-api.log"),
    main: join(repoRoot, "api", "main.ts"),
  });
  try {
    await caughtUp({ ...urls, api: api.url }, (await actor.head()).hash);
  } finally {
    await api.child.stop();
  }
}

/** Reorganises until the ledger is another: chance may replace blocks without facts by others without. */
async function reorganiseFacts(before: Ledger): Promise<void> {
  for (let tries = 20; tries > 0; tries -= 1) {
    await actor.reorganise(12);
    await actor.mineBlocks(2);
    await caughtUp(urls, (await actor.head()).hash);
    if (!isDeepStrictEqual(await readLedger(urls.ledger), before)) return;
  }
  throw new Error("Twenty reorganisations have changed no fact.");
}

describe("a reorganisation of the chain", () => {
  test("behavior: new blocks are followed", async () => {
    await expectLedgerAndApiEqualChain();
  });

  test.each([5, 12])("behavior: %i blocks replaced at once", async (depth) => {
    await actor.reorganise(depth);
    await expectLedgerAndApiEqualChain();
  });

  test.each([5, 12])("behavior: %i blocks taken back, others mined after them", async (depth) => {
    await actor.rollBack(depth);
    await expectLedgerAndApiEqualChain();
  });

  test("behavior: random depths at random moments, also while another is being followed", {
    timeout: START_MS + ROUNDS * 10_000,
  }, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let step = random.integer(1, 3); step > 0; step -= 1) {
        const depth = random.integer(1, 12);
        await (random.next() < 0.5 ? actor.reorganise(depth) : actor.rollBack(depth));
        await sleep(random.integer(0, 400));
      }
      await expectLedgerAndApiEqualChain();
    }
  });

  test("behavior: the reorganisations took facts away, and not those of the world", () => {
    expect(lostFacts).toBeGreaterThan(10);
    expect(lastFacts.length).toBeGreaterThan(340);
  });

  test("behavior: one that happens while the API does not run is undone at its next start", async () => {
    const store = join(stack.dataDir, "second.duckdb");
    await runSecondApi(store);
    const before = await readStoreLedger(store);
    await reorganiseFacts(before);
    await runSecondApi(store);
    const after = await readStoreLedger(store);
    expect(after).toEqual(await readLedger(urls.ledger));
    expect(after).not.toEqual(before);
  });

  test("behavior: the store equals the ledger, row by row", async () => {
    await caughtUp(urls, (await actor.head()).hash);
    const ledger = await readLedger(urls.ledger);
    await stack.stop();
    expect(await readStoreLedger(storeFileOf(stack.dataDir))).toEqual(ledger);
  });
});
