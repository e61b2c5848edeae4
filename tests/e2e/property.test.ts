import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { RpcClient } from "../../devnet/history/rpc.ts";
import { reconcileRange } from "../../devnet/reconcile/reconcile-range.ts";
import { SubgraphLedger } from "../../devnet/reconcile/subgraph-ledger.ts";
import { type LocalWorld, playLocalWorld } from "../../devnet/world/scenario.ts";
import type { SourceConfig } from "../../subgraph/manifest/network.ts";
import { caughtUp } from "../support/e2e/caught-up.ts";
import { type Facts, factsOfLedger, readChainFacts } from "../support/e2e/chain-facts.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type Ledger, readLedger, rowsOf } from "../support/e2e/ledger.ts";
import type { RunUrls } from "../support/e2e/seawall-run.ts";
import { seededRandom } from "../support/e2e/seeded-random.ts";
import { makeStackFixture, type StackFixture } from "../support/e2e/stack-fixture.ts";
import { PropertyActor } from "../support/property/property-actor.ts";
import { STEPS, type Step } from "../support/property/step.ts";

/** Sequences to try; SEAWALL_PROPERTY_RUNS asks for more. */
const RUNS = Number(process.env["SEAWALL_PROPERTY_RUNS"] ?? 12);
const LIMIT_MS = 1_800_000;

vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

let stack: StackFixture;
let urls: RunUrls;
let world: LocalWorld;
let actor: PropertyActor;

beforeAll(async () => {
  stack = await makeStackFixture("property");
  urls = (await stack.startReady()).urls;
  world = await playLocalWorld({ rpcUrl: urls.rpc, onProgress: () => undefined });
  actor = await PropertyActor.connect(urls.rpc, world);
});

afterAll(async () => {
  await stack?.remove();
});

const ENTITIES = ["FundFlow", "Liquidation", "DeficitChange", "PositionChange"];

/** Rows of what the runs brought about, to know that they were not idle. */
const seen = new Map<string, number>();

function note(ledger: Ledger): void {
  const since = BigInt(actor.ground + 1) << 20n;
  for (const entity of ENTITIES) {
    const fresh = rowsOf(ledger, entity).filter((row) => BigInt(row["ordinal"] ?? 0) >= since);
    seen.set(entity, (seen.get(entity) ?? 0) + fresh.length);
  }
}

/** Whether a contract can change here: nobody calls the reference contracts. */
function isReal({ protocol }: SourceConfig): boolean {
  return protocol !== "backstop";
}

/** Invariant 4 at every block since the ground. */
async function residuals(head: number): Promise<string[]> {
  const { found } = await reconcileRange({
    ledger: new SubgraphLedger({ url: urls.ledger }),
    rpc: new RpcClient(urls.rpc),
    network: { ...world.network, sources: world.network.sources.filter(isReal) },
    from: BigInt(actor.ground),
    to: BigInt(head),
    every: 1n,
    protocol: null,
    positions: 100,
  });
  return found
    .all()
    .filter(({ status }) => status === "MISMATCH" || status === "UNREADABLE")
    .map((finding) =>
      JSON.stringify(finding, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
    );
}

/** The oracle is told aggregators that answered before it knew them: those answers are in no ledger. */
function withoutPrices({ flows, liquidations, badDebts, positions }: Facts): Omit<Facts, "prices"> {
  return { flows, liquidations, badDebts, positions };
}

async function expectInvariants(steps: readonly Step[]): Promise<void> {
  await actor.play(steps);
  const { number, hash } = await actor.miner.head();
  await caughtUp(urls, hash);
  const ledger = await readLedger(urls.ledger);
  note(ledger);
  expect(invariantViolations(ledger)).toEqual([]);
  expect(withoutPrices(factsOfLedger(ledger))).toEqual(withoutPrices(await readChainFacts(urls.rpc, world)));
  expect(await residuals(number)).toEqual([]);
}

describe("random sequences on a coverage pool, Perp v1 and Aave v3", () => {
  test("behavior: the invariants hold at every block, also after reorganisations", async () => {
    const { seed } = seededRandom("property");
    const settings = { seed: seed | 0, numRuns: RUNS, interruptAfterTimeLimit: LIMIT_MS / 2 };
    await fc.assert(fc.asyncProperty(STEPS, expectInvariants), settings);
  });

  test("behavior: the sequences were not idle", () => {
    for (const entity of ENTITIES) expect(seen.get(entity), entity).toBeGreaterThan(0);
  });
});
