import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRational, multiplyRational, type Rational, rational } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import type { Book } from "../../../api/solvency/book.ts";
import {
  type LatentBadDebtOptions,
  latentBadDebt,
  type OpenPosition,
} from "../../../api/solvency/latent-bad-debt.ts";
import { madeBook, madePrice } from "../../support/made-book.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;
const LENDING = { id: "m", collateralAsset: "weth", debtAsset: "usdc" };
const EXPOSURES = [{ market: "m" }];
/** The protocol's feeds say 2,000 and 1.00; the market's 1,900 and 0.9999. */
const PRICES = [
  madePrice("weth", 200_000_000_000n),
  madePrice("usdc", 100_000_000n),
  madePrice("weth", 190_000_000_000n, { feed: "other-weth", protocol: "0xff" }),
  madePrice("usdc", 99_990_000n, { feed: "other-usdc", protocol: "0xff" }),
];

function book(parts: Parameters<typeof madeBook>[0] = {}): Book {
  return madeBook({
    assets: { weth: 18, usdc: 6 },
    markets: [LENDING],
    exposures: EXPOSURES,
    prices: PRICES,
    ...parts,
  });
}

function options(fields: Partial<LatentBadDebtOptions> = {}): LatentBadDebtOptions {
  return { origin: "OWN", maxPriceAge: null, shocks: new Map(), dustFloor: rational(100n), ...fields };
}

function position(account: string, collateral: bigint, debt: bigint, fields: Partial<OpenPosition> = {}) {
  return { market: "m", account, collateral, debt, debtShares: null, size: null, ...fields };
}

const POSITIONS: readonly OpenPosition[] = [
  position("healthy", WETH, 1_500n * USDC),
  position("under", WETH, 2_100n * USDC),
  position("bare", 0n, 50n * USDC),
  position("close", WETH, 1_950n * USDC),
];

