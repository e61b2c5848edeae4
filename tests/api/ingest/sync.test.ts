import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  InconsistentReadError,
  SubgraphFailedError,
  SubgraphUnavailableError,
} from "../../../api/ingest/ingest-errors.ts";
import { SubgraphClient } from "../../../api/ingest/subgraph-client.ts";
import { LedgerSync, type SyncOptions } from "../../../api/ingest/sync.ts";
import { lastCheckpoint } from "../../../api/store/checkpoints.ts";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { type BlockPlan, FAKE_SDL, FakeLedger } from "./support/fake-ledger.ts";
import { FakeSubgraph } from "./support/fake-subgraph.ts";
import { servedLedger, storedLedger } from "./support/stored-ledger.ts";

const SCHEMA = parseLedgerSchema(FAKE_SDL);
const RETRY = { attempts: 3, firstDelayMs: 1, maxDelayMs: 5 };

let ledger: FakeLedger;
let fake: FakeSubgraph;
let store: Store;
let url: string;

beforeEach(async () => {
  ledger = new FakeLedger();
  ledger.extend(blocks(30, 1));
  fake = new FakeSubgraph(ledger);
  url = await fake.start();
  store = await Store.open(":memory:", { schema: SCHEMA });
});

afterEach(async () => {
  await fake.stop();
  await store.close();
});

function blocks(count: number, salt: number, logs = 3): BlockPlan[] {
  return Array.from({ length: count }, (_, at) => ({
    logs: (at + salt) % (logs + 1),
    salt: salt * 100 + at,
  }));
}

function newSync(options: Partial<SyncOptions> = {}): LedgerSync {
  const client = new SubgraphClient({ url, retry: RETRY, timeoutMs: 500 });
  return new LedgerSync({ client, store, network: "net", finalityDepth: 8n, behindPatience: 1, ...options });
}

async function expectEqual(upTo = ledger.head.number): Promise<void> {
  expect(await storedLedger(store, "net")).toEqual(servedLedger(ledger, SCHEMA, upTo));
  const checkpoint = await lastCheckpoint(store, "net");
  expect(checkpoint?.blockHash).toBe(ledger.blocks[upTo]?.hash);
}

