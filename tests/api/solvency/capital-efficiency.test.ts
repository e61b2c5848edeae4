import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { knownWorth, missingWorth } from "../../../api/domain/worth.ts";
import {
  type CapitalEfficiencyInput,
  capitalEfficiency,
  type DailyClose,
} from "../../../api/solvency/capital-efficiency.ts";
import { coverage } from "../../../api/solvency/coverage.ts";
import { openInterest } from "../../../api/solvency/open-interest.ts";
import { dividedBy, sumEstimates } from "../../../api/solvency/required-liquidity.ts";
import { estimated, missingEstimate } from "../../../api/stats/estimate.ts";
import { type BookParts, madeBook, madeHolding, madePrice } from "../../support/made-book.ts";
import { expectRelative } from "../stats/expect-relative.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;
const MODEL = { horizonDays: 1, level: 0.99, maintenanceMargin: 0.0625 };

const PERP: BookParts = {
  assets: { weth: 18, usdc: 6 },
  prices: [madePrice("weth", 20_200_000_000n), madePrice("usdc", 100_000_000n)],
  holdings: [madeHolding({ id: "fund" }, { usdc: { balance: 5_000n * USDC } })],
  markets: [{ id: "eth", kind: "PERPETUAL", debtAsset: "usdc", priceFeed: "feed-weth" }],
  exposures: [{ market: "eth", long: 10n * WETH, short: 10n * WETH }],
};

function efficiencyOf(parts: Partial<BookParts>, input: Partial<CapitalEfficiencyInput> = {}) {
  const book = madeBook({ ...PERP, ...parts });
  const { holdings } = book;
  const exposures = openInterest(book);
  const covered = coverage({ book, measure: "OPEN_INTEREST", holdings, exposures, maxPriceAge: null });
  return capitalEfficiency({ coverage: covered, closes: [], volatility: 0.8, model: MODEL, ...input });
}

/** 200 and 202 by turns, today being day 0. */
function closes(count: number, feed = "feed-weth"): DailyClose[] {
  return Array.from({ length: count }, (_, i) => ({
    feed,
    day: BigInt(count - 1 - i),
    price: i % 2 === 0 ? 20_000_000_000n : 20_200_000_000n,
  }));
}

