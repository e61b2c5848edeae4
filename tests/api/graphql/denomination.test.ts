import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  feedRow,
  flowRow,
  idOf,
  marketRow,
  observationRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

const [RESERVE, PERP] = [idOf("reserve"), idOf("perp")];
const RSR = "0x320623b8e4ff03373931769a31fc52a4e78b5d70";
const USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const [STAKE, HEDGE, LOAN, PERPETUAL] = ["0xb1", "0xb2", "0xa1", "0xa2"];
const [RSR_FEED, USDC_FEED] = ["0xfe01", "0xfe02"];
const HEDGER = "0x00000000000000000000000000000000000000e9";
const WAD = 10n ** 18n;

function position(
  protocol: string,
  market: string,
  account: string,
  amounts: { debt?: bigint; size?: bigint },
) {
  const { debt = 0n, size = null } = amounts;
  const id = `${market}${account.slice(2)}`;
  const now = { collateral: "0", debt: "99", debtShares: null, size: "99", isClosed: false };
  const place = { createdOrdinal: ordinal(5), updatedOrdinal: ordinal(5) };
  const change = { collateralChange: "0", debtChange: "0", sizeChange: null };
  const after = { collateralAfter: "0", debtAfter: debt.toString(), sizeAfter: size?.toString() ?? null };
  return {
    row: { id, protocol, market, account, ...now, ...place },
    change: fact(
      protocol,
      { block: 5, log: Number(market === LOAN) },
      {
        ...{ market, position: id, account, cause: "OPEN" },
        ...change,
        ...after,
      },
    ),
  };
}

const POSITIONS = [
  position(PERP, PERPETUAL, HEDGER, { size: -400n * WAD }),
  position(RESERVE, LOAN, "0x0b", { debt: 800_000_000n }),
];

function deposit(block: number, backstop: string, asset: string, amount: bigint) {
  return flowRow(
    RESERVE,
    { block },
    { backstop, asset, direction: "IN", cause: "DEPOSIT", amount, after: amount },
  );
}

/** 1,000 RSR staked at half a dollar, 500 USDC beside a short of 400 RSR, 800 USDC lent. */
const LEDGER = {
  Protocol: [protocolRow("reserve"), protocolRow("perp")],
  Asset: [assetRow(RSR, "RSR", 18), assetRow(USDC, "USDC", 6), assetRow(WETH, "WETH", 18)],
  Market: [
    marketRow({
      ...{ id: LOAN, protocol: RESERVE, kind: "CDP_COLLATERAL", name: "Loan" },
      ...{ collateralAsset: WETH, debtAsset: USDC },
    }),
    marketRow({ id: PERPETUAL, protocol: PERP, kind: "PERPETUAL", name: "RSR", priceFeed: RSR_FEED }),
  ],
  Backstop: [
    backstopRow({
      ...{
        id: STAKE,
        protocol: RESERVE,
        kind: "STAKED_SAFETY_MODULE",
        layer: "STAKED_FIRST_LOSS",
        name: "Stake",
      },
    }),
    backstopRow({
      ...{ id: HEDGE, protocol: RESERVE, kind: "NATIVE_TOKEN_HEDGE", layer: "INSURANCE_FUND", name: "Hedge" },
      ...{ contract: HEDGER, rank: 2 },
    }),
  ],
  BackstopBalance: [balanceRow(STAKE, RSR), balanceRow(HEDGE, USDC)],
  FundFlow: [deposit(2, STAKE, RSR, 1000n * WAD), deposit(3, HEDGE, USDC, 500_000_000n)],
  Position: POSITIONS.map(({ row }) => row),
  PositionChange: POSITIONS.map(({ change }) => change),
  PriceFeed: [feedRow(RSR_FEED, PERP, RSR), feedRow(USDC_FEED, PERP, USDC)],
  PriceObservation: [
    observationRow(PERP, { block: 8, log: 1 }, { id: RSR_FEED, asset: RSR, price: 50_000_000n }),
    observationRow(PERP, { block: 8, log: 2 }, { id: USDC_FEED, asset: USDC, price: 100_000_000n }),
  ],
};

