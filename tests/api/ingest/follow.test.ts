import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Follower, type FollowOptions } from "../../../api/ingest/follow.ts";
import type { IngestStatus } from "../../../api/ingest/ingest-status.ts";
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

async function follow(network: string, options: Partial<FollowOptions> = {}): Promise<Followed> {
  const ledger = new FakeLedger();
  ledger.extend(PLANS);
  const fake = new FakeSubgraph(ledger);
  const client = new SubgraphClient({
    url: await fake.start(),
    retry: { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 },
  });
  const follower = new Follower({ client, store, network, pollMs: 5, maxPauseMs: 20, ...options });
  follower.start();
  running.push({ fake, follower });
  return { fake, follower };
}

function waitFor(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 5 });
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

  test("behavior: a head that is older than allowed is a state with its beginning, and passes with a new block", async () => {
    // Block 19 of the fake has the time 1,600,000,000 + 19 · 12 s.
    let now = (1_600_000_228 + 60) * 1000;
    const { fake, follower } = await follow("net", { now: () => now, maxHeadAgeS: 60 });
    await waitFor(() => expect(follower.status().state).toBe("live"));
    now += 1_000;
    await waitFor(() => expect(follower.status().state).toBe("lagging"));
    expect(follower.status()).toMatchObject({
      since: now,
      lagBlocks: 0n,
      lastError: { name: "StaleHeadError" },
    });
    expect(follower.status().lastError?.message).toMatch(/, 19, is 61 s old, more than the 60 s/);
    now += 5_000;
    expect(follower.status().since).toBe(now - 5_000);
    fake.ledger.extend([{ logs: 1, salt: 1 }]);
    await waitFor(() =>
      expect(follower.status()).toMatchObject({ state: "live", since: now, lastError: null }),
    );
  });

  test("behavior: a head below the copy is a state, and the copy stays for a while", async () => {
    const { fake, follower } = await follow("net", { behindPatience: 1_000_000 });
    await waitFor(() => expect(follower.status().state).toBe("live"));
    fake.lag = 3;
    await waitFor(() => expect(follower.status().state).toBe("lagging"));
    expect(follower.status()).toMatchObject({ lagBlocks: -3n, lastError: { name: "SubgraphBehindError" } });
    expect(follower.status().ingested?.blockHash).toBe(fake.ledger.head.hash);
    fake.lag = 0;
    await waitFor(() => expect(follower.status().state).toBe("live"));
  });

  test("behavior: an endpoint that answers nothing is stalled before its timeout is over", async () => {
    const { fake, follower } = await follow("net", { maxSilenceMs: 30 });
    await waitFor(() => expect(follower.status().state).toBe("live"));
    let open = (): void => undefined;
    fake.gate = new Promise((done) => {
      open = done;
    });
    await waitFor(() => expect(follower.status().state).toBe("stalled"));
    expect(follower.status().lastError?.message).toMatch(/has given no usable answer for 0 s/);
    open();
    await waitFor(() => expect(follower.status()).toMatchObject({ state: "live", lastError: null }));
  });

  test("behavior: every change of state is told once, with progress in between", async () => {
    const told: IngestStatus[] = [];
    const { fake, follower } = await follow("net", {
      chunkRows: 20,
      onStatus: (status) => told.push(status),
    });
    await waitFor(() => expect(follower.status().state).toBe("live"));
    fake.hasIndexingErrors = true;
    await waitFor(() => expect(follower.status().state).toBe("halted"));
    fake.hasIndexingErrors = false;
    await waitFor(() => expect(follower.status().state).toBe("live"));
    const states = told.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]);
    expect(states).toEqual(["syncing", "live", "halted", "live"]);
    const rows = Object.values(servedLedger(fake.ledger, SCHEMA)).flat().length;
    expect(follower.status()).toMatchObject({ secondsLeft: 0, rollbackCount: 0 });
    expect(follower.status().rowCount).toBeGreaterThanOrEqual(rows);
  });
});
