import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { blockHash, blockTime, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, feedRow, idOf, observationRow, protocolRow } from "../../support/ledger-rows.ts";

const P = idOf("prices");
const [A, B, ETHER] = ["0xa0", "0xb0", "0xe0"] as const;
const FEEDS = [
  { id: "0xfa01", asset: A },
  { id: "0xfa02", asset: A },
  { id: "0xfb01", asset: B },
] as const;
const HEAD = 100;

function view(block: number): View {
  const head = { number: BigInt(block), hash: blockHash(block), timestamp: blockTime(block) };
  return { network: NETWORK, horizon: BigInt(ordinal(block + 1)), block: head, head };
}

type Seen = {
  readonly feed: number;
  readonly block: number;
  readonly log: number;
  readonly price: bigint | null;
};

async function readerWith(seen: readonly Seen[]) {
  const store = await storeWith(
    {
      Protocol: [protocolRow("prices")],
      Asset: [assetRow(A, "A", 18), assetRow(B, "B", 18)],
      PriceFeed: FEEDS.map(({ id, asset }) => feedRow(id, P, asset)),
      PriceObservation: seen.map(({ feed, block, log, price }) =>
        observationRow(P, { block, log }, { ...(FEEDS[feed] as (typeof FEEDS)[number]), price }),
      ),
    },
    HEAD,
  );
  return { store, reader: new StoreLedgerReader(store) };
}

/** The last observation of each feed of the asset, by going through all of them. */
function expected(seen: readonly Seen[], asset: string, seconds: bigint, until: number) {
  return FEEDS.flatMap((feed, index) => {
    if (feed.asset !== asset) return [];
    const known = seen.filter(
      (one) => one.feed === index && one.block <= until && blockTime(one.block) <= seconds,
    );
    const last = known.toSorted((a, b) => a.block - b.block || a.log - b.log).at(-1);
    return last === undefined ? [] : [{ seconds, feed: feed.id, price: last.price }];
  });
}

describe("pricesAtTimes", () => {
  test("behavior: gives what a search through all observations gives, at any block", async () => {
    const seen = fc.uniqueArray(
      fc.record({
        feed: fc.integer({ min: 0, max: 2 }),
        block: fc.integer({ min: 1, max: HEAD }),
        log: fc.integer({ min: 0, max: 2 }),
        price: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })),
      }),
      { maxLength: 25, selector: ({ block, log }) => `${block}/${log}` },
    );
    const pair = fc.record({
      asset: fc.constantFrom(A, B),
      seconds: fc.integer({ min: -5, max: 1010 }).map((offset) => blockTime(0) + BigInt(offset)),
    });
    const pairs = fc.uniqueArray(pair, { maxLength: 8, selector: (one) => `${one.asset}/${one.seconds}` });
    await fc.assert(
      fc.asyncProperty(seen, pairs, fc.integer({ min: 1, max: HEAD }), async (all, asked, until) => {
        const { store, reader } = await readerWith(all);
        const found = await reader.pricesAtTimes(view(until), asked);
        const rows = found.map(({ seconds, feed, price }) => ({ seconds, feed, price }));
        const wanted = asked.flatMap(({ asset, seconds }) => expected(all, asset, seconds, until));
        const key = ({ seconds, feed }: { seconds: bigint; feed: string }) => `${seconds}/${feed}`;
        expect(rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
          wanted.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
        );
        await store.close();
      }),
      { numRuns: 8 },
    );
  });

  test("behavior: the coin's feed comes with a feed that quotes in the coin", async () => {
    const at = { block: 10 };
    const store = await storeWith(
      {
        Protocol: [protocolRow("prices")],
        Asset: [assetRow(A, "A", 18), { ...assetRow(ETHER, "ETH", 18), kind: "NATIVE" }],
        PriceFeed: [{ ...feedRow("0xfa01", P, A), quote: "ETH" }, feedRow("0xfe01", P, ETHER)],
        PriceObservation: [
          observationRow(P, { ...at, log: 1 }, { id: "0xfa01", asset: A, price: 7n }),
          observationRow(P, { ...at, log: 2 }, { id: "0xfe01", asset: ETHER, price: 9n }),
        ],
      },
      HEAD,
    );
    const reader = new StoreLedgerReader(store);
    const found = await reader.pricesAtTimes(view(HEAD), [{ asset: A, seconds: blockTime(20) }]);
    expect(found.map(({ feed, coin, price }) => [feed, coin, price])).toEqual([
      ["0xfa01", null, 7n],
      ["0xfe01", "ETH", 9n],
    ]);
    await store.close();
  });

  test("behavior: nothing asked for, nothing found", async () => {
    const { store, reader } = await readerWith([]);
    expect(await reader.pricesAtTimes(view(HEAD), [])).toEqual([]);
    await store.close();
  });
});
