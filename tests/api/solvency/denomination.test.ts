import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { knownWorth, toValuation } from "../../../api/domain/worth.ts";
import { type DenominationInput, denomination, type Hedge } from "../../../api/solvency/denomination.ts";
import { NATIVE_TOKENS, nativeTokensOf } from "../../../api/solvency/native-tokens.ts";
import { realisableValue } from "../../../api/solvency/realisable-value.ts";
import { heldAssets } from "../../../api/solvency/resources.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { type BookParts, madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;

/** 10 WETH at 2,000 and 30,000 USDC at 1, behind a market that lends USDC against WETH. */
const FUND: BookParts = {
  assets: { weth: 18, usdc: 6 },
  prices: [madePrice("weth", 200_000_000_000n), madePrice("usdc", 100_000_000n)],
  markets: [{ id: "m", collateralAsset: "weth", debtAsset: "usdc" }],
  holdings: [
    madeHolding({ id: "fund" }, { weth: { balance: 10n * WETH }, usdc: { balance: 30_000n * USDC } }),
  ],
};

function inputOf(parts: Partial<BookParts> = {}, more: Partial<DenominationInput> = {}): DenominationInput {
  const book = madeBook({ ...FUND, ...parts });
  const account = new UnitOfAccount(book, heldAssets(book), null);
  return { book, account, betas: [], native: [], hedges: null, ...more };
}

function short(asset: string | null, dollars: bigint): Hedge {
  return { asset, notional: knownWorth(rational(-dollars), "USD") };
}

describe("denomination", () => {
  // By hand: of 50,000 the 20,000 in WETH move with its price and are collateral that the fund insures.
  test("default", () => {
    const found = denomination(inputOf());
    expect(toValuation(found.value)).toMatchObject({ value: "50000", quote: "USD" });
    expect(found.deltas.map(({ factor, delta }) => [factor, toValuation(delta).value])).toEqual([
      ["weth", "20000"],
    ]);
    expect(found.deltaNeutrality).toMatchObject({ value: "0.6", numerator: "30000", denominator: "50000" });
    expect(found.wrongWayShare).toMatchObject({ value: "0.4", status: "OK" });
    expect(found.hedgeRatio).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
    expect(found.assets.map(({ asset, isMoney }) => [asset, isMoney])).toEqual([
      ["usdc", true],
      ["weth", false],
    ]);
  });

  // By hand: 8 of 10 WETH sold short: 20,000 − 16,000 = 4,000 of 50,000 still move.
  test("behavior: a hedge takes from the delta of its asset", () => {
    const found = denomination(inputOf({}, { hedges: [short("weth", 16_000n)] }));
    expect(toValuation(found.netDelta).value).toBe("4000");
    expect(found.deltaNeutrality.value).toBe("0.92");
    expect(found.hedgeRatio).toMatchObject({ value: "0.8", status: "OK" });
  });

  // By hand: hedged twice over, −20,000 of 50,000; the sign does not matter for neutrality.
  test("behavior: too much of a hedge is as far from neutral as none", () => {
    const found = denomination(inputOf({}, { hedges: [short("weth", 40_000n)] }));
    expect(toValuation(found.netDelta).value).toBe("-20000");
    expect(found.deltaNeutrality.value).toBe("0.6");
  });

  test("behavior: a hedge of what is not held has nothing to be divided by; one of unknown asset makes the delta unknown", () => {
    const other = denomination(inputOf({}, { hedges: [short("wbtc", 1n)] }));
    expect(other.hedgeRatio).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    const notional = { amount: null, unit: "USD", status: "NO_DATA", reason: "no feed" } as const;
    const untold = denomination(inputOf({}, { hedges: [{ asset: null, notional }] }));
    expect(untold.deltas).toHaveLength(1);
    expect(untold.deltaNeutrality.value).toBeNull();
  });

  // By hand: WETH moves 0.5 as much with wbtc and not by itself, USDC wholly by itself: 10,000 + 30,000 of 50,000.
  test("behavior: betas that are given take the place of 1 and 0", () => {
    const betas = [
      { asset: "weth", factor: "weth", beta: rational(0n) },
      { asset: "weth", factor: "wbtc", beta: rational(5n, 10n) },
      { asset: "usdc", factor: "usdc", beta: rational(1n) },
    ];
    const found = denomination(inputOf({}, { betas }));
    expect(found.deltas.map(({ factor, delta }) => [factor, toValuation(delta).value])).toEqual([
      ["usdc", "30000"],
      ["wbtc", "10000"],
    ]);
    expect(found.deltaNeutrality.value).toBe("0.2");
  });

  // By hand: the native token is wrong-way wherever it is; 20,000 of WETH in a market-bound stake of the WETH reserve are a claim in kind.
  test("behavior: native tokens always, collateral of insured markets unless it is the bound market's own debt", () => {
    expect(denomination(inputOf({}, { native: ["usdc"] })).wrongWayShare.value).toBe("1");
    const markets = [
      { id: "m", collateralAsset: "weth", debtAsset: "weth" },
      { id: "other", debtAsset: "usdc" },
    ];
    const balances = { weth: { balance: WETH }, usdc: { balance: 2_000n * USDC } };
    const shareOf = (market: string | null) => {
      const holdings = [madeHolding({ id: "stake", market }, balances)];
      return denomination(inputOf({ markets, holdings })).wrongWayShare.value;
    };
    expect(shareOf("m")).toBe("0");
    expect(shareOf(null)).toBe("0.5");
    expect(shareOf("other")).toBe("0");
  });

  test("behavior: an unknown native token leaves the share with PARTIAL_COVERAGE", () => {
    const { wrongWayShare } = denomination(inputOf({}, { native: null }));
    expect(wrongWayShare).toMatchObject({ value: "0.4", status: "PARTIAL_COVERAGE" });
  });

  test("behavior: nothing held is ZERO_DENOMINATOR; what cannot be valued makes both shares unknown", () => {
    const nothing = denomination(inputOf({ holdings: [] }));
    expect(nothing.deltaNeutrality).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    const unpriced = denomination(inputOf({ prices: [madePrice("weth", 1n)] }));
    expect(unpriced.deltaNeutrality).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
    expect(unpriced.wrongWayShare.value).toBeNull();
  });

  test("behavior: one asset alone needs no price", () => {
    const holdings = [madeHolding({ id: "fund" }, { weth: { balance: 3n * WETH } })];
    const found = denomination(inputOf({ holdings, prices: [] }));
    expect(toValuation(found.netDelta)).toMatchObject({ value: "3", quote: "weth" });
    expect(found.deltaNeutrality.value).toBe("0");
  });

  test("behavior: neutral when hedged in full; shares stay inside [0, 1]; units do not matter", () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(amounts, amounts, fc.nat(12), (weth, usdc, k) => {
        fc.pre(weth + usdc > 0n);
        const inputFor = (more: number, hedges: Hedge[] | null) => {
          const scale = 10n ** BigInt(more);
          const balances = { weth: { balance: weth * WETH * scale }, usdc: { balance: usdc * USDC * scale } };
          const holdings = [madeHolding({ id: "fund" }, balances)];
          return inputOf({ assets: { weth: 18 + more, usdc: 6 + more }, holdings }, { hedges });
        };
        const plain = denomination(inputFor(0, null));
        const scaled = denomination(inputFor(k, null));
        expect(scaled.deltaNeutrality.value).toBe(plain.deltaNeutrality.value);
        expect(scaled.wrongWayShare.value).toBe(plain.wrongWayShare.value);
        expect(Number(plain.wrongWayShare.value)).toBeGreaterThanOrEqual(0);
        expect(Number(plain.wrongWayShare.value)).toBeLessThanOrEqual(1);
        const hedged = denomination(inputFor(0, [short("weth", weth * 2000n)]));
        expect(hedged.deltaNeutrality.value).toBe("1");
      }),
    );
  });
});

