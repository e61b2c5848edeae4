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

const PERP = idOf("perp");
const WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const [WETH_FEED, USDC_FEED, FUND, MARKET] = ["0xfe01", "0xfe02", "0xb1", "0xa1"];
/** Blocks are 10 seconds apart. */
const DAY = 8640;
const HEAD = 40 * DAY + 100;
const WAD = 10n ** 18n;

function position(account: string, size: bigint) {
  const id = `${MARKET}${account.slice(2)}`;
  const state = { collateral: "0", debt: "0", debtShares: null, isClosed: false };
  const place = { createdOrdinal: ordinal(5), updatedOrdinal: ordinal(5) };
  const change = { collateralChange: "0", debtChange: "0", sizeChange: size.toString() };
  const after = { collateralAfter: "0", debtAfter: "0", sizeAfter: size.toString() };
  const at = { block: 5, log: Number(size > 0n) };
  return {
    row: { id, protocol: PERP, market: MARKET, account, ...state, size: "99", ...place },
    change: fact(PERP, at, { market: MARKET, position: id, account, cause: "OPEN", ...change, ...after }),
  };
}

const POSITIONS = [position("0x0a", 10n * WAD), position("0x0b", -10n * WAD)];
const CLOSES = Array.from({ length: 40 }, (_, i) =>
  observationRow(
    PERP,
    { block: (i + 1) * DAY, log: 1 },
    { id: WETH_FEED, asset: WETH, price: i % 2 === 0 ? 20_000_000_000n : 20_200_000_000n },
  ),
);

const LEDGER = {
  Protocol: [protocolRow("perp")],
  Asset: [assetRow(WETH, "WETH", 18), assetRow(USDC, "USDC", 6)],
  Market: [
    marketRow({
      id: MARKET,
      protocol: PERP,
      kind: "PERPETUAL",
      name: "ETH",
      debtAsset: USDC,
      priceFeed: WETH_FEED,
    }),
  ],
  Backstop: [
    backstopRow({
      id: FUND,
      protocol: PERP,
      kind: "STATIC_INSURANCE_FUND",
      layer: "INSURANCE_FUND",
      name: "Fund",
    }),
  ],
  BackstopBalance: [balanceRow(FUND, USDC)],
  FundFlow: [
    flowRow(
      PERP,
      { block: 2 },
      {
        backstop: FUND,
        asset: USDC,
        direction: "IN",
        cause: "FEE",
        amount: 5_000_000_000n,
        after: 5_000_000_000n,
      },
    ),
  ],
  Position: POSITIONS.map(({ row }) => row),
  PositionChange: POSITIONS.map(({ change }) => change),
  PriceFeed: [feedRow(WETH_FEED, PERP, WETH), feedRow(USDC_FEED, PERP, USDC)],
  PriceObservation: [
    ...CLOSES,
    observationRow(PERP, { block: 40 * DAY, log: 2 }, { id: USDC_FEED, asset: USDC, price: 100_000_000n }),
    observationRow(PERP, { block: 39 * DAY - 1, log: 1 }, { id: WETH_FEED, asset: WETH, price: null }),
    observationRow(PERP, { block: 30 * DAY - 5, log: 1 }, { id: WETH_FEED, asset: WETH, price: 1n }),
  ],
};

const QUERY = `query ($volatility: Float, $margin: Float, $windowDays: Int, $level: Float, $horizonDays: Float) {
  solvency(protocol: "perp") {
    capitalEfficiency(
      volatility: $volatility, maintenanceMargin: $margin, windowDays: $windowDays, level: $level, horizonDays: $horizonDays
    ) {
      definition { id } provenance { calcId inputCompleteness } window { askedDays status }
      openInterest { value quote } resources { value } openInterestPerCapital { value numerator denominator }
      expectedGapLoss { value } requiredLiquidity { value n method status }
      capitalEfficiencyRatio { value interval { lower upper } }
      markets { market { name } openInterest { value } volatility { value n method status } requiredLiquidity { value } }
    }
  }
}`;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(LEDGER, HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function ask(variables: Record<string, unknown>) {
  const { data, errors } = await api.ask(QUERY, variables);
  return { answer: data?.solvency?.capitalEfficiency, errors };
}

describe("capitalEfficiency", () => {
  // By hand and SciPy, as in tests/api/solvency/capital-efficiency.test.ts: ½ × 20 × 202 = 2,020 against 5,000.
  test("default: volatility given", async () => {
    const { answer } = await ask({ volatility: 0.8, margin: 0.0625 });
    expect(answer).toMatchObject({
      definition: { id: "capital-efficiency" },
      provenance: { inputCompleteness: "1" },
      window: { askedDays: 90, status: "PARTIAL_COVERAGE" },
      openInterest: { value: "2020", quote: "USD" },
      resources: { value: "5000" },
      openInterestPerCapital: { value: "0.404", numerator: "2020", denominator: "5000" },
      markets: [
        {
          market: { name: "ETH" },
          openInterest: { value: "2020" },
          volatility: { value: 0.8, method: "given" },
        },
      ],
    });
    expect(answer.requiredLiquidity.value).toBeCloseTo(2020 * 0.04910295054052957, 9);
    expect(answer.capitalEfficiencyRatio.value).toBeCloseTo(5000 / (2020 * 0.04910295054052957), 9);
  });

  // The last good price of each of the 40 spans of 24 hours: the invalid one and the one that was corrected 50 s later do not count.
  test("behavior: volatility from the feed's own daily prices", async () => {
    const { answer } = await ask({});
    expect(answer.markets[0].volatility).toMatchObject({ n: 39, status: "OK" });
    expect(answer.markets[0].volatility.value).toBeCloseTo(0.19252256795302278, 12);
    expect(answer.requiredLiquidity.value).toBeCloseTo(2020 * 0.026857608286496186, 9);
    expect(answer.capitalEfficiencyRatio.interval.lower).toBeLessThan(answer.capitalEfficiencyRatio.value);
  });

  test("behavior: a short window has too few returns; the exact ratio does not need them", async () => {
    const { answer } = await ask({ windowDays: 20 });
    expect(answer.requiredLiquidity).toMatchObject({ value: null, n: 19, status: "INSUFFICIENT_DATA" });
    expect(answer.openInterestPerCapital.value).toBe("0.404");
  });

  test.each([
    [{ volatility: 0 }, "volatility"],
    [{ level: 1 }, "level"],
    [{ horizonDays: -1 }, "horizonDays"],
    [{ margin: -0.1 }, "maintenanceMargin"],
  ])("error: BAD_USER_INPUT for %j", async (variables, named) => {
    const { errors } = await ask(variables);
    expect(errors[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    expect(errors[0]?.message).toContain(named);
  });
});
