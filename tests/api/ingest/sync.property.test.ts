import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SubgraphClient } from "../../../api/ingest/subgraph-client.ts";
import { LedgerSync } from "../../../api/ingest/sync.ts";
import { lastCheckpoint } from "../../../api/store/checkpoints.ts";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { type BlockPlan, FAKE_SDL, FakeLedger } from "./support/fake-ledger.ts";
import { FakeSubgraph } from "./support/fake-subgraph.ts";
import { servedLedger, storedLedger } from "./support/stored-ledger.ts";

const SCHEMA = parseLedgerSchema(FAKE_SDL);

/** Set SEAWALL_PROPERTY_RUNS to search longer. */
const RUNS = Number(process.env["SEAWALL_PROPERTY_RUNS"] ?? 60);

/** Something that happens to the chain, the subgraph or the ingest. */
type Step =
  | { readonly kind: "extend"; readonly plans: readonly BlockPlan[] }
  | { readonly kind: "reorg"; readonly depth: number; readonly plans: readonly BlockPlan[] }
  | { readonly kind: "forget" }
  | { readonly kind: "lag"; readonly blocks: number }
  | { readonly kind: "restart"; readonly chunkRows: number }
  | { readonly kind: "round" }
  /** A round during which request number `at` is dropped, or the chain changes under it. */
  | { readonly kind: "crash"; readonly at: number }
  | {
      readonly kind: "torn";
      readonly at: number;
      readonly depth: number;
      readonly plans: readonly BlockPlan[];
    };

const plans = fc.array(fc.record({ logs: fc.nat(4), salt: fc.nat(999) }), { minLength: 1, maxLength: 12 });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("extend" as const), plans }),
  fc.record({ kind: fc.constant("reorg" as const), depth: fc.integer({ min: 1, max: 40 }), plans }),
  fc.record({ kind: fc.constant("forget" as const) }),
  fc.record({ kind: fc.constant("lag" as const), blocks: fc.nat(6) }),
  fc.record({ kind: fc.constant("restart" as const), chunkRows: fc.integer({ min: 5, max: 200 }) }),
  fc.record({ kind: fc.constant("round" as const) }),
  fc.record({ kind: fc.constant("crash" as const), at: fc.nat(12) }),
  fc.record({
    kind: fc.constant("torn" as const),
    at: fc.nat(8),
    depth: fc.integer({ min: 1, max: 20 }),
    plans,
  }),
);

/** Once failed: a block is reverted while the head lags, the store rolls back, and the same block comes again. */
const SAME_BLOCK_AGAIN: [BlockPlan[], Step[]] = [
  [{ logs: 1, salt: 0 }],
  [
    { kind: "round" },
    { kind: "extend", plans: [{ logs: 0, salt: 0 }] },
    { kind: "round" },
    { kind: "lag", blocks: 1 },
    { kind: "torn", at: 0, depth: 1, plans: [{ logs: 0, salt: 0 }] },
    { kind: "crash", at: 1 },
    { kind: "round" },
  ],
];

/** One ingest of one fake subgraph, driven step by step. */
class World {
  readonly ledger: FakeLedger;
  readonly fake: FakeSubgraph;
  readonly #store: Store;
  readonly #client: SubgraphClient;
  #sync: LedgerSync;

  constructor(store: Store, url: string, fake: FakeSubgraph) {
    this.ledger = fake.ledger;
    this.fake = fake;
    this.#store = store;
    this.#client = new SubgraphClient({ url, retry: { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 } });
    this.#sync = this.#newSync(50);
  }

  async take(step: Step): Promise<void> {
    if (step.kind === "extend") this.ledger.extend(step.plans);
    if (step.kind === "reorg") this.#reorganise(step);
    if (step.kind === "forget") this.fake.forget(this.ledger.head.hash);
    if (step.kind === "lag") this.fake.lag = step.blocks;
    if (step.kind === "restart") this.#sync = this.#newSync(step.chunkRows);
    if (step.kind === "round") await this.round();
    if (step.kind === "crash" || step.kind === "torn") await this.#troubledRound(step);
  }

  /** Runs a round; one that fails leaves whole chunks, whatever the reason. */
  async round(): Promise<void> {
    await this.#sync.round().catch(() => undefined);
  }

  async expectEqualAfterCalm(): Promise<void> {
    this.fake.lag = 0;
    for (let left = 5; left > 0; left -= 1) await this.round();
    await this.#sync.round();
    expect(await storedLedger(this.#store, "net")).toEqual(servedLedger(this.ledger, SCHEMA));
    expect((await lastCheckpoint(this.#store, "net"))?.blockHash).toBe(this.ledger.head.hash);
    await this.#expectOneChain();
  }

  /** Checkpoints are blocks of the chain, each once. */
  async #expectOneChain(): Promise<void> {
    const rows = await this.#store.query<{ n: bigint; h: string }>(
      "SELECT block_number AS n, block_hash AS h FROM checkpoint ORDER BY n",
    );
    expect(rows.map(({ h }) => h)).toEqual(rows.map(({ n }) => this.ledger.blocks[Number(n)]?.hash));
    expect(new Set(rows.map(({ n }) => n)).size).toBe(rows.length);
  }

  #newSync(chunkRows: number): LedgerSync {
    const options = { client: this.#client, store: this.#store, network: "net" };
    return new LedgerSync({ ...options, chunkRows, finalityDepth: 64n, behindPatience: 2 });
  }

  #reorganise({ depth, plans }: { readonly depth: number; readonly plans: readonly BlockPlan[] }): void {
    this.ledger.revert(depth);
    this.ledger.extend(plans);
  }

  async #troubledRound(step: Extract<Step, { kind: "crash" | "torn" }>): Promise<void> {
    const trouble =
      step.kind === "crash"
        ? ({ kind: "drop" } as const)
        : ({ kind: "run", run: () => this.#reorganise(step) } as const);
    this.fake.troubles.push(...Array.from({ length: step.at }, () => null), trouble);
    await this.round();
    this.fake.troubles.length = 0;
  }
}

describe("LedgerSync", () => {
  test(
    "behavior: after any sequence of blocks, reorganisations, crashes and torn rounds the store equals the ledger",
    async () => {
      await fc.assert(
        fc.asyncProperty(plans, fc.array(step, { maxLength: 12 }), async (first, steps) => {
          const ledger = new FakeLedger();
          const fake = new FakeSubgraph(ledger);
          const store = await Store.open(":memory:", { schema: SCHEMA, readers: 2 });
          try {
            ledger.extend(first);
            const world = new World(store, await fake.start(), fake);
            for (const next of steps) await world.take(next);
            await world.expectEqualAfterCalm();
          } finally {
            await fake.stop();
            await store.close();
          }
        }),
        { numRuns: RUNS, examples: [SAME_BLOCK_AGAIN] },
      );
    },
    RUNS * 3_000,
  );
});
