import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRational, rational } from "../../../api/domain/rational.ts";
import { windowBefore } from "../../../api/domain/window.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import {
  type ConstantProductPool,
  priceImpact,
  requirePool,
  saleProceeds,
} from "../../../api/solvency/constant-product.ts";
import { type RecapSale, recapAuctions } from "../../../api/solvency/recap-auctions.ts";
import { type RecapInput, recapitalisation } from "../../../api/solvency/recapitalisation.ts";
import { type PriceStep, priceSeconds } from "../../../api/solvency/time-weighted-price.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { AT, type BookParts, madeBook, madePrice } from "../../support/made-book.ts";

const WAD = 10n ** 18n;

const reserves = fc.bigInt({ min: 1n, max: 10n ** 30n });
const pools = fc
  .tuple(reserves, reserves, fc.bigInt({ min: 0n, max: 999_999n }))
  .map(
    ([tokenReserve, quoteReserve, feePpm]): ConstantProductPool => ({ tokenReserve, quoteReserve, feePpm }),
  );
const amounts = fc.bigInt({ min: 0n, max: 10n ** 30n });

describe("saleProceeds", () => {
  // Uniswap v2 core, test/UniswapV2Pair.spec.ts, swapTestCases: amount, reserves in whole tokens, largest output that the pair accepts.
  test.each([
    [1n, 5n, 10n, 1_662_497_915_624_478_906n],
    [1n, 10n, 5n, 453_305_446_940_074_565n],
    [2n, 5n, 10n, 2_851_015_155_847_869_602n],
    [2n, 10n, 5n, 831_248_957_812_239_453n],
    [1n, 10n, 10n, 906_610_893_880_149_131n],
    [1n, 100n, 100n, 987_158_034_397_061_298n],
    [1n, 1000n, 1000n, 996_006_981_039_903_216n],
  ])("behavior: %s of %s against %s is what Uniswap v2 pays", (amount, token, quote, expected) => {
    const pool = { tokenReserve: token * WAD, quoteReserve: quote * WAD, feePpm: 3000n };
    const { numerator, denominator } = saleProceeds(pool, amount * WAD);
    expect(numerator / denominator).toBe(expected);
  });

  test("behavior: proceeds grow with what is sold and stay below the reserve", () => {
    fc.assert(
      fc.property(pools, amounts, amounts, (pool, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(compareRational(saleProceeds(pool, less), saleProceeds(pool, more))).toBeLessThanOrEqual(0);
        expect(compareRational(saleProceeds(pool, more), rational(pool.quoteReserve))).toBeLessThan(0);
      }),
    );
  });

  test("behavior: the product of the reserves never falls", () => {
    fc.assert(
      fc.property(pools, amounts, (pool, amount) => {
        const { numerator, denominator } = saleProceeds(pool, amount);
        const before = pool.tokenReserve * pool.quoteReserve * denominator;
        const after = (pool.tokenReserve + amount) * (pool.quoteReserve * denominator - numerator);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test("behavior: proceeds are the worth at the spot price less the impact", () => {
    fc.assert(
      fc.property(pools, amounts, (pool, amount) => {
        const { numerator: i, denominator: d } = priceImpact(pool, amount);
        const kept = rational(amount * pool.quoteReserve * (d - i), pool.tokenReserve * d);
        expect(compareRational(saleProceeds(pool, amount), kept)).toBe(0);
        expect(i >= 0n && i < d).toBe(true);
      }),
    );
  });

  test.each([
    { tokenReserve: 0n, quoteReserve: 1n, feePpm: 0n },
    { tokenReserve: 1n, quoteReserve: 0n, feePpm: 0n },
    { tokenReserve: 1n, quoteReserve: 1n, feePpm: 1_000_000n },
    { tokenReserve: 1n, quoteReserve: 1n, feePpm: -1n },
  ])("error: pool %o", (pool) => {
    expect(() => requirePool(pool)).toThrow("Expected a pool with reserves above 0");
  });
});

describe("priceSeconds", () => {
  const step = (seconds: bigint, price: bigint): PriceStep => ({ feed: "f", seconds, price });

  // By hand: 300 for the first 50 s and 260 for the other 50: 28,000 over 100 s.
  test("default", () => {
    const steps = [step(0n, 300n), step(150n, 260n), step(200n, 999n)];
    expect(priceSeconds(steps, { from: 100n, to: 200n })).toBe(28_000n);
  });

  test("behavior: no price when the span begins, no average", () => {
    expect(priceSeconds([step(101n, 1n)], { from: 100n, to: 200n })).toBeNull();
    expect(priceSeconds([], { from: 100n, to: 200n })).toBeNull();
  });

  test("behavior: spans that follow each other add up, and a constant price is its own average", () => {
    const changes = fc
      .array(fc.tuple(fc.bigInt(1n, 1000n), fc.bigInt(0n, 10n ** 30n)), { maxLength: 20 })
      .map((all) => [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, price]) => step(at, price)));
    const places = fc.tuple(fc.bigInt(0n, 1000n), fc.bigInt(0n, 1000n), fc.bigInt(0n, 1000n));
    fc.assert(
      fc.property(changes, places, (later, [a, b, c]) => {
        const [from = 0n, middle = 0n, to = 0n] = [a, b, c].sort((x, y) => (x < y ? -1 : 1));
        const steps = [step(-1n, 7n), ...later];
        const sum =
          (priceSeconds(steps, { from, to: middle }) ?? 0n) +
          (priceSeconds(steps, { from: middle, to }) ?? 0n);
        expect(priceSeconds(steps, { from, to })).toBe(sum);
        expect(priceSeconds([step(-1n, 7n)], { from, to })).toBe(7n * (to - from));
      }),
    );
  });
});

function recapOf(parts: BookParts, input: Partial<RecapInput>) {
  const book = madeBook(parts);
  const open = book.deficits.map(({ asset }) => asset);
  const account = new UnitOfAccount(book, [...open, ...(input.pool ? [input.pool.quoteAsset] : [])], null);
  const window = windowBefore(AT, 90, 0n);
  return recapitalisation({
    book,
    account,
    pool: null,
    mint: null,
    supply: null,
    sales: [],
    window,
    ...input,
  });
}

const POOL = { tokenReserve: 100n * WAD, quoteReserve: 40n * WAD, feePpm: 0n, quoteAsset: "dai" };
const DEFICIT = { assets: { dai: 18 }, deficits: [{ market: "m", asset: "dai", open: 80n * WAD }] };

describe("recapitalisation", () => {
  // By hand: 100 tokens into 100 against 40 bring 40 × 100 / 200 = 20, half of their spot worth; 20 / 80; 100 / (300 + 100).
  test("default", () => {
    const recap = recapOf(DEFICIT, { pool: POOL, mint: 100n * WAD, supply: 300n * WAD });
    expect(recap.capacity).toMatchObject({
      proceeds: { value: "20", status: "OK" },
      isAttained: true,
      priceImpact: { value: "0.5" },
    });
    expect(toValuation(recap.deficit)).toMatchObject({ value: "80", quote: "dai" });
    expect(recap.recapCoverage).toMatchObject({ value: "0.25", status: "OK" });
    expect(recap.dilution.value).toBe("0.25");
  });

  test("behavior: without a bound on the mint the capacity is the reserve, which no sale reaches", () => {
    const { capacity, recapCoverage, dilution } = recapOf(DEFICIT, { pool: POOL });
    expect(capacity).toMatchObject({ proceeds: { value: "40" }, isAttained: false });
    expect(capacity.priceImpact).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
    expect(recapCoverage.value).toBe("0.5");
    expect(dilution.status).toBe("NO_DATA");
  });

  // By hand: 20 units of the quote asset at 2,000 against 10,000 at 1: 40,000 / 10,000.
  test("behavior: another quote asset is valued at prices", () => {
    const parts: BookParts = {
      assets: { dai: 18, weth: 18 },
      prices: [madePrice("dai", 100_000_000n), madePrice("weth", 200_000_000_000n)],
      deficits: [{ market: "m", asset: "dai", open: 10_000n * WAD }],
    };
    const pool = { ...POOL, quoteAsset: "weth" };
    expect(recapOf(parts, { pool, mint: 100n * WAD }).recapCoverage.value).toBe("4");
  });

  test("behavior: no pool is NO_DATA, nothing open is ZERO_DENOMINATOR", () => {
    expect(recapOf(DEFICIT, {})).toMatchObject({
      capacity: { proceeds: { status: "NO_DATA" }, isAttained: false },
      recapCoverage: { status: "NO_DATA" },
    });
    expect(recapOf({ assets: { dai: 18 } }, { pool: POOL }).recapCoverage.status).toBe("ZERO_DENOMINATOR");
  });

  const SALE: RecapSale = {
    id: "a",
    lotAsset: "mkr",
    bidAsset: "dai",
    bid: 1n,
    lotSold: 20n * WAD,
    endedAt: 0n,
  };

  test("behavior: what was sold is part of the supply at the block", () => {
    const sales = [SALE, { ...SALE, id: "b", lotSold: 5n * WAD }];
    const [token] = recapOf(DEFICIT, { sales, supply: 1000n * WAD }).tokens;
    expect(token).toMatchObject({
      sold: { raw: 25n * WAD, asset: "mkr" },
      auctions: 2,
      dilution: { value: "0.025" },
    });
  });

  test("behavior: a window that is cut says so", () => {
    const window = windowBefore(AT, 90, AT - 86_400n);
    const [token] = recapOf(DEFICIT, { sales: [SALE], supply: 1000n * WAD, window }).tokens;
    expect(token?.dilution).toMatchObject({ value: "0.02", status: "PARTIAL_COVERAGE" });
    expect(token?.dilution.reason).toMatch(/^1 of 90 days are covered/);
  });

  test("behavior: no supply, several tokens, or more sold than there are", () => {
    const two = [SALE, { ...SALE, lotAsset: "other" }];
    const statusOf = (input: Partial<RecapInput>) => recapOf(DEFICIT, input).tokens[0]?.dilution.status;
    expect(statusOf({ sales: [SALE] })).toBe("NO_DATA");
    expect(statusOf({ sales: two, supply: 1000n * WAD })).toBe("NOT_APPLICABLE");
    expect(statusOf({ sales: [SALE], supply: WAD })).toBe("NOT_APPLICABLE");
  });
});

describe("recapAuctions", () => {
  const sale: RecapSale = {
    id: "a",
    lotAsset: "mkr",
    bidAsset: "dai",
    bid: 50_000n * WAD,
    lotSold: 200n * WAD,
    endedAt: 200n,
  };
  const steps: PriceStep[] = [
    { feed: "feed-dai", seconds: 0n, price: 102_000_000n },
    { feed: "feed-mkr", seconds: 0n, price: 30_000_000_000n },
    { feed: "feed-mkr", seconds: 150n, price: 26_000_000_000n },
  ];

  function discountOf(parts: Partial<BookParts>, of = steps) {
    const prices = [madePrice("dai", 102_000_000n), madePrice("mkr", 26_000_000_000n)];
    const book = madeBook({ assets: { dai: 18, mkr: 18 }, prices, ...parts });
    const [auction] = recapAuctions([sale], {
      book,
      account: new UnitOfAccount(book, [], null),
      steps: of,
      seconds: 100n,
    });
    return auction;
  }

  // By hand: 200 MKR at 280 on average are 56,000; 50,000 DAI at 1.02 are 51,000; 5,000 / 56,000.
  test("default", () => {
    const auction = discountOf({});
    expect(auction?.lotPrice.value).toBe("280");
    expect(auction?.discount).toMatchObject({ value: "0.089285714285714286", status: "OK" });
  });

  test("behavior: an average needs a price from its start, decimals, and one currency", () => {
    expect(discountOf({}, steps.slice(1))?.discount).toMatchObject({ value: null, status: "NO_DATA" });
    expect(discountOf({ assets: { dai: null, mkr: 18 } })?.discount.status).toBe("NO_DATA");
    const prices = [madePrice("dai", 1n, { quote: "ETH" }), madePrice("mkr", 26_000_000_000n)];
    expect(discountOf({ prices })?.discount.reason).toBe("Prices are in USD and ETH.");
    expect(discountOf({ prices: [] })?.discount.reason).toBe("No price feed of the asset is indexed.");
  });
});
