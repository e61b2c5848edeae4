import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../../api/domain/rational.ts";
import { toValuation } from "../../../../api/domain/worth.ts";
import { medianPrice } from "../../../../api/stress/oracle/median-price.ts";
import { MispricedDebtTally } from "../../../../api/stress/oracle/mispriced-debt.ts";
import { madeBook, madePrice, PROTOCOL } from "../../../support/made-book.ts";

const OTHER = "0x71";

type Prices = { readonly own: bigint; readonly market: bigint };
type Position = { readonly collateral: bigint; readonly debt: bigint };

/** A lender of dollars against one coin, with prices in whole dollars. */
function mispriced(positions: readonly Position[], { own, market }: Prices, decimals = 0) {
  const scale = 10n ** BigInt(decimals);
  const book = madeBook({
    assets: { coin: decimals, dollar: decimals },
    markets: [{ id: "0xaa", collateralAsset: "coin", debtAsset: "dollar" }],
    exposures: [{ market: "0xaa" }],
    prices: [
      madePrice("coin", own * 10n ** 8n, { feed: "0xf1", protocol: PROTOCOL }),
      madePrice("coin", market * 10n ** 8n, { feed: "0xf2", protocol: OTHER }),
      madePrice("dollar", 10n ** 8n, { feed: "0xf3", protocol: PROTOCOL }),
      madePrice("dollar", 10n ** 8n, { feed: "0xf4", protocol: OTHER }),
    ],
  });
  const ratios = new Map([["0xaa", rational(3n, 2n)]]);
  const tally = new MispricedDebtTally({ book, acted: book, ratios, maxPriceAge: null });
  for (const { collateral, debt } of positions) {
    const raw = { collateral: collateral * scale, debt: debt * scale };
    tally.add({ market: "0xaa", account: "0x01", ...raw, debtShares: null, size: null });
  }
  const { missed, wrongful } = tally.result();
  const sideOf = (side: typeof missed) => [side.positions, toValuation(side.worth).exact];
  return { missed: sideOf(missed), wrongful: sideOf(wrongful) };
}

describe("median price", () => {
  // By hand.
  test("default", () => {
    expect(medianPrice([3n, 1n, 2n].map((price) => rational(price)))).toEqual(rational(2n));
    expect(medianPrice([4n, 1n].map((price) => rational(price)))).toEqual(rational(25n, 10n));
    expect(medianPrice([])).toBeNull();
  });
});

describe("mispriced debt", () => {
  // By hand: 10 coins at 30 and at 20 dollars against 1.5 × 150 = 225: safe at 300, unsafe at 200.
  test("default", () => {
    const positions = [{ collateral: 10n, debt: 150n }];
    const nothing = [0, "0"];
    expect(mispriced(positions, { own: 30n, market: 20n })).toEqual({
      missed: [1, "150"],
      wrongful: nothing,
    });
    expect(mispriced(positions, { own: 20n, market: 30n })).toEqual({
      missed: nothing,
      wrongful: [1, "150"],
    });
  });

  const position = fc.record({
    collateral: fc.bigInt({ min: 0n, max: 1000n }),
    debt: fc.bigInt({ min: 0n, max: 10_000n }),
  });
  const positions = fc.array(position, { maxLength: 20 });
  const price = fc.bigInt({ min: 1n, max: 100n });

  test("behavior: one price on both sides misjudges nothing, and swapped prices swap the sides", () => {
    fc.assert(
      fc.property(positions, price, price, (all, own, market) => {
        expect(mispriced(all, { own, market: own })).toEqual({ missed: [0, "0"], wrongful: [0, "0"] });
        const there = mispriced(all, { own, market });
        const back = mispriced(all, { own: market, market: own });
        expect(there).toEqual({ missed: back.wrongful, wrongful: back.missed });
        if (own > market) expect(there.wrongful[0]).toBe(0);
      }),
    );
  });

  test("behavior: a farther market price never misses less, and no scale of the coins matters", () => {
    const extra = fc.bigInt({ min: 0n, max: 50n });
    fc.assert(
      fc.property(positions, price, extra, fc.integer({ min: 1, max: 18 }), (all, market, gap, decimals) => {
        const near = mispriced(all, { own: 150n, market: market + gap });
        const far = mispriced(all, { own: 150n, market });
        expect(Number(far.missed[0])).toBeGreaterThanOrEqual(Number(near.missed[0]));
        expect(mispriced(all, { own: 150n, market }, decimals)).toEqual(far);
      }),
    );
  });
});