describe("latentBadDebt", () => {
  // By hand, at 2,000 and 1: under 2,100 − 2,000 = 100, bare 50, close nothing.
  test("default: at the protocol's own prices", () => {
    const { total, aboveDust, withoutCollateral, ...rest } = latentBadDebt(book(), POSITIONS, options());
    expect([total.accounts, toValuation(total.worth)]).toEqual([
      2,
      { value: "150", exact: "150", quote: "USD", status: "OK", reason: null },
    ]);
    expect([aboveDust.accounts, toValuation(aboveDust.worth).value]).toEqual([1, "100"]);
    expect([withoutCollateral.accounts, toValuation(withoutCollateral.worth).value]).toEqual([1, "50"]);
    expect(rest).toMatchObject({ debtors: 4, unvalued: 0, inShares: 0, derivatives: 0 });
    expect(rest.markets).toMatchObject([{ market: "m", accounts: 2, amount: { raw: 150n * USDC } }]);
    expect(rest.prices.map(({ asset, price }) => [asset, price?.feed?.feed])).toEqual([
      ["usdc", "feed-usdc"],
      ["weth", "feed-weth"],
    ]);
  });

  // By hand, at 1,900 and 0.9999: under 2,099.79 − 1,900 = 199.79, bare 49.995, close 1,949.805 − 1,900 = 49.805; in
  // USDC, 50 + ⌈(199.79 + 49.805) / 0.9999⌉ to six decimals.
  test("behavior: the market's prices are those of all other feeds", () => {
    const { total, aboveDust, markets } = latentBadDebt(book(), POSITIONS, options({ origin: "OTHERS" }));
    expect([total.accounts, toValuation(total.worth).exact]).toEqual([3, "299.59"]);
    expect([aboveDust.accounts, toValuation(aboveDust.worth).exact]).toEqual([1, "199.79"]);
    expect(markets[0]?.amount.raw).toBe(299_619_962n);
  });

  // By hand, WETH a quarter down to 1,500: under 600, bare 50, close 450, healthy 0.
  test("behavior: a shock is an exact factor of one asset's price", () => {
    const shocks = new Map([["weth", -2_500]]);
    const { total, prices } = latentBadDebt(book(), POSITIONS, options({ shocks }));
    expect([total.accounts, toValuation(total.worth).value]).toEqual([3, "1100"]);
    expect(prices.map(({ shockBps }) => shockBps)).toEqual([0, -2_500]);
  });

  test("behavior: without a price an account is left out and counted, but a bare debt's amount is known", () => {
    const prices = [madePrice("usdc", 100_000_000n)];
    const { total, withoutCollateral, markets, unvalued } = latentBadDebt(
      book({ prices }),
      POSITIONS,
      options(),
    );
    expect(toValuation(total.worth)).toMatchObject({ value: "50", status: "PARTIAL_COVERAGE" });
    expect(total.worth.reason).toContain("3 of 4 accounts cannot be valued");
    expect(unvalued).toBe(3);
    expect(withoutCollateral.worth.status).toBe("OK");
    expect(markets[0]?.amount).toMatchObject({ raw: 50n * USDC, status: "PARTIAL_COVERAGE" });
    const none = latentBadDebt(book({ prices: [] }), [position("bare", 0n, 50n * USDC)], options());
    expect(none.total).toMatchObject({ accounts: 1, worth: { amount: null, status: "NO_DATA" } });
    expect(none.markets[0]?.amount).toMatchObject({ raw: 50n * USDC, status: "OK" });
  });

  test("behavior: an old price is not used", () => {
    const { total } = latentBadDebt(book(), POSITIONS, options({ maxPriceAge: 30n }));
    expect(total.worth).toMatchObject({ amount: null, status: "STALE_INPUT" });
  });

  test("behavior: debts in shares make it a lower bound", () => {
    const { total, inShares } = latentBadDebt(
      book(),
      [position("under", WETH, 2_100n * USDC, { debtShares: 5n })],
      options(),
    );
    expect(toValuation(total.worth)).toMatchObject({ value: "100", status: "PARTIAL_COVERAGE" });
    expect(inShares).toBe(1);
  });

  test("behavior: positions with a size are counted and left out", () => {
    const sized = [position("trader", WETH, 0n, { size: -5n })];
    const only = latentBadDebt(book(), sized, options());
    expect(only).toMatchObject({ derivatives: 1, total: { worth: { amount: null, status: "NO_DATA" } } });
    const mixed = latentBadDebt(book(), [...sized, ...POSITIONS], options());
    expect(toValuation(mixed.total.worth)).toMatchObject({ value: "150", status: "PARTIAL_COVERAGE" });
  });

  test("behavior: no debt is zero; a protocol whose positions are not kept has no answer", () => {
    expect(toValuation(latentBadDebt(book(), [], options()).total.worth)).toMatchObject({
      value: "0",
      status: "OK",
    });
    expect(latentBadDebt(book({ exposures: [] }), [], options()).total.worth.status).toBe("NO_DATA");
  });

  // Liquity: 1 ETH at 200 against 220 LUSD. The contracts count a LUSD as a dollar; no feed prices it.
  test("behavior: contracts that issue their debt count it at face value, the market does not", () => {
    const trove = { id: "m", kind: "CDP_COLLATERAL", collateralAsset: "eth", debtAsset: "lusd" };
    const parts = {
      assets: { eth: 18, lusd: 18 },
      markets: [trove],
      prices: [
        madePrice("eth", 20_000_000_000n),
        madePrice("eth", 20_000_000_000n, { feed: "c", protocol: "0xff" }),
      ],
    };
    const positions = [position("trove", WETH, 220n * WETH)];
    const own = latentBadDebt(book(parts), positions, options());
    expect(toValuation(own.total.worth)).toMatchObject({ value: "20", status: "OK" });
    expect(own.prices.find(({ asset }) => asset === "lusd")).toMatchObject({ price: null, status: "OK" });
    // A feed of the protocol's own at 0.9 dollars is asked before the rule: 220 × 0.9 = 198 are less than 200.
    const stated = book({ ...parts, prices: [...parts.prices, madePrice("lusd", 90_000_000n)] });
    expect(toValuation(latentBadDebt(stated, positions, options()).total.worth).value).toBe("0");
    const market = latentBadDebt(book(parts), positions, options({ origin: "OTHERS" }));
    expect(market.total.worth).toMatchObject({ amount: null, status: "NO_DATA" });
  });

  // A Comet: the debt in the base market, two collaterals in markets whose ids extend it. 900 + 1,200 against 2,000.
  test("behavior: collaterals in markets of their own answer for the debt of the same owner", () => {
    const comet = { contract: "0xc3", debtAsset: "usdc" };
    const markets = [
      { ...comet, id: "0x01aa", collateralAsset: "weth" },
      { ...comet, id: "0x01bb", collateralAsset: "wbtc" },
      { ...comet, id: "0x01", collateralAsset: "usdc" },
    ];
    const parts = {
      assets: { weth: 18, wbtc: 8, usdc: 6 },
      markets,
      prices: [
        madePrice("weth", 90_000_000_000n),
        madePrice("wbtc", 120_000_000_000n),
        madePrice("usdc", 100_000_000n),
      ],
    };
    const positions = [
      position("a", 0n, 2_000n * USDC, { market: "0x01" }),
      position("a", WETH, 0n, { market: "0x01aa" }),
      position("a", 10n ** 8n, 0n, { market: "0x01bb" }),
      position("b", 0n, 2_000n * USDC, { market: "0x01" }),
      position("b", WETH, 0n, { market: "0x01aa" }),
    ];
    const { total, markets: found } = latentBadDebt(book(parts), positions, options());
    expect([total.accounts, toValuation(total.worth).value]).toEqual([1, "1100"]);
    expect(found.map(({ market }) => market)).toEqual(["0x01"]);
  });
});

