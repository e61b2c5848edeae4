import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockHash, blockTime, fact, NETWORK, storeWith } from "../../support/ledger-fixture.ts";

const PROTOCOL = "0x6d616b6572";
/** 12 March 2020; blocks of the fixture are 10 seconds apart from 08:00, so the next day starts at block 5,760. */
const FIRST_DAY = 1_583_971_200n;
const SECOND_DAY = FIRST_DAY + 86_400n;
const UINT256 = 2n ** 256n - 1n;

function change(at: [block: number, step: number], deficit: string, action: string, amount: bigint) {
  const [block, step] = at;
  const fields = { deficit, action, market: `0x0${deficit.at(-1)}`, asset: "0x0a", amount: String(amount) };
  const after = { openAfter: String(block), pendingAfter: String(step), excess: "0" };
  return fact(PROTOCOL, { block, step }, { ...fields, ...after });
}

const CHANGES = [
  change([10, 0], "0xd2", "CREATED", UINT256),
  change([10, 1], "0xd1", "CREATED", 7n),
  change([11, 0], "0xd1", "CREATED", 5n),
  change([11, 1], "0xd1", "COVERED", 3n),
  change([5760, 0], "0xd1", "SOCIALISED", 2n),
  change([5761, 0], "0xd1", "CREATED", 1n),
];

let store: Store;

beforeAll(async () => {
  store = await storeWith({ DeficitChange: CHANGES }, 6000);
});

afterAll(() => store.close());

function viewAt(number: number): View {
  const block = { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
  return { network: NETWORK, horizon: BigInt(number + 1) << 20n, block, head: block };
}

describe("StoreLedgerReader.deficitDays", () => {
  test("default: sums by deficit and day, deficits by their first change", async () => {
    const days = await new StoreLedgerReader(store).deficitDays({ view: viewAt(6000), conditions: [] });
    expect(days.map(({ deficit, from }) => [deficit, from])).toEqual([
      ["0xd2", FIRST_DAY],
      ["0xd1", FIRST_DAY],
      ["0xd1", SECOND_DAY],
    ]);
    expect(days[0]).toMatchObject({ created: UINT256, covered: 0n, market: "0x02", asset: "0x0a" });
    expect(days[1]).toMatchObject({ created: 12n, covered: 3n, openAtEnd: 11n, pendingAtEnd: 1n });
    expect(days[2]).toMatchObject({ created: 1n, socialised: 2n, writtenOff: 0n, openAtEnd: 5761n });
  });

  test("behavior: the past holds only its own changes", async () => {
    const days = await new StoreLedgerReader(store).deficitDays({ view: viewAt(10), conditions: [] });
    expect(days.map(({ deficit, created }) => [deficit, created])).toEqual([
      ["0xd2", UINT256],
      ["0xd1", 7n],
    ]);
  });
});

describe("StoreLedgerReader.deficitsCreatedOn", () => {
  test("default: single creations of the days asked for, in ledger order", async () => {
    const reader = new StoreLedgerReader(store);
    const found = await reader.deficitsCreatedOn(viewAt(6000), [{ deficit: "0xd1", from: FIRST_DAY }]);
    expect(found).toEqual([
      { deficit: "0xd1", amount: 7n, timestamp: blockTime(10) },
      { deficit: "0xd1", amount: 5n, timestamp: blockTime(11) },
    ]);
    expect(await reader.deficitsCreatedOn(viewAt(6000), [])).toEqual([]);
  });
});
