import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { blocks } from "../../../api/store/migrations/0005-blocks.ts";
import type { Store } from "../../../api/store/store.ts";
import { deleteFactsFrom } from "../../../api/store/writer.ts";
import {
  blockHash,
  blockTime,
  fact,
  fill,
  NETWORK,
  ordinal,
  storeWith,
} from "../../support/ledger-fixture.ts";

const PAUSED = { subject: "0xaa", status: "PAUSED", previous: null };
const SKIPPED = { contract: "0xcc", event: "Flipper.deal", reason: "UNKNOWN_PARENT", detail: "" };

/** Two facts of one kind and one of another in block 10, one in block 20; the head is at 50. */
const FACTS = {
  StatusChange: [
    fact("0x70", { block: 10 }, PAUSED),
    fact("0x70", { block: 10, log: 1 }, PAUSED),
    fact("0x70", { block: 20 }, PAUSED),
  ],
  SkippedEvent: [fact("0x70", { block: 10, log: 2 }, SKIPPED)],
};

let store: Store;
let reader: StoreLedgerReader;

beforeEach(async () => {
  store = await storeWith(FACTS, 50);
  reader = new StoreLedgerReader(store);
});

afterEach(() => store.close());

function block(number: number) {
  return { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
}

async function numbers(network = NETWORK) {
  const rows = await store.query<{ number: bigint }>(
    "SELECT number FROM block WHERE network = ? ORDER BY number",
    [network],
  );
  return rows.map(({ number }) => number);
}

describe("StoreLedgerReader", () => {
  test("behavior: knows the blocks of facts and checkpoints by number, time and hash", async () => {
    expect(await reader.blockAtOrBelow(NETWORK, 9n)).toBeNull();
    expect(await reader.blockAtOrBelow(NETWORK, 19n)).toEqual(block(10));
    expect(await reader.blockAtOrBelow(NETWORK, 50n)).toEqual(block(50));
    expect(await reader.blockAtTime(NETWORK, blockTime(20))).toEqual(block(20));
    expect(await reader.blockAtTime(NETWORK, blockTime(20) - 1n)).toEqual(block(10));
    expect(await reader.blockByHash(NETWORK, blockHash(20))).toEqual(block(20));
    expect(await reader.blockByHash(NETWORK, blockHash(50))).toEqual(block(50));
    expect(await reader.blockByHash(NETWORK, blockHash(30))).toBeNull();
    expect(await reader.blockByHash("other", blockHash(20))).toBeNull();
  });
});

describe("appendFacts and deleteFactsFrom", () => {
  test("behavior: a block of many facts is written once, for each network", async () => {
    await fill(store, FACTS, 50, "other");
    expect(await numbers()).toEqual([10n, 20n]);
    expect(await numbers("other")).toEqual([10n, 20n]);
  });

  test("behavior: a rollback keeps a block of which facts are left", async () => {
    const roll = (from: string) =>
      store.transaction((tx) => deleteFactsFrom(tx, store.schema, NETWORK, BigInt(from)));
    await roll(ordinal(20, 1));
    expect(await numbers()).toEqual([10n, 20n]);
    await roll(ordinal(20));
    expect(await numbers()).toEqual([10n]);
  });
});

describe("migration 5", () => {
  test("behavior: the blocks of a used file are those of its facts", async () => {
    const before = await store.query("SELECT * FROM block ORDER BY number");
    await store.query("DROP TABLE block");
    await store.transaction(({ connection }) => blocks.up(connection, store.schema.hash));
    expect(await store.query("SELECT * FROM block ORDER BY number")).toEqual(before);
    expect(before).toHaveLength(2);
  });
});
