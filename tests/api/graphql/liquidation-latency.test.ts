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
const RUSD = "0x00000000000000000000000000000000000000d1";
const MARKET = `${VAULTS}01`;
const DARK = `${VAULTS}02`;
const FEED = "0x00000000000000000000000000000000000000f1";
const WAD = 10n ** 18n;

type Act = readonly [block: number, cause: string, collateral: bigint, debt: bigint];

/** A position through its acts: collateral in whole ETH and debt in whole dollars after each. */
function vault(number: number, market: string, ...acts: readonly Act[]) {
  const account = `0x${number.toString(16).padStart(40, "0")}`;
  const id = `${market}${account.slice(2)}`;
  let [collateral, debt] = [0n, 0n];
  const changes = acts.map(([block, cause, coins, owed]) => {
    const moved = {
      collateralChange: ((coins - collateral) * WAD).toString(),
      debtChange: ((owed - debt) * WAD).toString(),
    };
    [collateral, debt] = [coins, owed];
    const after = { collateralAfter: (coins * WAD).toString(), debtAfter: (owed * WAD).toString() };
    const none = { sizeChange: null, sizeAfter: null, debtSharesAfter: null };
    return fact(
      VAULTS,
      { block, log: 10 + number },
      { market, position: id, account, cause, ...moved, ...after, ...none },
    );
  });
  const row = {
    ...{ id, protocol: VAULTS, market, account, collateral: "99", debt: "99", debtShares: null, size: null },
    ...{
      isClosed: false,
      createdOrdinal: ordinal(20, 10 + number),
      updatedOrdinal: ordinal(20, 10 + number),
    },
  };
  return { row, changes };
}

const POSITIONS = [
  vault(1, MARKET, [20, "OPEN", 10n, 1000n], [170, "LIQUIDATION", 0n, 0n]),
  vault(2, MARKET, [21, "OPEN", 10n, 700n], [200, "LIQUIDATION", 0n, 0n]),
  vault(3, MARKET, [22, "OPEN", 10n, 900n], [160, "ADJUST", 10n, 500n]),
  vault(4, MARKET, [23, "OPEN", 10n, 600n], [210, "LIQUIDATION", 0n, 0n]),
  vault(5, DARK, [24, "OPEN", 1n, 500n]),
];

const PRICES: readonly (readonly [number, bigint | null])[] = [
  [5, 200n],
  [100, 140n],
  [130, 160n],
  [140, null],
  [150, 120n],
  [200, 100n],
  [390, 100n],
];

const ROWS: FixtureRows = {
  Protocol: [protocolRow("vaults")],
  Asset: [assetRow(WETH, "WETH", 18), assetRow(RUSD, "RUSD", 18)],
  Market: [
    { id: MARKET, name: "ETH" },
    { id: DARK, name: "dark" },
  ].map((market) =>
    marketRow({
      ...{ ...market, protocol: VAULTS, kind: "CDP_COLLATERAL" },
      ...{ collateralAsset: WETH, debtAsset: RUSD, priceFeed: FEED },
    }),
  ),
  PriceFeed: [feedRow(FEED, VAULTS, WETH)],
  PriceObservation: PRICES.map(([block, price]) =>
    observationRow(
      VAULTS,
      { block },
      { id: FEED, asset: WETH, price: price === null ? null : price * 10n ** 8n },
    ),
  ),
  ParameterChange: [
    fact(
      VAULTS,
      { block: 3 },
      { contract: "0xc0", market: MARKET, name: "mat", value: (15n * 10n ** 26n).toString() },
    ),
  ],
  Position: POSITIONS.map(({ row }) => row),
  PositionChange: POSITIONS.flatMap(({ changes }) => changes),
};

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(ROWS, 400);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $ratios: [LiquidationRatioInput!]) {
  stress(protocol: "vaults", asOf: $asOf) {
    liquidationLatency(ratios: $ratios) {
      definition { id }
      times {
        subjects events censored median { value status } immediateShare { value n }
        curve { seconds atRisk events survival }
      }
      markets { market { name } positions spells liquidated unexplained truncated status reason }
    }
  }
}`;

describe("liquidation latency", () => {
  // By hand, ratio 1.5, ten ETH, ten seconds a block. 1,000 of debt is unsafe below 150: from block 100 to 130 (price back, 300 s)
  // and from 150 to its liquidation in 170 (200 s). 700: below 105, from block 200, liquidated there (0 s). 900: below 135, from
  // 150, repaid in 160 (100 s). 600: below 90, never, and liquidated all the same. S(0) = 3/4, S(200) = 3/4 × 1/2.
  test("default", async () => {
    const { data } = await api.ask(QUERY, {});
    const { times, markets } = data.stress.liquidationLatency;
    expect(times).toEqual({
      ...{ subjects: 4, events: 2, censored: 2 },
      median: { value: 200, status: "OK" },
      immediateShare: { value: 0.25, n: 4 },
      curve: [
        { seconds: 0, atRisk: 4, events: 1, survival: 0.75 },
        { seconds: 200, atRisk: 2, events: 1, survival: 0.375 },
      ],
    });
    expect(markets).toEqual([
      {
        ...{ market: { name: "ETH" }, positions: 4, spells: 4, liquidated: 2, unexplained: 1, truncated: 0 },
        ...{ status: "OK", reason: null },
      },
      {
        ...{ market: { name: "dark" }, positions: 1, spells: 0, liquidated: 0, unexplained: 0, truncated: 0 },
        ...{ status: "NO_DATA", reason: "No indexed parameter states the market's liquidation ratio." },
      },
    ]);
  });

  // By hand: the last block known by 165 is 160. The first vault was unsafe twice and the third once, none of them liquidated.
  test("behavior: as of a block, what comes later is not known", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "165" } });
    expect(data.stress.liquidationLatency.times).toMatchObject({ subjects: 3, events: 0, censored: 3 });
  });

  // By hand: 1 ETH and 500 of debt at a ratio of 0.3 is unsafe below 150, as the first vault: two spells, the second lasts to the end.
  test("behavior: a ratio that the caller states", async () => {
    const { data } = await api.ask(QUERY, { ratios: [{ market: DARK, ratio: "0.3" }] });
    expect(data.stress.liquidationLatency.markets[1]).toMatchObject({
      spells: 2,
      liquidated: 0,
      status: "OK",
    });
  });
});
