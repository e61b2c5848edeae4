import { describe, expect, test } from "vitest";
import { windowBefore } from "../../../api/domain/window.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { badDebtRate } from "../../../api/solvency/bad-debt-rate.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { AT, madeBook, madePrice } from "../../support/made-book.ts";

const USDC = 10n ** 6n;
const WHOLE = windowBefore(AT, 10, 0n);
const BOOK = madeBook({
  assets: { usdc: 6, weth: 18 },
  prices: [madePrice("usdc", 100_000_000n), madePrice("weth", 200_000_000_000n)],
});
const CREATED = [
  { asset: "usdc", amount: 30n * USDC, changes: 3n, amountAbove: 20n * USDC, changesAbove: 1n },
];

function accountOf(...assets: readonly string[]): UnitOfAccount {
  return new UnitOfAccount(BOOK, assets, null);
}

describe("badDebtRate", () => {
  // By hand: 30 of 400 USDC is 7.5 %, 20 of 400 is 5 %.
  test("default", () => {
    const liquidated = [{ asset: "usdc", amount: 400n * USDC, changes: 7n }];
    const rate = badDebtRate({ window: WHOLE, created: CREATED, liquidated }, accountOf("usdc"));
    expect(rate.rate).toMatchObject({ value: "0.075", numerator: "30", denominator: "400", status: "OK" });
    expect(rate.rateAboveDust.value).toBe("0.05");
    expect([rate.creations, rate.creationsAboveDust, rate.liquidations]).toEqual([3n, 1n, 7n]);
  });

  // 30 dollars created per 2,000 + 400 liquidated.
  test("behavior: several assets are added in dollars", () => {
    const liquidated = [
      { asset: "usdc", amount: 400n * USDC, changes: 1n },
      { asset: "weth", amount: 10n ** 18n, changes: 1n },
    ];
    const rate = badDebtRate({ window: WHOLE, created: CREATED, liquidated }, accountOf("usdc", "weth"));
    expect(toValuation(rate.liquidated)).toMatchObject({ value: "2400", quote: "USD" });
    expect(rate.rate.value).toBe("0.0125");
  });

  test("behavior: without a liquidation there is nothing to divide by", () => {
    const rate = badDebtRate({ window: WHOLE, created: CREATED, liquidated: [] }, accountOf("usdc"));
    expect(rate.rate).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
  });

  test("behavior: a ledger younger than the window says so", () => {
    const window = windowBefore(AT, 10, AT - 86_400n);
    const liquidated = [{ asset: "usdc", amount: 400n * USDC, changes: 1n }];
    const { rate } = badDebtRate({ window, created: CREATED, liquidated }, accountOf("usdc"));
    expect(rate).toMatchObject({ value: "0.075", status: "PARTIAL_COVERAGE" });
  });
});
