import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Rational, rational } from "../../../api/domain/rational.ts";
import { windowBefore } from "../../../api/domain/window.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import type { Book } from "../../../api/solvency/book.ts";
import type { FlowSum } from "../../../api/solvency/flow-sum.ts";
import { fundingQuality } from "../../../api/solvency/funding-quality.ts";
import { heldAssets } from "../../../api/solvency/resources.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { AT, madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

const USDC = 10n ** 6n;

function flow(direction: "IN" | "OUT", cause: string, amount: bigint, asset = "usdc"): FlowSum {
  return { backstop: "fund", asset, direction, cause, amount, flows: 2n };
}

function fund(balance: bigint, balanceSource = "FLOWS"): Book {
  return madeBook({
    assets: { usdc: 6 },
    holdings: [madeHolding({ id: "fund", balanceSource }, { usdc: { balance } })],
  });
}

function qualityOf(book: Book, flows: readonly FlowSum[], target: Rational | null = null) {
  const account = new UnitOfAccount(book, heldAssets(book), null);
  return fundingQuality({ book, account, window: windowBefore(AT, 73, 0n), flows, target });
}

describe("fundingQuality", () => {
  // By hand: 600 of fees, 100 of penalties and 300 of deposits come in, 350 go to losses and 50 to a depositor within 73 days,
  // a fifth of the year. Net 600 in 2.4 months = 250 a month; 1,500 − 1,000 = 500 are missing: 2 months.
  test("default", () => {
    const quality = qualityOf(
      fund(1_000n * USDC),
      [
        flow("IN", "FEE", 600n * USDC),
        flow("IN", "PENALTY", 100n * USDC),
        flow("IN", "DEPOSIT", 300n * USDC),
        flow("OUT", "COVERAGE", 350n * USDC),
        flow("OUT", "WITHDRAWAL", 50n * USDC),
      ],
      rational(1500n),
    );
    expect(quality.causes.map(({ cause, share }) => [cause, share.value])).toEqual([
      ["DEPOSIT", "0.3"],
      ["FEE", "0.6"],
      ["PENALTY", "0.1"],
    ]);
    expect(toValuation(quality.inflow).value).toBe("1000");
    expect(toValuation(quality.outflow).value).toBe("400");
    expect(toValuation(quality.netInflow).value).toBe("600");
    expect(quality.sustainability).toMatchObject({ value: "1.714285714285714286", status: "OK" });
    expect(toValuation(quality.shortfall)).toMatchObject({ value: "500", quote: "usdc" });
    expect(quality.monthsToRebuild).toMatchObject({ value: "2", status: "OK" });
  });

  // By hand: 1 WETH of premium × 2,000 against 500 USDC of gifts: 0.8 and 0.2.
  test("behavior: several assets are valued, and one cause may come in both", () => {
    const book = madeBook({
      assets: { weth: 18, usdc: 6 },
      prices: [madePrice("weth", 200_000_000_000n), madePrice("usdc", 100_000_000n)],
      holdings: [madeHolding({ id: "fund" }, { weth: {}, usdc: {} })],
    });
    const { causes } = qualityOf(book, [
      flow("IN", "PREMIUM", 10n ** 18n, "weth"),
      flow("IN", "DONATION", 100n * USDC),
      flow("IN", "DONATION", 2n * 10n ** 17n, "weth"),
    ]);
    expect(causes.map(({ cause, flows, share }) => [cause, flows, share.value])).toEqual([
      ["DONATION", 4n, "0.2"],
      ["PREMIUM", 2n, "0.8"],
    ]);
  });

  test("behavior: moves inside a fund, holds and releases are no funding", () => {
    const held: FlowSum = { ...flow("IN", "EXERCISE", USDC), direction: "HOLD" };
    const quality = qualityOf(fund(0n), [
      flow("IN", "REBALANCE", USDC),
      flow("OUT", "REBALANCE", USDC),
      held,
    ]);
    expect(quality.causes).toEqual([]);
    expect(toValuation(quality.outflow).value).toBe("0");
  });

  test("behavior: nothing drawn is ZERO_DENOMINATOR, no target is NO_DATA", () => {
    const quality = qualityOf(fund(USDC), [flow("IN", "FEE", USDC)]);
    expect(quality.sustainability).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(quality.monthsToRebuild).toMatchObject({ value: null, status: "NO_DATA" });
    expect(quality.shortfall.status).toBe("NO_DATA");
  });

  test("behavior: without net inflow a shortfall is never made up; a full fund needs no month", () => {
    const flows = [flow("IN", "FEE", USDC), flow("OUT", "COVERAGE", USDC)];
    const { monthsToRebuild } = qualityOf(fund(USDC), flows, rational(2n));
    expect(monthsToRebuild).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
    expect(qualityOf(fund(2n * USDC), flows, rational(2n)).monthsToRebuild).toMatchObject({
      value: "0",
      status: "OK",
    });
  });

  test("behavior: where some flows emit no event, shares are those of what was seen and months unknown", () => {
    const flows = [flow("IN", "FEE", 3n * USDC), flow("OUT", "COVERAGE", USDC)];
    const quality = qualityOf(fund(0n, "PARTIAL"), flows, rational(2n));
    expect(quality.causes[0]?.share).toMatchObject({ value: "1", status: "PARTIAL_COVERAGE" });
    expect(quality.sustainability).toMatchObject({ value: "3", status: "PARTIAL_COVERAGE" });
    expect(quality.monthsToRebuild).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
  });

  test("behavior: parts of the inflow are the whole of it, and net is in less out", () => {
    const causes = fc.constantFrom("FEE", "PENALTY", "DEPOSIT", "YIELD", "TRANSFER");
    const directions = fc.constantFrom("IN" as const, "OUT" as const);
    const flows = fc.array(fc.tuple(directions, causes, fc.bigInt({ min: 0n, max: 2n ** 256n })));
    fc.assert(
      fc.property(flows, (rows) => {
        const all = rows.map(([direction, cause, amount]) => flow(direction, cause, amount));
        const { causes: parts, inflow, netInflow } = qualityOf(fund(0n), all);
        const raw = (sign: string) =>
          rows.filter(([direction]) => direction === sign).reduce((sum, [, , amount]) => sum + amount, 0n);
        const partsSum = parts.reduce((sum, { amount }) => sum + (amount.amount?.numerator ?? 0n), 0n);
        expect(partsSum).toBe(raw("IN"));
        expect(inflow.amount?.numerator).toBe(raw("IN"));
        const net = netInflow.amount ?? rational(0n);
        expect(net.numerator * USDC).toBe((raw("IN") - raw("OUT")) * net.denominator);
      }),
    );
  });
});
