import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Follower } from "../../../api/ingest/follow.ts";
import { SubgraphClient } from "../../../api/ingest/subgraph-client.ts";
import { LedgerSync } from "../../../api/ingest/sync.ts";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { FAKE_SDL, FakeLedger } from "./support/fake-ledger.ts";
import { FakeSubgraph } from "./support/fake-subgraph.ts";
import { servedLedger, storedLedger } from "./support/stored-ledger.ts";

const SCHEMA = parseLedgerSchema(FAKE_SDL);
const CHUNK_ROWS = 100;

let store: Store;
let fakes: FakeSubgraph[];
let followers: Follower[];

beforeEach(async () => {
  store = await Store.open(":memory:", { schema: SCHEMA });
  fakes = [];
  followers = [];
});

afterEach(async () => {
  await Promise.all(followers.map((follower) => follower.stop()));
  await Promise.all(fakes.map((fake) => fake.stop()));
  await store.close();
});

/** A subgraph of a chain of its own: every salt gives other rows under the same ids. */
async function serve(salt: number, blocks: number): Promise<{ fake: FakeSubgraph; client: SubgraphClient }> {
  const ledger = new FakeLedger();
  ledger.extend(Array.from({ length: blocks }, (_, at) => ({ logs: at % 4, salt: salt + at })));
  const fake = new FakeSubgraph(ledger);
  fakes.push(fake);
  return { fake, client: new SubgraphClient({ url: await fake.start() }) };
}

function closedGate(): { readonly gate: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const gate = new Promise<void>((done) => {
    open = done;
  });
  return { gate, open };
}

function waitFor(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 5 });
}

describe("several networks in one store", () => {
  test("behavior: an endpoint that does not answer holds up nobody else", async () => {
    const [slow, quick] = await Promise.all([serve(1, 300), serve(700, 300)]);
    const { gate, open } = closedGate();
    slow.fake.gate = gate;
    followers = [slow, quick].map(({ client }, at) => {
      const network = at === 0 ? "slow" : "quick";
      return new Follower({ client, store, network, pollMs: 5, chunkRows: CHUNK_ROWS });
    });
    for (const follower of followers) follower.start();
    await waitFor(() => expect(followers[1]?.status().state).toBe("live"));
    expect(await storedLedger(store, "quick")).toEqual(servedLedger(quick.fake.ledger, SCHEMA));
    expect(slow.fake.rowsServed).toBe(0);
    open();
    await waitFor(() => expect(followers[0]?.status().state).toBe("live"));
    expect(await storedLedger(store, "slow")).toEqual(servedLedger(slow.fake.ledger, SCHEMA));
    expect(await storedLedger(store, "quick")).toEqual(servedLedger(quick.fake.ledger, SCHEMA));
  });

  test("behavior: a store that cannot keep up stops the reading: at most two chunks of a network wait", async () => {
    const { fake, client } = await serve(1, 2_000);
    const sync = new LedgerSync({ client, store, network: "net", chunkRows: CHUNK_ROWS });
    const { gate, open } = closedGate();
    const writing = store.transaction(() => gate);
    const round = sync.round();
    let served = -1;
    await vi.waitFor(
      () => {
        const before = served;
        served = fake.rowsServed;
        expect(served).toBe(before);
      },
      { timeout: 10_000, interval: 300 },
    );
    // A chunk is given up beyond three times the rows aimed at, and read again in parts; a page more may be on its way.
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(2 * 3 * CHUNK_ROWS + 2 * 250);
    open();
    await Promise.all([writing, round]);
    expect(await storedLedger(store, "net")).toEqual(servedLedger(fake.ledger, SCHEMA));
  });

  test("behavior: a reorganisation and a new deployment of one leave the rows of the other, which have the same ids", async () => {
    const [one, other] = await Promise.all([serve(1, 60), serve(700, 60)]);
    followers = [one, other].map(({ client }, at) => {
      return new Follower({ client, store, network: String(at), pollMs: 5 });
    });
    for (const follower of followers) follower.start();
    const bothLive = () =>
      expect(followers.map((follower) => follower.status().state)).toEqual(["live", "live"]);
    await waitFor(bothLive);
    const before = await storedLedger(store, "1");
    one.fake.ledger.revert(20);
    one.fake.ledger.extend(Array.from({ length: 25 }, (_, at) => ({ logs: 2, salt: 70 + at })));
    await waitFor(async () =>
      expect(await storedLedger(store, "0")).toEqual(servedLedger(one.fake.ledger, SCHEMA)),
    );
    expect(await storedLedger(store, "1")).toEqual(before);
    one.fake.deployment = "QmOther";
    one.fake.ledger.extend([{ logs: 3, salt: 5 }]);
    await waitFor(async () =>
      expect(await storedLedger(store, "0")).toEqual(servedLedger(one.fake.ledger, SCHEMA)),
    );
    expect(await storedLedger(store, "1")).toEqual(before);
    expect(before).toEqual(servedLedger(other.fake.ledger, SCHEMA));
  });
});
