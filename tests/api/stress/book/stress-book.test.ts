import { describe, expect, test } from "vitest";
import type { LastParameter } from "../../../../api/solvency/obligations.ts";
import { StressBookBuilder } from "../../../../api/stress/book/stress-book-builder.ts";
import {
  AT,
  type BookParts,
  madeBook,
  madeHolding,
  madePrice,
  PROTOCOL,
} from "../../../support/made-book.ts";

const ETH = 10n ** 18n;
const DOLLAR = 10n ** 6n;

const PARTS: BookParts = {
  assets: { weth: 18, usdc: 6, rusd: 18 },
  markets: [
    { id: "0xa1", kind: "LENDING_RESERVE", collateralAsset: "weth", debtAsset: "usdc" },
    { id: "0xb1", kind: "CDP_COLLATERAL", collateralAsset: "weth", debtAsset: "rusd" },
    { id: "0xc1", kind: "PEG", collateralAsset: "usdc", debtAsset: "rusd" },
  ],
  prices: [madePrice("weth", 20_000_000_000n), madePrice("usdc", 100_000_000n)],
  holdings: [
    madeHolding({ id: "0xf1", rank: 1 }, { usdc: { balance: 500n * DOLLAR } }),
    madeHolding({ id: "0xf2", rank: 2, layer: "AUCTION_RECAP" }, {}),
  ],
};

function builder(parameters: readonly Partial<LastParameter>[] = [], lending: readonly object[] = []) {
  return new StressBookBuilder({
    book: madeBook(PARTS),
    network: "mainnet",
    blockNumber: 7n,
    maxPriceAge: null,
    parameters: parameters.map((one) => ({ protocol: PROTOCOL, contract: "0xc0", ...one }) as LastParameter),
    lending: lending as never,
  });
}

function position(market: string, account: string, fields: object) {
  return { market, account, collateral: 0n, debt: 0n, debtShares: null, size: null, ...fields };
}

describe("StressBookBuilder", () => {
  test("default: accounts with debt, in doubles and in whole numbers", () => {
    const build = builder();
    build.add(position("0xa1", "ann", { collateral: 3n * ETH, debt: 250n * DOLLAR }));
    build.add(position("0xa1", "bob", { collateral: ETH }));
    build.add(position("0xb1", "cid", { collateral: 2n * ETH, debt: 100n * ETH }));
    const book = build.result();
    expect(book.at).toBe(Number(AT));
    expect(book.accounts.owners).toEqual(["ann", "cid"]);
    expect([...book.accounts.markets]).toEqual([0, 1]);
    expect([...book.accounts.collateral.amount]).toEqual([3, 2]);
    expect([...book.accounts.debt.amount]).toEqual([250, 100]);
    expect(book.accounts.debt.raw).toEqual([250n * DOLLAR, 100n * ETH]);
    expect([...book.accounts.debt.start]).toEqual([0, 1, 2]);
    expect(structuredClone(book)).toEqual(book);
  });

  test("behavior: what a contract issues counts as one dollar, other assets have their feed's price", () => {
    const { factors } = builder().result();
    const priceOf = Object.fromEntries(
      factors.map(({ asset, price, isFaceValue }) => [asset, [price, isFaceValue]]),
    );
    expect(priceOf).toEqual({ weth: [200, false], usdc: [1, false], rusd: [1, true] });
  });

  test("behavior: rules come from parameters, and what is assumed is told", () => {
    const build = builder([
      { market: "0xb1", name: "baseRatioBps", value: 12_500n },
      { market: "0xb1", name: "penaltyBps", value: 1_300n },
    ]);
    build.add(position("0xb1", "cid", { collateral: 2n * ETH, debt: 100n * ETH }));
    const { markets, warnings } = build.result();
    // 125 % of the debt must be pledged: 1 / 1.25 = 0.8.
    expect(markets[1]?.terms.threshold).toMatchObject({ value: 0.8, source: "LEDGER" });
    expect(markets[1]?.terms.bonus).toMatchObject({ value: 0.13, source: "LEDGER" });
    expect(warnings).toEqual(['Market "0xb1": assumed closeFactor 1.']);
  });

  test("behavior: Morpho Blue's bonus follows from its threshold", () => {
    const build = builder([{ market: "0xa1", name: "lltv", value: 860_000_000_000_000_000n }]);
    const { threshold, bonus, closeFactor } = build.result().markets[0]?.terms ?? {};
    // docs.morpho.org: 1 / (1 - 0.3 * (1 - 0.86)) = 1.043841336...
    expect(threshold?.value).toBe(0.86);
    expect(bonus?.value).toBeCloseTo(0.0438413361, 10);
    expect(closeFactor?.value).toBe(1);
  });

  test("behavior: debt in shares is revalued, rounded up", () => {
    const state = { market: "0xa1", suppliedAssets: 900n, borrowedAssets: 100n, borrowedShares: 30n };
    const build = builder([], [state]);
    build.add(position("0xa1", "ann", { collateral: ETH, debt: 5n, debtShares: 10n }));
    const { accounts, claims } = build.result();
    // 10 * 100 / 30 = 33.33...
    expect(accounts.debt.raw).toEqual([34n]);
    expect(claims).toEqual([{ market: 0, factor: 1, raw: 900n, amount: 0.0009 }]);
  });

  test("behavior: layers in the order in which they pay; those without capital hold nothing", () => {
    const { layers, factors } = builder().result();
    expect(layers.map(({ layer, isFunded, holdings }) => [layer, isFunded, holdings.length])).toEqual([
      ["INSURANCE_FUND", true, 1],
      ["AUCTION_RECAP", false, 0],
    ]);
    const [holding] = layers[0]?.holdings ?? [];
    expect(holding).toMatchObject({ raw: 500n * DOLLAR, amount: 500, reason: null });
    expect(factors[holding?.factor ?? -1]?.asset).toBe("usdc");
  });
});