const QUERY = `query ($betas: [BetaInput!], $nativeTokens: [Bytes!], $pool: RecapPoolInput) {
  solvency(protocol: "reserve") {
    denomination(betas: $betas, nativeTokens: $nativeTokens, pool: $pool) {
      definition { id } provenance { calcId inputCompleteness } value { value quote }
      deltas { factor { symbol } delta { value } } netDelta { value }
      deltaNeutrality { value status } wrongWayShare { value status } liabilityCurrencyMatch { value } hedgeRatio { value status }
      nativeTokens givenBetas realisable { proceeds { value status } priceImpact { value } }
      assets { asset { symbol } worth { value } wrongWay { value } isMoney }
    }
  }
}`;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(LEDGER, 10);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function ask(variables: Record<string, unknown> = {}) {
  const { data, errors } = await api.ask(QUERY, variables);
  return { answer: data?.solvency?.denomination, errors };
}

describe("denomination", () => {
  // By hand: 500 of RSR and 500 of USDC; the short takes 200 of the 500. 500 USDC match 500 of 800 owed.
  test("default: a stake in the own token, hedged in part", async () => {
    const { answer } = await ask();
    expect(answer).toMatchObject({
      definition: { id: "denomination" },
      provenance: { inputCompleteness: "1" },
      value: { value: "1000", quote: "USD" },
      deltas: [{ factor: { symbol: "RSR" }, delta: { value: "300" } }],
      netDelta: { value: "300" },
      deltaNeutrality: { value: "0.7", status: "OK" },
      wrongWayShare: { value: "0.5", status: "OK" },
      liabilityCurrencyMatch: { value: "0.625" },
      hedgeRatio: { value: "0.4", status: "OK" },
      nativeTokens: [RSR],
      givenBetas: 0,
      realisable: { proceeds: { value: null, status: "NO_DATA" } },
      assets: [
        { asset: { symbol: "RSR" }, worth: { value: "500" }, wrongWay: { value: "500" }, isMoney: false },
        { asset: { symbol: "USDC" }, worth: { value: "500" }, wrongWay: { value: "0" }, isMoney: true },
      ],
    });
  });

  // By hand: 1,000 RSR into 1,000 against 1,000 USDC bring 500.
  test("behavior: what the stake would bring in a pool", async () => {
    const pool = {
      tokenReserve: (1000n * WAD).toString(),
      quoteReserve: "1000000000",
      quoteAsset: USDC,
      feePpm: 0,
    };
    const { answer } = await ask({ pool });
    expect(answer.realisable).toEqual({
      proceeds: { value: "500", status: "OK" },
      priceImpact: { value: "0.5" },
    });
  });

  // By hand: RSR moves half as much with WETH beside itself: stake and short are 300 in RSR, and 150 in WETH.
  test("behavior: betas and native tokens of the caller", async () => {
    const betas = [{ asset: RSR, factor: WETH, beta: "0.5" }];
    const { answer } = await ask({ betas, nativeTokens: [] });
    expect(answer).toMatchObject({
      deltas: [
        { factor: { symbol: "RSR" }, delta: { value: "300" } },
        { factor: { symbol: "WETH" }, delta: { value: "150" } },
      ],
      deltaNeutrality: { value: "0.55" },
      wrongWayShare: { value: "0", status: "OK" },
      givenBetas: 1,
    });
  });

  test("error: BAD_USER_INPUT for a pool without reserves and a beta that is no decimal", async () => {
    const pool = { tokenReserve: "0", quoteReserve: "1", quoteAsset: USDC, feePpm: 0 };
    expect((await ask({ pool })).errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const betas = [{ asset: RSR, factor: WETH, beta: "1e3" }];
    expect((await ask({ betas })).errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});
