import { describe, expect, test } from "vitest";
import { rational } from "../../../../api/domain/rational.ts";
import { StressBookBuilder } from "../../../../api/stress/book/stress-book-builder.ts";
import { type BackstopPriceInput, backstopPrice } from "../../../../api/stress/default/backstop-price.ts";
import { madeBook, madePrice } from "../../../support/made-book.ts";

const ETH = 10n ** 18n;

/** One account: 1 WETH at 200 dollars against a debt of 150 of a token that counts as one dollar. */
function book() {
  const builder = new StressBookBuilder({
    book: madeBook({
      assets: { weth: 18, rusd: 18 },
      markets: [{ id: "0xb1", kind: "CDP_COLLATERAL", collateralAsset: "weth", debtAsset: "rusd" }],
      prices: [madePrice("weth", 20_000_000_000n)],
    }),
    ...{ network: "mainnet", blockNumber: 7n, maxPriceAge: null, parameters: [], lending: [] },
  });
  const amounts = { collateral: ETH, debt: 150n * ETH, debtShares: null, size: null };
  builder.add({ market: "0xb1", account: "ann", ...amounts });
  return builder.result();
}

/** 60 windows of 30 days; in every fifth the price halves, which leaves 150 − 100 = 50 dollars unpaid. */
const VECTORS = Array.from({ length: 60 }, (_, window) => [window % 5 === 0 ? Math.log(0.5) : 0.1]);

const INPUT: BackstopPriceInput = {
  ...{ book: book(), factors: [0], vectors: VECTORS, days: 30, level: rational(4n, 5n) },
  ...{ costOfCapital: 0.06, coverage: 100, paid: 200, hurdle: 0.15, confidence: 0.95, seed: 1 },
};

describe("backstopPrice", () => {
  // EL = 12 × 50 / 60 = 10; the worst fifth are the 12 windows that cost 50, so ES = 50.
  test("default: by hand", () => {
    const { expectedLoss, expectedShortfall, fairRate, raroc, participationGap, lossWindows } =
      backstopPrice(INPUT);
    const years = 30 / 365;
    expect(lossWindows).toBe(12);
    expect(expectedLoss).toMatchObject({ status: "OK", n: 60, effectiveN: 2 });
    expect(expectedLoss.value).toBeCloseTo(10, 12);
    expect(expectedShortfall.value).toBeCloseTo(50, 12);
    expect(fairRate.value).toBeCloseTo((10 + 0.06 * years * 40) / 100 / years, 12);
    // 200 dollars a year are 16.44 in 30 days: (16.44 − 10) / 50 × 365 / 30.
    expect(raroc.value).toBeCloseTo((200 * years - 10) / 50 / years, 12);
    expect(participationGap.value).toBeCloseTo(0.15 - (raroc.value as number), 12);
  });

  test("behavior: nobody pays more than the coverage", () => {
    const { expectedLoss, expectedShortfall } = backstopPrice({ ...INPUT, coverage: 20 });
    expect(expectedLoss.value).toBeCloseTo(4, 12);
    expect(expectedShortfall.value).toBeCloseTo(20, 12);
  });

  test("behavior: the interval holds the value, and the same seed gives the same bytes", () => {
    const { fairRate } = backstopPrice(INPUT);
    expect(fairRate.interval?.lower).toBeLessThan(fairRate.value as number);
    expect(fairRate.interval?.upper).toBeGreaterThan(fairRate.value as number);
    expect(JSON.stringify(backstopPrice(INPUT))).toBe(JSON.stringify(backstopPrice(INPUT)));
  });

  test("behavior: a sample without losses is free of charge and has no return on risk", () => {
    const { fairRate, raroc, participationGap } = backstopPrice({
      ...INPUT,
      vectors: VECTORS.map(() => [0.1]),
    });
    expect(fairRate.value).toBe(0);
    expect(raroc).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(participationGap).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
  });

  test.each([
    ["29 windows", { vectors: VECTORS.slice(0, 29) }, "INSUFFICIENT_DATA", "INSUFFICIENT_DATA"],
    ["9 windows in the tail", { level: rational(51n, 60n) }, "OK", "INSUFFICIENT_DATA"],
    ["no windows", { vectors: [] }, "NO_DATA", "NO_DATA"],
  ])("behavior: %s", (_, part, loss, rate) => {
    const { expectedLoss, fairRate } = backstopPrice({ ...INPUT, ...part });
    expect([expectedLoss.status, fairRate.status]).toEqual([loss, rate]);
  });

  test("behavior: without a known yield there is a price and no return", () => {
    const { fairRate, raroc } = backstopPrice({ ...INPUT, paid: null });
    expect([fairRate.status, raroc.status]).toEqual(["OK", "NO_DATA"]);
  });
});