describe("realisableValue", () => {
  const POOL = { tokenReserve: 10n * WETH, quoteReserve: 8_000n * USDC, feePpm: 0n, quoteAsset: "usdc" };

  // By hand: 10 tokens into 10 against 8,000 bring 4,000, half of what the spot price of 800 says.
  test("default", () => {
    const found = realisableValue(inputOf({}, { native: ["weth"] }), POOL);
    expect(found).toMatchObject({
      proceeds: { value: "4000" },
      isAttained: true,
      priceImpact: { value: "0.5" },
    });
  });

  test("behavior: no pool, no known native token, none held, a balance that is not the contract's", () => {
    const statusOf = (input: DenominationInput, pool: typeof POOL | null = POOL) =>
      realisableValue(input, pool).proceeds.status;
    expect(statusOf(inputOf({}, { native: ["weth"] }), null)).toBe("NO_DATA");
    expect(statusOf(inputOf({}, { native: null }))).toBe("NO_DATA");
    expect(statusOf(inputOf({}, { native: ["comp"] }))).toBe("NOT_APPLICABLE");
    expect(statusOf(inputOf({}, { native: ["weth", "usdc"] }))).toBe("NOT_APPLICABLE");
    const holdings = [madeHolding({ id: "fund", balanceSource: "PARTIAL" }, { weth: { balance: WETH } })];
    expect(statusOf(inputOf({ holdings }, { native: ["weth"] }))).toBe("PARTIAL_COVERAGE");
  });
});

describe("nativeTokensOf", () => {
  test("default: addresses in lower case, each once, with a source", () => {
    expect(nativeTokensOf("mainnet", "reserve")).toEqual(["0x320623b8e4ff03373931769a31fc52a4e78b5d70"]);
    expect(nativeTokensOf("mainnet", "nobody")).toBeNull();
    expect(nativeTokensOf("arbitrum", "aave")).toBeNull();
    const ids = NATIVE_TOKENS.map(({ network, protocol, asset }) => `${network}/${protocol}/${asset}`);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { asset, source } of NATIVE_TOKENS) {
      expect(asset).toMatch(/^0x[0-9a-f]{40}$/);
      expect(source).not.toBe("");
    }
  });
});
