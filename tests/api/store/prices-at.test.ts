import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { blockHash, blockTime, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, feedRow, idOf, observationRow, protocolRow } from "../../support/ledger-rows.ts";

const P = idOf("prices");
const COIN = "0x00";
const FEEDS = [
  { id: "0xfa01", asset: "0xa0" },
  { id: "0xfa02", asset: "0xa0" },
  { id: "0xfb01", asset: "0xb0" },
  { id: "0xfc01", asset: COIN },
] as const;
const HEAD = 30;

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

async function storeOf(seen: readonly Seen[]) {
  return storeWith(
    {
      Protocol: [protocolRow("prices")],
      Asset: [
        assetRow("0xa0", "A", 18),
        assetRow("0xb0", "ETH", 18),
        { ...assetRow(COIN, "ETH", 18), kind: "NATIVE" },
      ],
      PriceFeed: FEEDS.map(({ id, asset }) => feedRow(id, P, asset)),
      PriceObservation: seen.map(({ feed, block, log, price }) =>
        observationRow(P, { block, log }, { ...(FEEDS[feed] as (typeof FEEDS)[number]), price }),
      ),
    },
    HEAD,
  );
}

const seen = fc.uniqueArray(
  fc.record({
    feed: fc.nat(FEEDS.length - 1),
    block: fc.integer({ min: 1, max: HEAD }),
    log: fc.nat(2),
    price: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })),
  }),
  { maxLength: 25, selector: ({ block, log }) => `${block}/${log}` },
);

describe("pricesAt", () => {
  test("behavior: gives what a search through all observations gives, for the assets and the coin", {
    timeout: 60_000,
  }, async () => {
    const assets = fc.uniqueArray(fc.constantFrom("0xa0", "0xb0"), { minLength: 1 });
    const blocks = fc.uniqueArray(fc.integer({ min: 0, max: HEAD }), { minLength: 1, maxLength: 5 });
    const until = fc.integer({ min: 1, max: HEAD });
    await fc.assert(
      fc.asyncProperty(seen, assets, fc.tuple(blocks, until), async (all, wanted, [moments, end]) => {
        const store = await storeOf(all);
        const horizons = moments.map((block) => BigInt(ordinal(block + 1)));
        const found = await new StoreLedgerReader(store).pricesAt(view(end), { assets: wanted, horizons });
        await store.close();
        const last = (feed: number, block: number) =>
          all
            .filter((one) => one.feed === feed && one.block <= block)
            .toSorted((a, b) => a.block - b.block || a.log - b.log)
            .at(-1);
        const expected = [...new Set(moments.map((block) => Math.min(block, end)))].flatMap((block) =>
          FEEDS.flatMap(({ id, asset }, at) => {
            const one = last(at, block);
            if (one === undefined || !(asset === COIN || wanted.includes(asset))) return [];
            return [`${ordinal(block + 1)} ${id} ${one.price} ${asset === COIN ? "ETH" : null}`];
          }),
        );
        const rows = found.map(({ horizon, feed, price, coin }) => `${horizon} ${feed} ${price} ${coin}`);
        expect(rows.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 20 },
    );
  });
});
