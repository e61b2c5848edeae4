import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { partsOf } from "../../../api/store/ledger-reader/parts.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockHash, blockTime, fact, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const HEAD = 400;
const COUNT = 30;
const [TEMPLATE] = SMALL_LEDGER["Auction"] ?? [];
const PROTOCOL = "0x6d616b6572";

/** Three auctions in each tenth block, all with one ordinal; those with an even number are settled one block later. */
const AUCTIONS = Array.from({ length: COUNT }, (_, number) => {
  const block = 200 + 10 * Math.floor(number / 3);
  const id = `0xee${number.toString(16).padStart(4, "0")}`;
  return { number, block, id };
});

const EVENTS = AUCTIONS.flatMap(({ number, block, id }) => {
  const event = (at: number, statusAfter: string, action: string) =>
    fact(
      PROTOCOL,
      { block: at, step: number },
      { auction: id, action, lotAfter: "1", bidAfter: String(number), paid: "0", bought: "0", statusAfter },
    );
  const settled = number % 2 === 0 ? [event(block + 1, "SETTLED", "SETTLE")] : [];
  return [event(block, "OPEN", "KICK"), ...settled];
});

let store: Store;

beforeAll(async () => {
  const auctions = AUCTIONS.map(({ id, block }) => ({
    ...TEMPLATE,
    id,
    liquidation: null,
    createdOrdinal: ordinal(block),
    updatedOrdinal: ordinal(HEAD),
  }));
  store = await storeWith({ ...SMALL_LEDGER, Auction: auctions, AuctionEvent: EVENTS }, HEAD);
});

afterAll(() => store.close());

function viewAt(number: bigint): View {
  const block = { number, hash: blockHash(Number(number)), timestamp: blockTime(Number(number)) };
  return { network: NETWORK, horizon: (number + 1n) << 20n, block, head: block };
}

const VIEW = viewAt(BigInt(HEAD));
const SETTLED = { field: "status", operator: "in", values: ["SETTLED"] } as const;

describe("partsOf", () => {
  test.each(["ASC", "DESC"] as const)("default: spans cover every ordinal once, %s", async (order) => {
    const spans: bigint[][] = [];
    const walk = { view: VIEW, conditions: [], order, after: null };
    for await (const conditions of partsOf(store, "auction", walk, { first: 2, largest: 7 })) {
      spans.push(conditions.flatMap((condition) => ("value" in condition ? [condition.value >> 20n] : [])));
    }
    const starts = spans.map(([from]) => from ?? 0n);
    expect(starts).toEqual([...starts].sort((a, b) => Number(order === "ASC" ? a - b : b - a)));
    const blocks = new Set(AUCTIONS.map(({ block }) => BigInt(block)));
    for (const block of blocks) {
      expect(spans.filter(([from = 0n, to = 0n]) => block >= from && block <= to)).toHaveLength(1);
    }
  });
});

describe("StoreLedgerReader.page", () => {
  test.each(["ASC", "DESC"] as const)(
    "behavior: pages of a filter on what changes join up, %s",
    async (order) => {
      const reader = new StoreLedgerReader(store);
      const found: string[] = [];
      for (let after = null as { ordinal: bigint; id: string } | null; ; ) {
        const page = await reader.page("auction", {
          view: VIEW,
          conditions: [SETTLED],
          order,
          after,
          limit: 4,
        });
        found.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (last === undefined || page.length < 4) break;
        after = { ordinal: last.createdOrdinal, id: last.id };
      }
      const expected = AUCTIONS.filter(({ number }) => number % 2 === 0).map(({ id }) => id);
      expect(found).toEqual(order === "ASC" ? expected : expected.reverse());
    },
  );

  test("behavior: the past and the count know only what had happened", async () => {
    const reader = new StoreLedgerReader(store);
    const selection = { view: viewAt(210n), conditions: [SETTLED] };
    // Blocks 200 and 210 have started six auctions; of the first three, numbers 0 and 2 are settled at 201.
    expect(await reader.count("auction", selection)).toBe(2n);
    expect(await reader.count("auction", { ...selection, conditions: [] })).toBe(6n);
    const page = await reader.page("auction", { ...selection, order: "ASC", after: null, limit: 1 });
    expect(page.map(({ id, status }) => [id, status])).toEqual([["0xee0000", "SETTLED"]]);
  });
});
