import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Follower } from "../../../api/ingest/follow.ts";
import { SubgraphClient } from "../../../api/ingest/subgraph-client.ts";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { FAKE_SDL, FakeLedger } from "./support/fake-ledger.ts";
import { FakeSubgraph } from "./support/fake-subgraph.ts";
import { servedLedger, storedLedger } from "./support/stored-ledger.ts";

const SCHEMA = parseLedgerSchema(FAKE_SDL);
const PLANS = Array.from({ length: 20 }, (_, at) => ({ logs: at % 4, salt: at }));

/** A fake subgraph and the follower that reads it. */
interface Followed {
  readonly fake: FakeSubgraph;
  readonly follower: Follower;
}

let store: Store;
let running: Followed[];

beforeEach(async () => {
  store = await Store.open(":memory:", { schema: SCHEMA });
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map(({ follower }) => follower.stop()));
  await Promise.all(running.map(({ fake }) => fake.stop()));
  await store.close();
});

async function follow(network: string): Promise<Followed> {
  const ledger = new FakeLedger();
  ledger.extend(PLANS);
  const fake = new FakeSubgraph(ledger);
  const client = new SubgraphClient({
    url: await fake.start(),
    retry: { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 },
  });
  const follower = new Follower({ client, store, network, pollMs: 5, maxPauseMs: 20 });
  follower.start();
  running.push({ fake, follower });
  return { fake, follower };
}

function waitFor(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 5_000, interval: 5 });
}

describe("Follower", () => {
  test("default: goes live, and stays so while the chain grows", async () => {
    const { fake, follower } = await follow("net");
    await waitFor(() => expect(follower.status().state).toBe("live"));
    fake.ledger.extend(PLANS);
    await waitFor(() => expect(follower.status().ingested?.blockHash).toBe(fake.ledger.head.hash));
    expect(follower.status()).toMatchObject({
      network: "net",
      state: "live",
      lagBlocks: 0n,
      lastError: null,
    });
    expect(await storedLedger(store, "net")).toEqual(servedLedger(fake.ledger, SCHEMA));
  });

  test("behavior: one endpoint that fails leaves the other network alone, and recovers by itself", async () => {
    const [good, bad] = await Promise.all([follow("good"), follow("bad")]);
    await waitFor(() =>
      expect([good, bad].map((one) => one.follower.status().state)).toEqual(["live", "live"]),
    );
    bad.fake.troubles.push(...Array.from({ length: 5 }, () => ({ kind: "status", status: 500 }) as const));
    await waitFor(() => expect(bad.follower.status().state).toBe("stalled"));
    expect(bad.follower.status().lastError?.message).toMatch(/HTTP 500/);
    expect(good.follower.status()).toMatchObject({ state: "live", lastError: null });
    await waitFor(() => expect(bad.follower.status()).toMatchObject({ state: "live", lastError: null }));
  });

  test("behavior: halts on indexing errors, keeps its data, and goes on when they are gone", async () => {
    const { fake, follower } = await follow("net");
    await waitFor(() => expect(follower.status().state).toBe("live"));
    fake.hasIndexingErrors = true;
    await waitFor(() => expect(follower.status().state).toBe("halted"));
    expect(follower.status().lastError?.name).toBe("SubgraphFailedError");
    expect(follower.status().ingested?.blockHash).toBe(fake.ledger.head.hash);
    fake.hasIndexingErrors = false;
    await waitFor(() => expect(follower.status().state).toBe("live"));
  });

  test("behavior: counts what a reorganisation rolled back", async () => {
    const { fake, follower } = await follow("net");
    await waitFor(() => expect(follower.status().state).toBe("live"));
    fake.ledger.revert(6);
    fake.ledger.extend(PLANS.map(({ logs }) => ({ logs, salt: 500 })));
    await waitFor(() => expect(follower.status().ingested?.blockHash).toBe(fake.ledger.head.hash));
    expect(follower.status().rollbackCount).toBe(1);
    expect(await storedLedger(store, "net")).toEqual(servedLedger(fake.ledger, SCHEMA));
  });

  test("behavior: stop ends a wait for a slow endpoint at once", async () => {
    const { fake, follower } = await follow("net");
    await waitFor(() => expect(follower.status().state).toBe("live"));
    fake.troubles.push(...Array.from({ length: 3 }, () => ({ kind: "delay", ms: 3_000 }) as const));
    const started = Date.now();
    await follower.stop();
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});
