import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { CountingReader, startTestApi, type TestApi } from "../../support/api-server.ts";
import { type FixtureRows, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { SMALL_HEAD, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const CHAINLINK = "0x636861696e6c696e6b";
const COIN = "0x0000000000000000000000000000000000000000";
const FAKE = "0x00000000000000000000000000000000000000ee";
const COIN_FEED = "0x00000000000000000000000000000000000000f1";
const WETH_FEED = "0x00000000000000000000000000000000000000f2";
const FAKE_FEED = "0x00000000000000000000000000000000000000f3";

function feed(id: string, asset: string, quote: string, decimals: number) {
  const created = { createdOrdinal: ordinal(100), updatedOrdinal: ordinal(100) };
  return { id, protocol: CHAINLINK, source: "CHAINLINK", contract: id, asset, quote, decimals, ...created };
}

type Observed = { block: number; log: number; price: string; decimals: number };

function observation(feedId: string, asset: string, { block, log, price, decimals }: Observed) {
  return fact(CHAINLINK, { block, log }, { feed: feedId, asset, price, decimals, status: "OK" });
}

/**
 * The small ledger, in which Maker's own feed of WETH fails in block 135, and three feeds of another protocol: the coin
 * in dollars, WETH in the coin, and a token that calls itself ETH.
 */
const LEDGER: FixtureRows = {
  ...SMALL_LEDGER,
  Asset: [
    ...(SMALL_LEDGER["Asset"] ?? []),
    { id: COIN, kind: "NATIVE", symbol: "ETH", decimals: 18, createdOrdinal: ordinal(100) },
    { id: FAKE, kind: "ERC20", symbol: "ETH", decimals: 18, createdOrdinal: ordinal(100) },
  ],
  Protocol: [
    ...(SMALL_LEDGER["Protocol"] ?? []),
    ...(SMALL_LEDGER["Protocol"] ?? [])
      .slice(0, 1)
      .map((row) => ({ ...row, id: CHAINLINK, slug: "chainlink" })),
  ],
  PriceFeed: [
    ...(SMALL_LEDGER["PriceFeed"] ?? []),
    feed(COIN_FEED, COIN, "USD", 8),
    feed(WETH_FEED, WETH, "ETH", 18),
    feed(FAKE_FEED, FAKE, "USD", 8),
  ],
  PriceObservation: [
    ...(SMALL_LEDGER["PriceObservation"] ?? []),
    observation(COIN_FEED, COIN, { block: 115, log: 9, price: "19000000000", decimals: 8 }),
    observation(COIN_FEED, COIN, { block: 140, log: 9, price: "20050000000", decimals: 8 }),
    observation(WETH_FEED, WETH, { block: 141, log: 9, price: "1010000000000000000", decimals: 18 }),
    observation(FAKE_FEED, FAKE, { block: 141, log: 10, price: "1", decimals: 8 }),
  ],
};

let store: Store;
let counting: CountingReader;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(LEDGER, SMALL_HEAD);
  counting = new CountingReader(store);
  api = await startTestApi(counting);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const FIELDS = `worth { exact quote status reason } pricedAt price { value quote source ageSeconds status
  feed { id } via { id } }`;

async function seized(args: string) {
  const { data, errors } = await api.ask(`{ liquidations(filter: { protocol: "maker" }) { edges { node {
    blockNumber collateralSeized { decimal valuation${args} { ${FIELDS} } } } } } }`);
  expect(errors).toEqual([]);
  return data.liquidations.edges[0].node.collateralSeized;
}

describe("Amount.valuation", () => {
  // 2 WETH at block 200: Maker's feed failed, so WETH in ETH (1.01) × ETH in dollars (200.50) = 202.505; × 2 = 405.01.
  // The older observation is of block 140: 60 blocks of 10 s.
  test("behavior: as of the block of the answer", async () => {
    expect(await seized("")).toEqual({
      decimal: "2",
      valuation: {
        worth: { exact: "405.01", quote: "USD", status: "OK", reason: null },
        pricedAt: "2020-03-12T08:33:20Z",
        price: {
          value: "202.505",
          quote: "USD",
          source: "CHAINLINK",
          ageSeconds: "600",
          status: "OK",
          feed: { id: WETH_FEED },
          via: { id: COIN_FEED },
        },
      },
    });
  });

  // At block 110 the only observation is Maker's own of block 105: 150 dollars, 50 s old.
  test("behavior: as of the block of the fact", async () => {
    const { valuation } = await seized("(at: FACT)");
    expect(valuation).toMatchObject({
      worth: { exact: "300", status: "OK" },
      pricedAt: "2020-03-12T08:18:20Z",
      price: { value: "150", ageSeconds: "50", source: "MAKER_OSM", via: null },
    });
  });

  test("behavior: a price that is too old is no price, and its age is told", async () => {
    const { valuation } = await seized("(at: FACT, maxPriceAgeSeconds: 49)");
    expect(valuation).toMatchObject({
      worth: { exact: null, status: "STALE_INPUT", reason: "The last price is 50 s old; 49 s are allowed." },
      price: { value: null, ageSeconds: "50", status: "STALE_INPUT" },
    });
  });

  test("behavior: an asset without a feed has no worth, not even a stablecoin", async () => {
    const { data } = await api.ask(`{ deficits { edges { node { open { valuation { ${FIELDS} } } } } } }`);
    expect(data.deficits.edges[0].node.open.valuation).toMatchObject({
      worth: { exact: null, status: "NO_DATA", reason: "No price feed of the asset is indexed." },
      price: { feed: null, value: null },
    });
  });

  test("behavior: every amount of a page and every moment together cost one query for prices", async () => {
    const cost = async (first: number) => {
      const before = counting.count;
      const { errors } = await api.ask(`{ fundFlows(first: ${first}) { edges { node {
        amount { valuation(at: FACT) { worth { value } } } balanceAfter { valuation { worth { value } } } } } } }`);
      expect(errors).toEqual([]);
      return counting.count - before;
    };
    expect(await cost(7)).toBe(await cost(1));
  });

  test("error: a negative age", async () => {
    const { errors } = await api.ask(
      "{ deficits { edges { node { open { valuation(maxPriceAgeSeconds: -1) { pricedAt } } } } } }",
    );
    expect(errors[0]?.message).toBe("Expected maxPriceAgeSeconds of 0 or more, got -1.");
  });
});
