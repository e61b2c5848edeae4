import { describe, expect, test } from "vitest";
import { toValuation } from "../../../api/domain/worth.ts";
import type { Book } from "../../../api/solvency/book.ts";
import { heldAssets, resources, totalResources } from "../../../api/solvency/resources.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;

function total(book: Book) {
  const account = new UnitOfAccount(book, heldAssets(book), null);
  return toValuation(totalResources(resources(book, account), account.unit));
}

describe("resources", () => {
  // By hand: (10 − 1 − 2 − 3) WETH at 2,000.5 and 500 USDC at 0.9999: 4 × 2000.5 + 499.95.
  test("default", () => {
    const book = madeBook({
      assets: { weth: 18, usdc: 6 },
      prices: [madePrice("weth", 200_050_000_000n), madePrice("usdc", 99_990_000n)],
      holdings: [
        madeHolding(
          { id: "fund" },
          {
            weth: { balance: 10n * WETH, pendingOutflow: WETH, encumbered: 2n * WETH, disabled: 3n * WETH },
            usdc: { balance: 500n * USDC },
          },
        ),
      ],
    });
    expect(total(book)).toEqual({
      value: "8501.95",
      exact: "8501.95",
      quote: "USD",
      status: "OK",
      reason: null,
    });
  });

  test("behavior: one asset alone is its own unit and needs no price", () => {
    const holdings = [madeHolding({ id: "fund" }, { weth: { balance: 3n * WETH } })];
    expect(total(madeBook({ assets: { weth: 18 }, holdings }))).toMatchObject({
      value: "3",
      quote: "weth",
      status: "OK",
    });
  });

  test("behavior: what has no price is left out and named", () => {
    const book = madeBook({
      assets: { weth: 18, usdc: 6 },
      prices: [madePrice("weth", 100_000_000n)],
      holdings: [madeHolding({ id: "fund" }, { weth: { balance: WETH }, usdc: { balance: USDC } })],
    });
    expect(total(book)).toMatchObject({ value: "1", status: "PARTIAL_COVERAGE" });
    expect(total(book).reason).toContain("No price feed of the asset is indexed.");
  });

  test("behavior: a disabled backstop pays nothing, and one whose flows are not all known is left out", () => {
    const balances = { weth: { balance: WETH } };
    const disabled = [madeHolding({ id: "module", status: "DISABLED" }, balances)];
    expect(total(madeBook({ assets: { weth: 18 }, holdings: disabled }))).toMatchObject({
      value: "0",
      status: "OK",
    });
    const partial = [madeHolding({ id: "vow", balanceSource: "PARTIAL" }, balances)];
    expect(total(madeBook({ assets: { weth: 18 }, holdings: partial }))).toMatchObject({
      value: null,
      status: "PARTIAL_COVERAGE",
    });
  });
});