describe("capitalEfficiency", () => {
  // By hand: ½ × 20 WETH × 202 = 2,020 against 5,000. SciPy: s = 0.8/√365 = 0.0418739138072171, m = 0.0625:
  // mean 0.0012481085702748542 and ES 0.04910295054052957 of the notional.
  test("default: a volatility that is given", () => {
    const found = efficiencyOf({});
    expect(found.openInterestPerCapital).toMatchObject({ value: "0.404", status: "OK" });
    expectRelative(found.expectedGapLoss.value ?? 0, 2020 * 0.0012481085702748542, 1e-11);
    expectRelative(found.requiredLiquidity.value ?? 0, 2020 * 0.04910295054052957, 1e-11);
    expectRelative(found.capitalEfficiencyRatio.value ?? 0, 5000 / (2020 * 0.04910295054052957), 1e-11);
    expect(found.capitalEfficiencyRatio).toMatchObject({ n: 0, interval: null, status: "OK" });
    expect(found.markets[0]?.volatility).toMatchObject({ value: 0.8, method: "given", n: 0 });
  });

  // NumPy: 39 returns of ± ln(1.01) have a volatility of 0.19252256795302278 a year; SciPy: ES 0.026857608286496186 of the notional.
  test("behavior: a volatility from 40 daily closes, with its interval", () => {
    const model = { ...MODEL, maintenanceMargin: 0 };
    const found = efficiencyOf({}, { volatility: null, closes: closes(40), model });
    expect(found.markets[0]?.volatility).toMatchObject({ n: 39, status: "OK", confidence: 0.95 });
    expectRelative(found.markets[0]?.volatility.value ?? 0, 0.19252256795302278, 1e-12);
    expectRelative(found.requiredLiquidity.value ?? 0, 2020 * 0.026857608286496186, 1e-11);
    const { interval, value } = found.capitalEfficiencyRatio;
    expect(interval?.lower).toBeLessThan(value ?? 0);
    expect(interval?.upper).toBeGreaterThan(value ?? 0);
  });

  test("behavior: a gap of the feed makes no return; fewer than 30 are too few", () => {
    const gap = closes(40).filter(({ day }) => day !== 20n);
    const found = efficiencyOf({}, { volatility: null, closes: gap });
    expect(found.markets[0]?.volatility.n).toBe(37);
    const few = efficiencyOf({}, { volatility: null, closes: closes(30) });
    expect(few.requiredLiquidity).toMatchObject({ value: null, n: 29, status: "INSUFFICIENT_DATA" });
    expect(few.capitalEfficiencyRatio).toMatchObject({ value: null, status: "INSUFFICIENT_DATA" });
    expect(few.openInterestPerCapital.value).toBe("0.404");
  });

  test("behavior: no open interest and no perpetual market are NOT_APPLICABLE", () => {
    const none = efficiencyOf({ exposures: [{ market: "eth" }] });
    expect(none.openInterestPerCapital).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
    expect(none.capitalEfficiencyRatio.status).toBe("NOT_APPLICABLE");
    expect(efficiencyOf({ markets: [] })).toMatchObject({
      openInterestPerCapital: { value: null, status: "NOT_APPLICABLE" },
      capitalEfficiencyRatio: { value: null },
    });
  });

  test("behavior: no capital is ZERO_DENOMINATOR, a market without a feed is NO_DATA", () => {
    const broke = efficiencyOf({ holdings: [] });
    expect(broke.openInterestPerCapital.status).toBe("ZERO_DENOMINATOR");
    expect(broke.capitalEfficiencyRatio.value).toBe(0);
    const markets = [{ id: "eth", kind: "PERPETUAL", debtAsset: "usdc" }];
    expect(efficiencyOf({ markets }, { volatility: null })).toMatchObject({
      openInterestPerCapital: { value: null, status: "NO_DATA" },
      requiredLiquidity: { value: null, status: "NO_DATA" },
    });
  });
});

describe("sumEstimates and dividedBy", () => {
  const one = estimated({ value: 2, n: 40, method: "a", interval: { lower: 1, upper: 4 }, confidence: 0.95 });

  // By hand: values and ends add up, 2 + 3, 1 + 2, 4 + 5; 10 / 5, 10 / 9, 10 / 3.
  test("default", () => {
    const two = { ...one, value: 3, n: 30, interval: { lower: 2, upper: 5 } };
    const sum = sumEstimates([one, two], "sum");
    expect(sum).toMatchObject({ value: 5, n: 30, interval: { lower: 3, upper: 9 }, confidence: 0.95 });
    const ratio = dividedBy(knownWorth(rational(10n), "USD"), sum, "ratio");
    expect(ratio).toMatchObject({ value: 2, interval: { lower: 10 / 9, upper: 10 / 3 }, method: "ratio" });
  });

  test("behavior: one flaw is the flaw of all; nothing adds up to 0 and divides nothing", () => {
    const missing = missingEstimate("NO_DATA", "why", { n: 0, method: "b" });
    expect(sumEstimates([one, missing], "sum")).toMatchObject({
      value: null,
      status: "NO_DATA",
      reason: "why",
    });
    const nothing = sumEstimates([], "sum");
    expect(nothing.value).toBe(0);
    const worth = knownWorth(rational(10n), "USD");
    expect(dividedBy(worth, nothing, "ratio").status).toBe("ZERO_DENOMINATOR");
    expect(dividedBy(missingWorth("USD", "STALE_INPUT", "old"), one, "ratio")).toMatchObject({
      value: null,
      status: "STALE_INPUT",
    });
    const withoutInterval = sumEstimates([one, { ...one, interval: null }], "sum");
    expect(withoutInterval).toMatchObject({ value: 4, interval: null, confidence: null });
  });
});
