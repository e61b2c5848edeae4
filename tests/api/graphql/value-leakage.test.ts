import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { CountingReader, startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockTime, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  feedRow,
  idOf,
  marketRow,
  observationRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

const LENDER = idOf("lender");
const MARKET = `${LENDER}01`;
const WETH = "0x00000000000000000000000000000000000000ee";
const USDC = "0x00000000000000000000000000000000000000dc";
const ALICE = "0x00000000000000000000000000000000000000a1";
const ETHER_FEED = "0x00000000000000000000000000000000000000f1";
const DOLLAR_FEED = "0x00000000000000000000000000000000000000f2";
const HEAD = 10_000;

let store: Store;
let api: TestApi;

/** Whole dollars. */
function priced(block: number, log: number, feed: string, price: number) {
  const asset = feed === ETHER_FEED ? WETH : USDC;
  return observationRow(LENDER, { block, log }, { id: feed, asset, price: BigInt(price) * 100_000_000n });
}

function liquidation(block: number, mode: string) {
  return fact(
    LENDER,
    { block, log: 5 },
    {
      ...{ market: MARKET, mode, account: ALICE, liquidator: ALICE, collateralAsset: WETH, debtAsset: USDC },
      ...{ collateralSeized: "1100000000000000000", collateralReturned: "100000000000000000" },
      ...{ debtRepaid: "1900000000", liquidatorFee: "50000000", loss: "0", absorbed: "0", unresolved: "0" },
    },
  );
}

function auction(id: string, number: string) {
  return {
    ...{ id, protocol: LENDER, kind: "COLLATERAL", market: MARKET, contract: ALICE, number },
    ...{ lotAsset: WETH, bidAsset: USDC, lotStart: "2", lot: "99", bid: "99", bidCount: 99, status: "OPEN" },
    ...{ startedAt: blockTime(91).toString(), createdOrdinal: ordinal(91), updatedOrdinal: ordinal(91) },
  };
}

function auctionEvent(block: number, id: string, action: string, fields: Record<string, string>) {
  return fact(
    LENDER,
    { block, log: 7 },
    {
      ...{ auction: id, action, account: ALICE, lotAfter: "0", bidAfter: "0", paid: "0", bought: "0" },
      ...{ statusAfter: action === "SETTLE" ? "SETTLED" : "OPEN" },
      ...fields,
    },
  );
}

beforeAll(async () => {
  const [english, dutch] = ["0xaa01", "0xaa02"];
  const rows = {
    Protocol: [protocolRow("lender")],
    Asset: [assetRow(WETH, "WETH", 18), assetRow(USDC, "USDC", 6)],
    Market: [
      marketRow({
        ...{ id: MARKET, protocol: LENDER, kind: "LENDING_RESERVE", name: "WETH" },
        ...{ collateralAsset: WETH, debtAsset: USDC },
      }),
    ],
    PriceFeed: [feedRow(ETHER_FEED, LENDER, WETH), feedRow(DOLLAR_FEED, LENDER, USDC)],
    PriceObservation: [
      priced(90, 1, ETHER_FEED, 2000),
      priced(90, 2, DOLLAR_FEED, 1),
      priced(105, 1, ETHER_FEED, 1900),
      priced(450, 1, ETHER_FEED, 1800),
      priced(8700, 1, ETHER_FEED, 1500),
    ],
    Liquidation: [liquidation(100, "DIRECT"), liquidation(110, "WRITE_OFF"), liquidation(9000, "OFFSET")],
    Auction: [auction(english, "1"), auction(dutch, "2")],
    AuctionEvent: [
      auctionEvent(101, english, "BID_UP", { paid: "3000000000", bidAfter: "3000000000", lotAfter: "2" }),
      auctionEvent(112, english, "SETTLE", { bidAfter: "3000000000", bought: "2000000000000000000" }),
      auctionEvent(113, dutch, "TAKE", {
        ...{ paid: "1800000000", bidAfter: "1800000000", bought: "1000000000000000000" },
      }),
    ],
  };
  store = await storeWith(rows, HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput) {
  solvency(protocol: "lender", asOf: $asOf) {
    valueLeakage(windowDays: 30) {
      definition { id }
      groups {
        market { name } channel count losingCount
        acquired { decimal } paid { decimal } bonus { decimal status }
        acquiredWorth { value } paidWorth { value } profit { value quote status } gains { value }
        profitRate { value } paidForWorth { value }
        markouts { seconds mean { value n status } unmoved pending unpriced }
      }
    }
  }
}`;

const FEW = { value: null, n: 1, status: "INSUFFICIENT_DATA" };

describe("value leakage", () => {
  // By hand: 1.1 − 0.1 WETH at 2,000 for 1,900 USDC at 1: 100 of 1,900. Auctions at 1,900: 2 for 3,000 and 1 for 1,800, so
  // 5,700 for 4,800: 900; 900 / 4,800 and 4,800 / 5,700. At block 9,000 the price of the dollar is a day old.
  test("default", async () => {
    const { data } = await api.ask(QUERY);
    const markout = (seconds: string) => ({ seconds, mean: FEW, unmoved: 0, pending: 0, unpriced: 0 });
    expect(data.solvency.valueLeakage).toMatchObject({
      definition: { id: "value-leakage" },
      groups: [
        {
          ...{ market: { name: "WETH" }, channel: "DIRECT", count: 1, losingCount: 0 },
          ...{
            acquired: { decimal: "1" },
            paid: { decimal: "1900" },
            bonus: { decimal: "50", status: "OK" },
          },
          ...{ acquiredWorth: { value: "2000" }, paidWorth: { value: "1900" }, gains: { value: "100" } },
          profit: { value: "100", quote: "USD", status: "OK" },
          profitRate: { value: "0.052631578947368421" },
          paidForWorth: { value: "0.95" },
          markouts: [markout("60"), markout("3600"), markout("86400")],
        },
        {
          ...{ channel: "OFFSET", count: 1, paid: { decimal: "1900" } },
          ...{ profit: { value: null, status: "STALE_INPUT" }, profitRate: { value: null } },
          markouts: [{ unmoved: 1 }, { unpriced: 1 }, { pending: 1 }],
        },
        {
          ...{ market: { name: "WETH" }, channel: "AUCTION", count: 2, losingCount: 0 },
          ...{
            acquired: { decimal: "3" },
            paid: { decimal: "4800" },
            bonus: { decimal: null, status: "NO_DATA" },
          },
          ...{ acquiredWorth: { value: "5700" }, paidWorth: { value: "4800" }, gains: { value: "900" } },
          profit: { value: "900", quote: "USD", status: "OK" },
          profitRate: { value: "0.1875" },
          paidForWorth: { value: "0.842105263157894737" },
        },
      ],
    });
  });

  test("behavior: as of a block, later prices are not known: markouts are pending", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "101" } });
    const [direct, ...rest] = data.solvency.valueLeakage.groups;
    expect(rest).toEqual([]);
    expect(direct.profit.value).toBe("100");
    expect(direct.markouts.map(({ pending }: { pending: number }) => pending)).toEqual([1, 1, 1]);
  });

  test("behavior: profits of a page cost a fixed number of queries", async () => {
    const counting = new CountingReader(store);
    const counted = await startTestApi(counting);
    const cost = async (first: number) => {
      counting.count = 0;
      await counted.ask(
        `{ liquidations(first: ${first}) { edges { node { liquidatorProfit { value } } } } }`,
      );
      return counting.count;
    };
    expect(await cost(3)).toBe(await cost(1));
    await counted.close();
  });

  test("behavior: each liquidation tells its own profit, or why it has none", async () => {
    const { data } = await api.ask(
      "{ liquidations { edges { node { mode liquidatorProfit { value quote status } } } } }",
    );
    expect(data.liquidations.edges).toEqual([
      { node: { mode: "DIRECT", liquidatorProfit: { value: "100", quote: "USD", status: "OK" } } },
      {
        node: {
          mode: "WRITE_OFF",
          liquidatorProfit: { value: null, quote: "USD", status: "NOT_APPLICABLE" },
        },
      },
      { node: { mode: "OFFSET", liquidatorProfit: { value: null, quote: "USD", status: "STALE_INPUT" } } },
    ]);
  });
});