const AMOUNT = fc.bigInt({ min: 0n, max: 10n ** 30n });
const ARBITRARY_POSITIONS = fc.array(
  fc.tuple(AMOUNT, AMOUNT).map(([collateral, debt]) => [collateral, debt] as const),
  { maxLength: 30 },
);
const PRICE = fc.bigInt({ min: 1n, max: 10n ** 14n });

function lackingOf(
  pairs: readonly (readonly [bigint, bigint])[],
  prices: readonly [bigint, bigint],
  shocks: Record<string, number> = {},
): Rational {
  const [weth, usdc] = prices;
  const made = book({ prices: [madePrice("weth", weth), madePrice("usdc", usdc)] });
  const positions = pairs.map(([collateral, debt], at) => position(String(at), collateral, debt));
  const { total } = latentBadDebt(made, positions, options({ shocks: new Map(Object.entries(shocks)) }));
  return total.worth.amount ?? rational(-1n);
}

describe("latentBadDebt of any book", () => {
  // The reference adds fractions account by account, without a common unit.
  test("behavior: equals the sum of max(0, debt − collateral) in fractions", () => {
    fc.assert(
      fc.property(ARBITRARY_POSITIONS, PRICE, PRICE, (pairs, weth, usdc) => {
        const expected = pairs.reduce((sum, [collateral, debt]) => {
          const lacking = debt * usdc * 10n ** 12n - collateral * weth;
          return lacking > 0n ? sum + lacking : sum;
        }, 0n);
        expect(compareRational(lackingOf(pairs, [weth, usdc]), rational(expected, 10n ** 26n))).toBe(0);
      }),
    );
  });

  test("behavior: never negative, and no smaller when collateral falls or debt rises", () => {
    const bps = fc.integer({ min: -10_000, max: 20_000 });
    fc.assert(
      fc.property(ARBITRARY_POSITIONS, bps, bps, (pairs, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const at = (shocks: Record<string, number>) => lackingOf(pairs, [10n ** 11n, 10n ** 8n], shocks);
        expect(at({ weth: high }).numerator >= 0n).toBe(true);
        expect(compareRational(at({ weth: low }), at({ weth: high }))).toBeGreaterThanOrEqual(0);
        expect(compareRational(at({ usdc: high }), at({ usdc: low }))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("behavior: k more decimals of every asset change nothing", () => {
    fc.assert(
      fc.property(ARBITRARY_POSITIONS, fc.integer({ min: 0, max: 12 }), (pairs, k) => {
        const factor = 10n ** BigInt(k);
        const prices = [madePrice("weth", 10n ** 11n), madePrice("usdc", 10n ** 8n)];
        const worthAt = (scale: bigint, assets: Record<string, number>) =>
          latentBadDebt(
            book({ prices, assets }),
            pairs.map(([c, d], at) => position(String(at), c * scale, d * scale)),
            options(),
          );
        const plain = worthAt(1n, { weth: 18, usdc: 6 });
        const scaledUp = worthAt(factor, { weth: 18 + k, usdc: 6 + k });
        expect(toValuation(scaledUp.total.worth)).toEqual(toValuation(plain.total.worth));
        expect(scaledUp.aboveDust.accounts).toBe(plain.aboveDust.accounts);
      }),
    );
  });

  test("behavior: a price times k is a worth times k, and the order of accounts does not matter", () => {
    fc.assert(
      fc.property(
        ARBITRARY_POSITIONS,
        PRICE,
        PRICE,
        fc.bigInt({ min: 1n, max: 1000n }),
        (pairs, weth, usdc, k) => {
          const plain = lackingOf(pairs, [weth, usdc]);
          const scaledUp = lackingOf([...pairs].reverse(), [weth * k, usdc * k]);
          expect(compareRational(scaledUp, multiplyRational(plain, rational(k)))).toBe(0);
        },
      ),
    );
  });
});
