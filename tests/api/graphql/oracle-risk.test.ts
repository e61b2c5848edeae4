import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { type FixtureRows, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  feedRow,
  idOf,
  marketRow,
  observationRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

const VAULTS = idOf("vaults");
const WETH = "0x00000000000000000000000000000000000000e1";
const WBTC = "0x00000000000000000000000000000000000000b1";
const RUSD = "0x00000000000000000000000000000000000000d1";
const ETH_VAULTS = `${VAULTS}01`;
const BTC_VAULTS = `${VAULTS}02`;
const DARK_VAULTS = `${VAULTS}03`;
const ETH_FEED = "0x00000000000000000000000000000000000000f1";
const BTC_FEED = "0x00000000000000000000000000000000000000f2";
const WAD = 10n ** 18n;
const HEAD = 400;

function otherFeeds(asset: string, prices: readonly bigint[], first: number) {
  return prices.map((price, i) => {
    const protocol = idOf(`other${first + i}`);
    const id = `0x${(first + i).toString(16).padStart(40, "0")}`;
    return {
      protocol: protocolRow(`other${first + i}`),
      feed: feedRow(id, protocol, asset),
      seen: observationRow(protocol, { block: 390, log: first + i }, { id, asset, price: price * 10n ** 8n }),
    };
  });
}

function position(market: string, number: number, [collateral, debt]: readonly [bigint, bigint]) {
  const account = `0x${number.toString(16).padStart(40, "0")}`;
  const id = `${market}${account.slice(2)}`;
  const zero = { collateralChange: "0", debtChange: "0", sizeChange: null, sizeAfter: null };
  return {
    row: {
      ...{
        id,
        protocol: VAULTS,
        market,
        account,
        collateral: "99",
        debt: "99",
        debtShares: null,
        size: null,
      },
      ...{ isClosed: false, createdOrdinal: ordinal(20, number), updatedOrdinal: ordinal(20, number) },
    },
    change: fact(
      VAULTS,
      { block: 20, log: number },
      {
        ...{ market, position: id, account, cause: "OPEN", ...zero },
        ...{ collateralAfter: (collateral * WAD).toString(), debtAfter: (debt * WAD).toString() },
      },
    ),
  };
}

const OTHERS = [...otherFeeds(WETH, [190n, 170n, 180n], 1), ...otherFeeds(WBTC, [100n, 120n], 11)];
const POSITIONS = [
  position(ETH_VAULTS, 1, [10n, 1000n]),
  position(ETH_VAULTS, 2, [10n, 1300n]),
  position(ETH_VAULTS, 3, [10n, 1400n]),
  position(BTC_VAULTS, 4, [10n, 650n]),
  position(BTC_VAULTS, 5, [10n, 0n]),
  position(DARK_VAULTS, 6, [1n, 500n]),
];

function observed(block: number, round: number, price: bigint) {
  const row = observationRow(VAULTS, { block }, { id: ETH_FEED, asset: WETH, price: price * 10n ** 8n });
  return { ...row, round: String(round) };
}

function rate(market: string, block: number, value: bigint, name = "mat") {
  return fact(
    VAULTS,
    { block, log: Number(market.slice(-1)) },
    { contract: "0xc0", market, name, value: value.toString() },
  );
}

const LATER: FixtureRows = {
  PriceObservation: [
    observed(410, 9, 90n),
    observationRow(
      idOf("other1"),
      { block: 411 },
      { id: `0x${"1".padStart(40, "0")}`, asset: WETH, price: 1n },
    ),
  ],
  ParameterChange: [rate(ETH_VAULTS, 412, 3n * 10n ** 27n)],
};

const ROWS: FixtureRows = {
  Protocol: [protocolRow("vaults"), ...OTHERS.map(({ protocol }) => protocol)],
  Asset: [assetRow(WETH, "WETH", 18), assetRow(WBTC, "WBTC", 18), assetRow(RUSD, "RUSD", 18)],
  Market: [
    ...[
      { id: ETH_VAULTS, name: "ETH", collateralAsset: WETH, priceFeed: ETH_FEED },
      { id: BTC_VAULTS, name: "BTC", collateralAsset: WBTC, priceFeed: BTC_FEED },
      { id: DARK_VAULTS, name: "dark", collateralAsset: WETH, priceFeed: null },
    ].map((market) => marketRow({ ...market, protocol: VAULTS, kind: "CDP_COLLATERAL", debtAsset: RUSD })),
  ],
  PriceFeed: [
    feedRow(ETH_FEED, VAULTS, WETH),
    { ...feedRow(BTC_FEED, VAULTS, WBTC), heartbeat: null },
    ...OTHERS.map(({ feed }) => feed),
  ],
  PriceObservation: [
    observed(5, 1, 210n),
    observed(7, 2, 205n),
    observed(10, 5, 200n),
    observationRow(VAULTS, { block: 380 }, { id: BTC_FEED, asset: WBTC, price: 90n * 10n ** 8n }),
    ...OTHERS.map(({ seen }) => seen),
  ],
  ParameterChange: [rate(ETH_VAULTS, 3, 15n * 10n ** 26n), rate(BTC_VAULTS, 3, 15n * 10n ** 26n)],
  Position: POSITIONS.map(({ row }) => row),
  PositionChange: POSITIONS.map(({ change }) => change),
};

let store: Store;
let later: Store;
let api: TestApi;
let apiLater: TestApi;

beforeAll(async () => {
  store = await storeWith(ROWS, HEAD);
  const all = Object.fromEntries(
    Object.entries(ROWS).map(([entity, rows]) => [entity, [...rows, ...(LATER[entity] ?? [])]]),
  );
  later = await storeWith(all, 420);
  [api, apiLater] = [await startTestApi(store), await startTestApi(later)];
});

afterAll(async () => {
  await Promise.all([api?.close(), apiLater?.close()]);
  await Promise.all([store?.close(), later?.close()]);
});

const QUERY = `query ($asOf: AsOfInput, $feeds: [OracleFeedInput!], $ratios: [LiquidationRatioInput!]) {
  stress(protocol: "vaults", asOf: $asOf) {
    oracle(feeds: $feeds, ratios: $ratios) {
      definition { id }
      feeds {
        feed { id } ageSeconds observedAt
        ageOfHeartbeat { value numerator denominator status }
        price { value } independentFeeds median { value status }
        deviation { value status }
        volatility { n status } hiddenMove { status } exceedance { status }
        capDistance { value status } floorDistance { value status }
        rounds { observations missing late longestGapSeconds }
      }
      mispricing {
        missed { positions worth { exact quote status } }
        wrongful { positions worth { exact status } }
        markets {
          market { name } ratio debtors
          missed { positions debt { decimal status } }
          wrongful { positions debt { decimal status } }
        }
      }
    }
  }
}`;

describe("oracle risk", () => {
  // By hand, ten seconds a block. The ETH feed last spoke in block 10: (400 − 10) × 10 = 3,900 s, of a heartbeat of 3,600: 13/12.
  // Median of 170, 180, 190 is 180: (200 − 180) / 180 = 1/9. Rounds 1, 2, 5: two are missing; gaps of 20 s and 30 s.
  test("default", async () => {
    const { data } = await api.ask(QUERY, {});
    const [eth, btc] = data.stress.oracle.feeds;
    expect(eth).toMatchObject({
      feed: { id: ETH_FEED },
      ageSeconds: "3900",
      observedAt: "2020-03-12T08:01:40Z",
      ageOfHeartbeat: { value: "1.083333333333333333", numerator: "3900", denominator: "3600", status: "OK" },
      price: { value: "200" },
      independentFeeds: 3,
      median: { value: "180", status: "OK" },
      deviation: { value: "0.111111111111111111", status: "OK" },
      volatility: { n: 0, status: "NO_DATA" },
      capDistance: { value: null, status: "NO_DATA" },
      rounds: { observations: "3", missing: "2", late: "0", longestGapSeconds: "30" },
    });
    // Two independent feeds at 100 and 120: their mean 110; (90 − 110) / 110 = −2/11. No heartbeat is promised.
    expect(btc).toMatchObject({
      ageSeconds: "200",
      ageOfHeartbeat: { value: null, status: "NOT_APPLICABLE" },
      median: { value: "110" },
      deviation: { value: "-0.181818181818181818", status: "OK" },
      rounds: { observations: "1", missing: null, late: null, longestGapSeconds: null },
    });
  });

  // By hand, ratio 1.5, ten coins each. ETH at the protocol's 200: 2,000, at the market's 180 (the newest of the others' feeds):
  // 1,800. Debts × 1.5: 1,500 is safe at both, 1,950 only at 200 (missed), 2,100 at neither. BTC at 90: 900, at 120: 1,200;
  // 650 × 1.5 = 975 is below the first only (wrongful).
  test("behavior: debt that two sets of prices judge differently", async () => {
    const { data } = await api.ask(QUERY, {});
    const { missed, wrongful, markets } = data.stress.oracle.mispricing;
    const nothing = { positions: 0, debt: { decimal: "0", status: "OK" } };
    expect(markets).toEqual([
      {
        market: { name: "ETH" },
        ratio: "1.5",
        debtors: 3,
        missed: { positions: 1, debt: { decimal: "1300", status: "OK" } },
        wrongful: nothing,
      },
      {
        market: { name: "BTC" },
        ratio: "1.5",
        debtors: 1,
        missed: nothing,
        wrongful: { positions: 1, debt: { decimal: "650", status: "OK" } },
      },
      {
        market: { name: "dark" },
        ratio: null,
        debtors: 1,
        missed: { positions: 0, debt: { decimal: null, status: "NO_DATA" } },
        wrongful: { positions: 0, debt: { decimal: null, status: "NO_DATA" } },
      },
    ]);
    expect(missed).toEqual({
      positions: 1,
      worth: { exact: "1300", quote: RUSD, status: "PARTIAL_COVERAGE" },
    });
    expect(wrongful).toEqual({ positions: 1, worth: { exact: "650", status: "PARTIAL_COVERAGE" } });
  });

  // By hand: (250 − 200) / 200 and (200 − 1) / 200; a heartbeat of 7,800 s is half used. At a ratio of 1.2, 500 × 1.2 = 600 is above
  // both 200 and 180 in the market whose ratio the ledger does not hold.
  test("behavior: what the caller knows of a feed and a market", async () => {
    const feeds = [{ feed: ETH_FEED, heartbeatSeconds: 7800, cap: "250", floor: "1" }];
    const ratios = [{ market: DARK_VAULTS, ratio: "1.2" }];
    const { data } = await api.ask(QUERY, { feeds, ratios });
    const [eth] = data.stress.oracle.feeds;
    expect(eth.ageOfHeartbeat.value).toBe("0.5");
    expect(eth.capDistance).toEqual({ value: "0.25", status: "OK" });
    expect(eth.floorDistance).toEqual({ value: "0.995", status: "OK" });
    const { missed, markets } = data.stress.oracle.mispricing;
    expect(markets[2]).toMatchObject({ ratio: "1.2", missed: { positions: 0, debt: { decimal: "0" } } });
    expect(missed.worth).toMatchObject({ exact: "1300", status: "OK" });
  });

  // By hand: a lender that lends up to 0.86 of the collateral's worth asks for 1 / 0.86 of it.
  test("behavior: a ratio without an end is rounded", async () => {
    const rows = { ...ROWS, ParameterChange: [rate(ETH_VAULTS, 3, 86n * 10n ** 16n, "lltv")] };
    const lender = await storeWith(rows, HEAD);
    const lending = await startTestApi(lender);
    const { data } = await lending.ask(QUERY, {});
    await lending.close();
    await lender.close();
    expect(data.stress.oracle.mispricing.markets[0]).toMatchObject({
      ratio: "1.162790697674418605",
      debtors: 3,
    });
  });

  // The last block known at or below 395 is 390: (390 − 10) × 10 s, though the feed did not speak in between.
  test("behavior: age is of the block that is asked for, and nothing after it is read", async () => {
    const asOf = { blockNumber: "395" };
    const [before, after] = await Promise.all([api.ask(QUERY, { asOf }), apiLater.ask(QUERY, { asOf })]);
    expect(before.data.stress.oracle.feeds[0].ageSeconds).toBe("3800");
    expect(after.data).toEqual(before.data);
  });

  test("error: a feed or market of somebody else", async () => {
    const feed = await api.ask(QUERY, { feeds: [{ feed: "0xabcd" }] });
    expect(feed.errors[0]?.message).toBe('Expected a feed that "vaults" acts on, got "0xabcd".');
    const market = await api.ask(QUERY, { ratios: [{ market: "0xabcd", ratio: "1" }] });
    expect(market.errors[0]?.message).toBe('Expected a market of "vaults", got "0xabcd".');
  });
});