describe("LedgerSync.round", () => {
  test("default: the store equals the ledger, then follows it", async () => {
    const sync = newSync();
    await sync.round();
    await expectEqual();
    ledger.extend(blocks(3, 2));
    await sync.round();
    await expectEqual();
  });

  test("behavior: pages end in the middle of facts that share an ordinal, and of a long log", async () => {
    ledger.extend([{ logs: 2600, salt: 7 }]);
    ledger.extend(blocks(5, 3));
    await newSync({ chunkRows: 100_000 }).round();
    await expectEqual();
  });

  test("behavior: small chunks give the same ledger, each with a checkpoint of its own", async () => {
    ledger.extend(blocks(300, 4));
    const checkpoints: bigint[] = [];
    await newSync({
      chunkRows: 40,
      onCommit: ({ checkpoint }) => checkpoints.push(checkpoint.blockNumber),
    }).round();
    await expectEqual();
    expect(checkpoints.length).toBeGreaterThan(10);
    expect(checkpoints).toEqual([...checkpoints].sort((a, b) => Number(a - b)));
  });

  test("behavior: nothing is read but the head while it stands still", async () => {
    const sync = newSync();
    await sync.round();
    fake.requests.length = 0;
    await sync.round();
    expect(fake.requests.length).toBe(1);
  });

  test("behavior: a gap without facts is stepped over", async () => {
    ledger.extend(Array.from({ length: 5000 }, () => ({ logs: 0, salt: 1 })));
    ledger.extend(blocks(3, 5));
    await newSync().round();
    await expectEqual();
    expect(fake.requests.length).toBeLessThan(30);
  });

  test.each([1, 3, 12, 29])("behavior: a reorganisation of %i blocks is rolled back", async (depth) => {
    const sync = newSync();
    await sync.round();
    ledger.revert(depth);
    ledger.extend(blocks(depth + 2, 6));
    await sync.round();
    await expectEqual();
  });

  test("behavior: a new branch has facts below the old head, which had none there", async () => {
    ledger.extend([0, 0, 0].map((logs) => ({ logs, salt: 1 })));
    const sync = newSync();
    await sync.round();
    ledger.revert(3);
    ledger.extend([2, 2, 0, 0].map((logs) => ({ logs, salt: 9 })));
    await sync.round();
    await expectEqual();
  });

  test("behavior: a branch that stays shorter is followed after some patience", async () => {
    const sync = newSync();
    await sync.round();
    const before = servedLedger(ledger, SCHEMA);
    ledger.revert(4);
    await sync.round();
    expect(await storedLedger(store, "net")).toEqual(before);
    await sync.round();
    await expectEqual();
  });

  test("behavior: a replica that lags for a moment changes nothing", async () => {
    const sync = newSync();
    await sync.round();
    fake.lag = 5;
    await sync.round();
    fake.lag = 0;
    await sync.round();
    await expectEqual();
  });

  test("behavior: a reorganisation between two pages is noticed, although graph-node answers for the old hash", async () => {
    const sync = newSync();
    await sync.round();
    // Requests of a round one block on: head, its parent, the walk to the checkpoint, then facts and state.
    for (const [salt, requestsBefore] of [
      [11, 2],
      [12, 3],
      [13, 4],
    ] as const) {
      ledger.extend(blocks(1, salt));
      const reorganise = (): void => {
        ledger.revert(5);
        ledger.extend(blocks(7, salt + 10));
      };
      fake.troubles.push(...Array.from({ length: requestsBefore }, () => null), {
        kind: "run",
        run: reorganise,
      });
      await expect(sync.round()).rejects.toThrow(InconsistentReadError);
      await sync.round();
      await sync.round();
      await expectEqual();
    }
  });

  test("behavior: blocks added between two pages do no harm", async () => {
    fake.troubles.push(null, null, { kind: "run", run: () => ledger.extend(blocks(3, 8)) });
    const sync = newSync();
    await sync.round();
    await expectEqual(29);
    await sync.round();
    await expectEqual();
  });

  test("behavior: a head that runs ahead faster than it can be walked is read where it is final", async () => {
    const grow = (count: number, salt: number) => {
      return { kind: "run", run: () => ledger.extend(blocks(count, salt)) } as const;
    };
    fake.troubles.push(null, null, grow(4, 8), grow(20, 9));
    const sync = newSync();
    await expect(sync.round()).rejects.toThrow(InconsistentReadError);
    const head = await sync.round();
    const checkpoint = await lastCheckpoint(store, "net");
    expect(checkpoint?.blockNumber).toBeLessThanOrEqual(head.number - 8n);
    await expectEqual(Number(checkpoint?.blockNumber));
    await sync.round();
    await expectEqual();
  });

  test("behavior: a head whose hash the subgraph cannot look up is read by number", async () => {
    fake.forget(ledger.head.hash);
    await newSync().round();
    await expectEqual();
  });

  test("behavior: a subgraph without history of state is read at its head only", async () => {
    ledger.extend(blocks(300, 4));
    fake.prunedBelow = ledger.head.number;
    await newSync({ chunkRows: 40 }).round();
    await expectEqual();
  });

  test("behavior: another deployment replaces the ledger of the network", async () => {
    const sync = newSync();
    await sync.round();
    ledger.revert(1000);
    ledger.extend(blocks(40, 9));
    fake.deployment = "QmOther";
    await sync.round();
    await expectEqual();
  });

  test("behavior: networks in one store do not touch each other", async () => {
    const other = new FakeLedger();
    other.extend(blocks(20, 6));
    const otherFake = new FakeSubgraph(other);
    const client = new SubgraphClient({ url: await otherFake.start(), retry: RETRY });
    const syncs = [newSync(), newSync({ client, network: "other" })];
    await Promise.all(syncs.map((sync) => sync.round()));
    ledger.revert(4);
    ledger.extend(blocks(6, 7));
    await Promise.all(syncs.map((sync) => sync.round()));
    await otherFake.stop();
    await expectEqual();
    expect(await storedLedger(store, "other")).toEqual(servedLedger(other, SCHEMA));
  });

  test("error: SubgraphUnavailableError leaves whole chunks, and the next round goes on", async () => {
    ledger.extend(blocks(300, 4));
    const sync = newSync({ chunkRows: 40 });
    fake.troubles.push(
      ...Array.from({ length: 9 }, () => null),
      ...Array.from({ length: 9 }, () => ({ kind: "drop" }) as const),
    );
    await expect(sync.round()).rejects.toThrow(SubgraphUnavailableError);
    const checkpoint = await lastCheckpoint(store, "net");
    expect(checkpoint).not.toBeNull();
    await expectEqual(Number(checkpoint?.blockNumber));
    fake.troubles.length = 0;
    await sync.round();
    await expectEqual();
  });

  test("error: SubgraphFailedError keeps what is there", async () => {
    const sync = newSync();
    await sync.round();
    const before = await storedLedger(store, "net");
    ledger.extend(blocks(3, 2));
    fake.hasIndexingErrors = true;
    await expect(sync.round()).rejects.toThrow(SubgraphFailedError);
    expect(await storedLedger(store, "net")).toEqual(before);
  });
});
