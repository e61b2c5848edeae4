import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Condition, View } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { writeSource } from "../../../api/store/sources.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockHash, blockTime, fact, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";

const HEAD = 100;
const PROTOCOL = "0x6d616b6572";
const MARKET = "0xaa01";
const POOL = "0xbb01";

/** The market is paused at 20 and works again at 30; the pool is switched off at 40. */
const CHANGES = [
  fact(PROTOCOL, { block: 20 }, { subject: MARKET, status: "PAUSED", previous: null }),
  fact(PROTOCOL, { block: 30 }, { subject: MARKET, status: "ACTIVE", previous: "PAUSED" }),
  fact(PROTOCOL, { block: 40 }, { subject: POOL, status: "DISABLED", previous: "ACTIVE" }),
];

const MARKET_ROW = {
  id: MARKET,
  protocol: PROTOCOL,
  kind: "LENDING_RESERVE",
  name: "ETH",
  contract: "0xcc",
  status: "SHUT_DOWN",
  liquidationCount: "99",
  createdOrdinal: ordinal(10),
};

function debtOf(id: string, created: number, updated: number) {
  return {
    id,
    protocol: PROTOCOL,
    market: id,
    normalized: "5",
    rate: "7",
    createdOrdinal: ordinal(created),
    updatedOrdinal: ordinal(updated),
  };
}

let store: Store;
let reader: StoreLedgerReader;

beforeAll(async () => {
  store = await storeWith(
    {
      Market: [MARKET_ROW],
      StatusChange: CHANGES,
      MarketDebt: [debtOf("0xd1", 10, 50), debtOf("0xd2", 10, 20), debtOf("0xd3", 60, 60)],
    },
    HEAD,
  );
  reader = new StoreLedgerReader(store);
});

afterAll(() => store.close());

function viewAt(number: number): View {
  const block = { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
  return { network: NETWORK, horizon: BigInt(ordinal(number + 1)), block, head: block };
}

function listAt(block: number, conditions: readonly Condition[] = []) {
  return { view: viewAt(block), conditions, order: "ASC", after: null, limit: null } as const;
}

describe("StoreLedgerReader.page of status", () => {
  test("behavior: a market's status is that of its last change, null before the first", async () => {
    const statuses = [];
    for (const block of [19, 20, 29, 30, HEAD]) {
      const [market] = await reader.page("market", listAt(block));
      statuses.push(market?.status);
    }
    expect(statuses).toEqual([null, "PAUSED", "PAUSED", "ACTIVE", "ACTIVE"]);
  });

  test("behavior: an interval lasts until the next change of its own subject", async () => {
    const rows = await reader.page("statusInterval", listAt(HEAD));
    expect(
      rows.map(({ id, subject, status, startedAt, endedAt }) => [id, subject, status, startedAt, endedAt]),
    ).toEqual([
      [CHANGES[0]?.id, MARKET, "PAUSED", blockTime(20), blockTime(30)],
      [CHANGES[1]?.id, MARKET, "ACTIVE", blockTime(30), null],
      [CHANGES[2]?.id, POOL, "DISABLED", blockTime(40), null],
    ]);
  });

  test("behavior: at a block in between the interval still lasts", async () => {
    const rows = await reader.page("statusInterval", listAt(29));
    expect(rows.map(({ status, endedAt }) => [status, endedAt])).toEqual([["PAUSED", null]]);
  });
});

describe("StoreLedgerReader.page of what no fact tells", () => {
  test.each([
    // Block, ids that are as they were then, rows in a state that is not known.
    [9, [], 0n],
    [10, [], 2n],
    [20, ["0xd2"], 1n],
    [49, ["0xd2"], 1n],
    [50, ["0xd1", "0xd2"], 0n],
    [HEAD, ["0xd1", "0xd2", "0xd3"], 0n],
  ])(
    "behavior: at block %d a row that changed since is missing and counted",
    async (block, known, unknown) => {
      expect((await reader.page("marketDebt", listAt(block))).map(({ id }) => id)).toEqual(known);
      expect(await reader.countUnknown("marketDebt", listAt(block))).toBe(unknown);
    },
  );

  test("behavior: conditions select among the unknown, and what facts rebuild is never unknown", async () => {
    const second = { field: "market", operator: "in", values: ["0xd2"] } as const;
    expect(await reader.countUnknown("marketDebt", listAt(10, [second]))).toBe(1n);
    expect(await reader.countUnknown("market", listAt(10))).toBe(0n);
  });

  test("behavior: nothing is known beyond the block up to which state was read", async () => {
    const behind = await storeWith({ MarketDebt: [debtOf("0xd1", 10, 20)] }, HEAD);
    try {
      await behind.transaction((tx) =>
        writeSource(tx, { network: NETWORK, deployment: "Qm", stateBlock: 49n }),
      );
      const late = new StoreLedgerReader(behind);
      expect(await late.page("marketDebt", listAt(49))).toHaveLength(1);
      expect(await late.page("marketDebt", listAt(50))).toHaveLength(0);
      expect(await late.countUnknown("marketDebt", listAt(50))).toBe(1n);
    } finally {
      await behind.close();
    }
  });
});

describe("StoreLedgerReader.page of what no list shows", () => {
  test("behavior: each can be read, and gives what the store holds of it", async () => {
    const entities = [
      "deleveraging",
      "parameterChange",
      "statusChange",
      "attestation",
      "positionChange",
      "optionPosition",
      "optionVault",
      "withdrawalRequest",
      "lendingState",
    ] as const;
    const found = await Promise.all(entities.map((entity) => reader.page(entity, listAt(HEAD))));
    expect(found.map((rows) => rows.length)).toEqual([0, 0, 3, 0, 0, 0, 0, 0, 0]);
  });
});
