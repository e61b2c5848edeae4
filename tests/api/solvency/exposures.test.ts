import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { demandableClaims } from "../../../api/solvency/demandable-claims.ts";
import { valueExposure } from "../../../api/solvency/exposure.ts";
import { exposureAtDefault } from "../../../api/solvency/exposure-at-default.ts";
import { NO_OBLIGATIONS, type WrittenPut } from "../../../api/solvency/obligations.ts";
import { openInterest } from "../../../api/solvency/open-interest.ts";
import { optionPayoff } from "../../../api/solvency/option-payoff.ts";
import { targetLiquidity } from "../../../api/solvency/target-liquidity.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { AT, madeBook, madeHolding, madePrice, PROTOCOL } from "../../support/made-book.ts";

const STATE = { network: "mainnet", createdOrdinal: 1n, updatedOrdinal: 1n };
const RAY = 10n ** 27n;

function lendingState(market: string, suppliedAssets: bigint, borrowedAssets: bigint) {
  const shares = { suppliedShares: null, borrowedShares: null };
  return { ...STATE, id: market, protocol: PROTOCOL, market, suppliedAssets, borrowedAssets, ...shares };
}

describe("exposure at default", () => {
  const markets = [{ id: "m", debtAsset: "dai" }];
  const lending = [lendingState("m", 90n, 70n)];
  const marketDebts = [
    { ...STATE, id: "m", protocol: PROTOCOL, market: "m", normalized: 3n, rate: 2n * RAY },
  ];

  test("behavior: positions come first, then the market's own sums, and the source is told", () => {
    const book = madeBook({ markets, exposures: [{ market: "m", debt: 50n }] });
    const bare = madeBook({ markets });
    const all = { ...NO_OBLIGATIONS, lending, marketDebts };
    expect(exposureAtDefault(book, all)).toMatchObject([
      { amount: { raw: 50n, asset: "dai" }, source: "POSITIONS" },
    ]);
    expect(exposureAtDefault(bare, all)).toMatchObject([{ amount: { raw: 70n }, source: "LENDING_STATE" }]);
    // Maker: Art = 3 wad-units at a rate of 2 ray are 6 · 10^27 rad-units.
    expect(exposureAtDefault(bare, { ...NO_OBLIGATIONS, marketDebts })).toMatchObject([
      { amount: { raw: 6n * RAY }, source: "MARKET_DEBT" },
    ]);
  });

  test("behavior: all positions closed is zero, no position at all is no data", () => {
    const closed = madeBook({ markets, exposures: [{ market: "m", positions: 0n }] });
    expect(exposureAtDefault(closed, NO_OBLIGATIONS)).toMatchObject([{ amount: { raw: 0n, status: "OK" } }]);
    expect(exposureAtDefault(madeBook({ markets }), NO_OBLIGATIONS)).toMatchObject([
      { amount: { raw: null, status: "NO_DATA" }, source: null },
    ]);
  });

  test("behavior: markets in which nobody borrows do not count", () => {
    const perpetual = madeBook({ markets: [{ id: "p", kind: "PERPETUAL" }] });
    expect(exposureAtDefault(perpetual, NO_OBLIGATIONS)).toEqual([]);
  });
});

describe("open interest", () => {
  const market = { id: "p", kind: "PERPETUAL", debtAsset: "usdc", priceFeed: "feed-eth" };
  const book = madeBook({
    assets: { eth: 18, usdc: 6 },
    markets: [market],
    prices: [madePrice("eth", 200_050_000_000n)],
    exposures: [{ market: "p", long: 3n * 10n ** 18n, short: 2n * 10n ** 18n }],
  });

  // By hand: ½ × (3 + 2) ETH × 2,000.5 dollars = 5,001.25.
  test("default", () => {
    const [exposure] = openInterest(book);
    expect(exposure).toMatchObject({ payable: "usdc", amount: { raw: 5n * 10n ** 18n, asset: "eth" } });
    const account = new UnitOfAccount(book, [], null);
    expect(exposure && toValuation(valueExposure(exposure, account).worth)).toMatchObject({
      exact: "5001.25",
      quote: "USD",
      status: "OK",
    });
  });

  test("behavior: a market without a feed has sizes and no price", () => {
    const bare = { ...book, markets: book.markets.map((row) => ({ ...row, priceFeed: null })) };
    expect(openInterest(bare)).toMatchObject([{ amount: { raw: null, status: "NO_DATA" } }]);
  });
});

