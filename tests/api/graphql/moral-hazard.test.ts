import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { type FixtureRows, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
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

const VAULTS = idOf("vaults");
const WETH = "0x00000000000000000000000000000000000000e1";
const RUSD = "0x00000000000000000000000000000000000000d1";
const MARKET = `${VAULTS}01`;
const FUND = `${VAULTS}0a`;
const FEED = "0x00000000000000000000000000000000000000f1";
const ALICE = "0x00000000000000000000000000000000000000a1";
const DAYS = 40;
/** Blocks of ten seconds in a day; block 5,760 is the first midnight. */
const DAY = 8640;
const MIDNIGHT = 5760;
const HEAD = MIDNIGHT + DAYS * DAY;

/** Debt of each day, and what the fund holds: whole dollars, both made up. Collateral is 10 ETH at 200 dollars. */
const DEBTS = Array.from({ length: DAYS }, (_, day) => 800 + ((day * 37) % 101));
const FUNDS = Array.from({ length: DAYS }, (_, day) => 100 + ((day * 53) % 71));

function at(day: number, log: number) {
  return { block: MIDNIGHT + day * DAY + 100, log };
}

const POSITION = `${MARKET}${ALICE.slice(2)}`;
const ROWS: FixtureRows = {
  Protocol: [protocolRow("vaults")],
  Asset: [assetRow(WETH, "WETH", 0), assetRow(RUSD, "RUSD", 0)],
  Market: [
    marketRow({
      ...{ id: MARKET, protocol: VAULTS, kind: "CDP_COLLATERAL", name: "ETH" },
      ...{ collateralAsset: WETH, debtAsset: RUSD, priceFeed: FEED },
    }),
  ],
  Backstop: [
    backstopRow({
      id: FUND,
      protocol: VAULTS,
      kind: "STATIC_INSURANCE_FUND",
      layer: "INSURANCE_FUND",
      name: "fund",
    }),
  ],
  BackstopBalance: [balanceRow(FUND, RUSD)],
  PriceFeed: [{ ...feedRow(FEED, VAULTS, WETH), heartbeat: 90_000 }],
  PriceObservation: DEBTS.map((_, day) =>
    observationRow(VAULTS, at(day, 1), { id: FEED, asset: WETH, price: 200n * 10n ** 8n }),
  ),
  Position: [
    {
      ...{ id: POSITION, protocol: VAULTS, market: MARKET, account: ALICE, collateral: "99", debt: "99" },
      ...{
        debtShares: null,
        size: null,
        isClosed: false,
        createdOrdinal: ordinal(5860, 2),
        updatedOrdinal: ordinal(HEAD),
      },
    },
  ],
  PositionChange: DEBTS.map((debt, day) =>
    fact(VAULTS, at(day, 2), {
      ...{ market: MARKET, position: POSITION, account: ALICE, cause: day === 0 ? "OPEN" : "ADJUST" },
      ...{ collateralChange: day === 0 ? "10" : "0", debtChange: String(debt - (DEBTS[day - 1] ?? 0)) },
      ...{ collateralAfter: "10", debtAfter: String(debt), sizeChange: null, sizeAfter: null },
    }),
  ),
  FundFlow: FUNDS.map((after, day) => {
    const change = after - (FUNDS[day - 1] ?? 0);
    const [direction, cause] = change >= 0 ? ["IN", "FEE"] : ["OUT", "COVERAGE"];
    const amount = BigInt(Math.abs(change));
    return flowRow(VAULTS, at(day, 3), {
      backstop: FUND,
      asset: RUSD,
      direction,
      cause,
      amount,
      after: BigInt(after),
    });
  }),
};

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(ROWS, HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($lag: Int, $windowDays: Int) {
  stress(protocol: "vaults") {
    moralHazard(lagDays: $lag, windowDays: $windowDays) {
      definition { id } days leverage slope { value n status method interval { lower upper } }
    }
  }
}`;

/** Slope of least squares by its textbook formula. */
function slopeOf(xs: readonly number[], ys: readonly number[]) {
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [x, y] = [mean(xs), mean(ys)];
  const top = xs.reduce((sum, one, i) => sum + (one - x) * ((ys[i] ?? Number.NaN) - y), 0);
  return top / xs.reduce((sum, one) => sum + (one - x) ** 2, 0);
}

describe("moral hazard", () => {
  // Leverage debt / 2,000, coverage fund / debt, slope by the textbook's formula; the interval is proved with the kernel.
  test("default", async () => {
    const { data } = await api.ask(QUERY, {});
    const { days, leverage, slope } = data.stress.moralHazard;
    const leverages = DEBTS.map((debt) => debt / 2000);
    const coverages = FUNDS.map((fund, day) => fund / (DEBTS[day] ?? Number.NaN));
    expect(days).toBe(DAYS);
    expect(leverage).toBeCloseTo(leverages.at(-1) ?? Number.NaN, 12);
    expect(slope).toMatchObject({ n: DAYS - 1, status: "OK" });
    expect(slope.value).toBeCloseTo(slopeOf(coverages.slice(0, -1), leverages.slice(1)), 10);
    expect(slope.interval.lower < slope.value && slope.value < slope.interval.upper).toBe(true);
  });

  test("behavior: a month of days is the least", async () => {
    const { data } = await api.ask(QUERY, { windowDays: 29 });
    expect(data.stress.moralHazard.slope).toMatchObject({
      value: null,
      interval: null,
      status: "INSUFFICIENT_DATA",
    });
  });
});
