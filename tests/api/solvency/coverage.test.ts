import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownAmount } from "../../../api/domain/token-amount.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { type Coverage, coverage, exposuresOf } from "../../../api/solvency/coverage.ts";
import { type Exposure, untoldExposure } from "../../../api/solvency/exposure.ts";
import { type BookParts, madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

function debt(market: string, asset: string, raw: bigint): Exposure {
  return { ...untoldExposure(market, asset, knownAmount(raw, asset)), source: "POSITIONS" };
}

function covered(parts: BookParts, exposures: readonly Exposure[]): Coverage {
  const book = madeBook(parts);
  const { holdings } = book;
  return coverage({ book, measure: "EXPOSURE_AT_DEFAULT", holdings, exposures, maxPriceAge: null });
}

const ASSETS = { usdc: 6, weth: 18 };
const PRICES = [madePrice("usdc", 100_000_000n), madePrice("weth", 200_000_000_000n)];
const USDC = 10n ** 6n;
const WETH = 10n ** 18n;

describe("coverage", () => {
  // Two reserves as of Umbrella: 300 USDC and 0.05 WETH (100 dollars) of capital against 100 USDC and 0.2 WETH (400) of
  // debt. ΣR/ΣX = 400/500 = 0.8; matched = (min(300, 100) + min(100, 400)) / 500 = 200/500 = 0.4.
  const twoReserves = () =>
    covered(
      {
        assets: ASSETS,
        prices: PRICES,
        markets: [{ id: "m-usdc" }, { id: "m-weth" }],
        holdings: [
          madeHolding({ id: "a", market: "m-usdc" }, { usdc: { balance: 300n * USDC } }),
          madeHolding({ id: "b", market: "m-weth" }, { weth: { balance: WETH / 20n } }),
        ],
      },
      [debt("m-usdc", "usdc", 100n * USDC), debt("m-weth", "weth", WETH / 5n)],
    );

  test("default", () => {
    const { ratio, shortfall, matchedRatio, matchedShortfall } = twoReserves();
    expect(ratio).toMatchObject({ value: "0.8", numerator: "400", denominator: "500", status: "OK" });
    expect(toValuation(shortfall)).toMatchObject({ exact: "100", quote: "USD" });
    expect(matchedRatio).toMatchObject({ value: "0.4", status: "OK" });
    expect(toValuation(matchedShortfall).exact).toBe("300");
  });

  test("behavior: each asset and each market with a backstop of its own stand by themselves", () => {
    const { byAsset, byMarket } = twoReserves();
    expect(byAsset.map(({ asset, ratio }) => [asset, ratio.value])).toEqual([
      ["usdc", "3"],
      ["weth", "0.25"],
    ]);
    expect(
      byMarket.map((line) => [line.market, line.ratio.value, toValuation(line.shortfall).exact]),
    ).toEqual([
      ["m-usdc", "3", "0"],
      ["m-weth", "0.25", "300"],
    ]);
  });

  test("behavior: no exposure is not infinite cover", () => {
    const holdings = [madeHolding({ id: "a" }, { usdc: { balance: USDC } })];
    const { ratio, shortfall } = covered({ assets: ASSETS, holdings }, [debt("m", "usdc", 0n)]);
    expect(ratio).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(toValuation(shortfall).exact).toBe("0");
  });

  test("behavior: a protocol that can have no such exposure has no ratio", () => {
    const holdings = [madeHolding({ id: "a" }, { usdc: { balance: USDC } })];
    const { ratio, exposure } = covered({ assets: ASSETS, holdings }, []);
    expect(ratio).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
    expect(exposure.reason).toBe("No market of the protocol lends.");
  });

  test("behavior: an unknown part of the exposure leaves no ratio and no shortfall of zero", () => {
    const holdings = [madeHolding({ id: "a" }, { usdc: { balance: USDC } })];
    const untold = untoldExposure("m", "usdc", {
      raw: null,
      asset: "usdc",
      status: "NO_DATA",
      reason: "No.",
    });
    const only = covered({ assets: ASSETS, holdings }, [untold]);
    expect(only.ratio).toMatchObject({ value: null, status: "NO_DATA" });
    expect(toValuation(only.shortfall)).toMatchObject({ exact: null, status: "NO_DATA" });
    const half = covered({ assets: ASSETS, holdings }, [untold, debt("n", "usdc", USDC)]);
    expect(half.ratio).toMatchObject({ value: null, status: "PARTIAL_COVERAGE", denominator: "1" });
  });

  test("behavior: an unknown part of the resources leaves a ratio that is too low", () => {
    const holdings = [
      madeHolding({ id: "a" }, { usdc: { balance: USDC } }),
      madeHolding({ id: "b", balanceSource: "PARTIAL" }, { usdc: { balance: 9n * USDC } }),
    ];
    const { ratio } = covered({ assets: ASSETS, holdings }, [debt("m", "usdc", 2n * USDC)]);
    expect(ratio).toMatchObject({ value: "0.5", status: "PARTIAL_COVERAGE" });
  });

  test("behavior: an old price is no price", () => {
    const prices = [madePrice("usdc", 1n, { heartbeat: 1 }), madePrice("weth", 1n)];
    const holdings = [madeHolding({ id: "a" }, { weth: { balance: WETH } })];
    const { ratio } = covered({ assets: ASSETS, prices, holdings }, [debt("m", "usdc", USDC)]);
    expect(ratio).toMatchObject({ value: null, status: "STALE_INPUT" });
  });

  test("behavior: a reserve that swaps at the peg is owed to the holders of the coin and covers nothing", () => {
    const holdings = [madeHolding({ id: "psm", kind: "PEG_STABILITY_MODULE" }, { usdc: { balance: USDC } })];
    expect(covered({ assets: ASSETS, holdings }, [debt("m", "usdc", USDC)]).ratio.value).toBe("0");
  });

  // 300 USDC at 10 % off are 270, 100 dollars of WETH at 100 % off are nothing: 270 / 500.
  test("behavior: a haircut is taken off the worth of its asset", () => {
    const book = madeBook({
      assets: ASSETS,
      prices: PRICES,
      holdings: [madeHolding({ id: "a" }, { usdc: { balance: 300n * USDC }, weth: { balance: WETH / 20n } })],
    });
    const haircuts = new Map([
      ["usdc", 1_000],
      ["weth", 10_000],
    ]);
    const exposures = [debt("m", "usdc", 500n * USDC)];
    const { holdings } = book;
    const cut = coverage({
      ...{ book, measure: "EXPOSURE_AT_DEFAULT", holdings, exposures, haircuts, maxPriceAge: null },
    });
    expect(cut.ratio).toMatchObject({ value: "0.54", status: "OK" });
  });

  test("behavior: a backstop answers for what is bound to it, else for its market, else for all", () => {
    const bound: Exposure = { ...debt("n", "usdc", 3n), backstop: "a" };
    const all = [debt("m", "usdc", 1n), debt("n", "usdc", 2n), bound];
    const amounts = (id: string, market: string | null) =>
      exposuresOf(madeHolding({ id, market }, {}), all).map(({ amount }) => amount.raw);
    expect(amounts("a", "m")).toEqual([1n, 3n]);
    expect(amounts("b", "n")).toEqual([2n]);
    expect(amounts("c", null)).toEqual([1n, 2n]);
  });
});

describe("properties of coverage", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 30n });
  const some = fc.record({
    usdc: amount,
    weth: amount,
    owedUsdc: amount,
    owedWeth: fc.bigInt({ min: 1n, max: 10n ** 30n }),
    usdcPrice: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    wethPrice: fc.bigInt({ min: 1n, max: 10n ** 14n }),
  });
  type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;

  function made(
    { usdc, weth, owedUsdc, owedWeth, usdcPrice, wethPrice }: Some,
    { factor = 1n, shift = 0 }: { readonly factor?: bigint; readonly shift?: number } = {},
  ): Coverage {
    return covered(
      {
        assets: { usdc: 6 + shift, weth: 18 + shift },
        prices: [madePrice("usdc", usdcPrice), madePrice("weth", wethPrice)],
        holdings: [
          madeHolding({ id: "a" }, { usdc: { balance: usdc * factor }, weth: { balance: weth * factor } }),
        ],
      },
      [debt("m", "usdc", owedUsdc * factor), debt("n", "weth", owedWeth * factor)],
    );
  }

  const numbers = ({ ratio, matchedRatio }: Coverage) => [ratio.value, matchedRatio.value];

  test("behavior: more resources never cover less", () => {
    fc.assert(
      fc.property(some, amount, (before, more) => {
        const a = made(before);
        const b = made({ ...before, usdc: before.usdc + more });
        for (const key of ["ratio", "matchedRatio"] as const) {
          expect(Number(b[key].numerator)).toBeGreaterThanOrEqual(Number(a[key].numerator));
          expect(b[key].denominator).toBe(a[key].denominator);
        }
      }),
    );
  });

  test("behavior: matched is at most unmatched and at most one", () => {
    fc.assert(
      fc.property(some, (parts) => {
        const { ratio, matchedRatio } = made(parts);
        expect(Number(matchedRatio.numerator)).toBeLessThanOrEqual(Number(ratio.numerator));
        expect(Number(matchedRatio.numerator)).toBeLessThanOrEqual(Number(ratio.denominator));
      }),
    );
  });

  test("behavior: finer units, and ten times as much of everything, change no ratio", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 12 }), (parts, k) => {
        const factor = 10n ** BigInt(k);
        expect(numbers(made(parts, { factor, shift: k }))).toEqual(numbers(made(parts)));
        expect(numbers(made(parts, { factor }))).toEqual(numbers(made(parts)));
      }),
    );
  });

  test("behavior: with one asset no price matters", () => {
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.option(amount), (held, owed, price) => {
        const holdings = [madeHolding({ id: "a" }, { weth: { balance: held } })];
        const one = (prices: BookParts["prices"] = []) =>
          covered({ assets: ASSETS, holdings, prices }, [debt("m", "weth", owed)]);
        expect(numbers(one([madePrice("weth", price)]))).toEqual(numbers(one()));
        expect(one().ratio.status).toBe("OK");
      }),
    );
  });
});