describe("demandable claims", () => {
  test("default", () => {
    const book = madeBook({
      markets: [
        { id: "m", debtAsset: "dai" },
        { id: "n", debtAsset: "dai" },
      ],
    });
    const found = demandableClaims(book, { ...NO_OBLIGATIONS, lending: [lendingState("m", 90n, 70n)] });
    expect(found).toMatchObject([
      { market: "m", amount: { raw: 90n, asset: "dai" }, source: "LENDING_STATE" },
      { market: "n", amount: { raw: null, status: "NO_DATA" } },
    ]);
  });
});

describe("option payoff", () => {
  const put: WrittenPut = {
    series: "s",
    protocol: PROTOCOL,
    market: "o",
    backstop: "pool",
    style: "AMERICAN",
    underlying: "eth",
    underlyingDecimals: 18,
    strike: 150_000_000_000n,
    strikeDecimals: 8,
    expiry: AT,
    open: 2n * 10n ** 18n,
  };
  const markets = [{ id: "o", kind: "OPTION_UNDERLYING", priceFeed: "feed-eth" }];
  const book = madeBook({ assets: { eth: 18 }, markets, prices: [madePrice("eth", 1n)] });
  const payoffs = (puts: readonly WrittenPut[], currency: string | null = null) =>
    optionPayoff(book, puts, currency);

  // Finding 1 of metrics.md: the writer of a put owes up to the strike. 2 ETH × 1,500 dollars = 3,000.
  test("default", () => {
    const [exposure] = payoffs([put]);
    expect(exposure).toMatchObject({ backstop: "pool", market: "o", source: "OPTION_SERIES" });
    const account = new UnitOfAccount(book, [], null);
    expect(exposure && toValuation(valueExposure(exposure, account).worth).exact).toBe("3000");
  });

  test("behavior: an American option is owed to its last second, a European one until it is settled", () => {
    expect(payoffs([{ ...put, expiry: AT - 1n }])).toEqual([]);
    expect(payoffs([{ ...put, expiry: AT - 1n, style: "EUROPEAN" }])).toHaveLength(1);
    expect(payoffs([{ ...put, open: 0n }])).toEqual([]);
  });

  test("behavior: what the chain does not tell is no data", () => {
    for (const untold of [{ strike: null }, { open: null }, { underlyingDecimals: null }]) {
      expect(payoffs([{ ...put, ...untold }])).toMatchObject([{ amount: { raw: null, status: "NO_DATA" } }]);
    }
  });

  test("behavior: the currency of a strike is the feed's or the caller's, and never guessed", () => {
    const bare = madeBook({ assets: { eth: 18 }, markets: [{ id: "o", kind: "OPTION_UNDERLYING" }] });
    const account = new UnitOfAccount(bare, [], null);
    const worthIn = (currency: string | null) =>
      optionPayoff(bare, [put], currency).map((exposure) => valueExposure(exposure, account).worth);
    expect(worthIn(null)).toMatchObject([{ amount: null, status: "NO_DATA" }]);
    expect(worthIn("DAI")).toMatchObject([{ amount: null, reason: "The strike is in DAI, not in USD." }]);
    expect(worthIn("USD")[0]?.amount?.numerator).toBeGreaterThan(rational(0n).numerator);
  });
});

describe("target liquidity", () => {
  const parameters = [{ protocol: PROTOCOL, contract: "0xc0", market: null, name: "hump", value: 7n }];
  const holdings = [madeHolding({ id: "vow" }, { dai: { balance: 5n } })];
  const made = madeBook({ assets: { dai: 45 }, holdings });
  const book = {
    ...made,
    protocol: { ...made.protocol, slug: "maker" },
    assets: new Map([...made.assets].map(([id, asset]) => [id, { ...asset, kind: "INTERNAL" }])),
  };

  test("behavior: Maker's hump is the target of the surplus buffer, in its internal dai", () => {
    expect(targetLiquidity(book, { ...NO_OBLIGATIONS, parameters })).toMatchObject([
      { backstop: "vow", payable: "dai", amount: { raw: 7n }, source: "PARAMETER" },
    ]);
  });

  test("behavior: no parameter, or a protocol whose targets are not known, has none", () => {
    expect(targetLiquidity(book, NO_OBLIGATIONS)).toEqual([]);
    expect(targetLiquidity(made, { ...NO_OBLIGATIONS, parameters })).toEqual([]);
  });
});
