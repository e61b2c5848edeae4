import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { collateralRatio, type PledgedPosition } from "../../../api/solvency/collateral-ratio.ts";
import { madeBook, madeHolding } from "../../support/made-book.ts";

const WAD = 10n ** 18n;

function ratios(positions: readonly PledgedPosition[], price: bigint | null, pool = 0n) {
  const book = madeBook({
    assets: { eth: 18, lusd: 18 },
    markets: [{ id: "eth", kind: "CDP_COLLATERAL", collateralAsset: "eth", debtAsset: "lusd" }],
    holdings: [
      madeHolding({ id: "pool", layer: "STABILITY_POOL" }, { lusd: { balance: pool }, eth: { balance: 7n } }),
      madeHolding({ id: "other", layer: "STABILITY_POOL", market: "btc" }, { lusd: { balance: 9n * pool } }),
    ],
  });
  const [market] = book.markets;
  if (market === undefined) throw new Error("Expected a market.");
  return collateralRatio(book, market, positions, {
    price: price === null ? null : rational(price),
    priceStatus: price === null ? "STALE_INPUT" : "OK",
    priceReason: price === null ? "Too old." : null,
    minimum: rational(11n, 10n),
    critical: rational(15n, 10n),
  });
}

/** Three troves at 200 dollars: 2,000/1,000 = 200 %, 2,000/1,850 = 108 %, 2,000/1,900 = 105 %. */
const TROVES = [1_000n, 1_850n, 1_900n].map((debt) => ({ collateral: 10n * WAD, debt: debt * WAD }));

describe("collateralRatio", () => {
  // TCR = 30 × 200 / (1,000 + 1,850 + 1,900) = 6,000 / 4,750; below 110 %: 1,850 + 1,900 = 3,750; 1,500 / 3,750 = 0.4.
  test("default", () => {
    expect(ratios(TROVES, 200n, 1_500n * WAD)).toMatchObject({
      total: { value: "1.263157894736842105", numerator: "6000", denominator: "4750" },
      isRecoveryMode: true,
      stabilityPool: { raw: 1_500n * WAD, asset: "lusd" },
      debtBelowMinimum: { raw: 3_750n * WAD },
      positionsBelowMinimum: 2,
      cover: { value: "0.4" },
    });
  });

  // 30 × 300 / 4,750 = 189 %; 3,000 / 1,900 = 158 %: nothing is below 110 %.
  test("behavior: at a better price nothing can be liquidated, and there is nothing to cover", () => {
    expect(ratios(TROVES, 300n, WAD)).toMatchObject({
      isRecoveryMode: false,
      positionsBelowMinimum: 0,
      cover: { value: null, status: "ZERO_DENOMINATOR" },
    });
  });

  test("behavior: a position at exactly the minimum, and a total at exactly the critical ratio, are not below", () => {
    const edge = [{ collateral: 11n * WAD, debt: 10n * WAD }];
    expect(ratios(edge, 1n).positionsBelowMinimum).toBe(0);
    expect(ratios([{ collateral: 15n * WAD, debt: 10n * WAD }], 1n).isRecoveryMode).toBe(false);
  });

  test("behavior: without a price nothing is known but the pool", () => {
    expect(ratios(TROVES, null, 5n)).toMatchObject({
      total: { value: null, status: "STALE_INPUT" },
      isRecoveryMode: null,
      positionsBelowMinimum: null,
      stabilityPool: { raw: 5n },
    });
  });

  test("behavior: a lower price never lowers the debt below the minimum", () => {
    const trove = fc.record({ collateral: fc.bigInt(0n, 10n ** 24n), debt: fc.bigInt(0n, 10n ** 27n) });
    const prices = fc.tuple(fc.bigInt(1n, 10_000n), fc.bigInt(0n, 10_000n));
    fc.assert(
      fc.property(fc.array(trove), prices, (troves, [low, more]) => {
        const below = (price: bigint) => ratios(troves, price).debtBelowMinimum.raw ?? 0n;
        expect(below(low)).toBeGreaterThanOrEqual(below(low + more));
      }),
    );
  });
});
