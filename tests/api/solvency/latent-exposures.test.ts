import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { latentBadDebt, type OpenPosition } from "../../../api/solvency/latent-bad-debt.ts";
import { latentExposures } from "../../../api/solvency/latent-exposures.ts";
import { madeBook, madePrice } from "../../support/made-book.ts";

const BOOK = madeBook({
  assets: { weth: 0, dai: 0 },
  markets: [{ id: "m", collateralAsset: "weth", debtAsset: "dai" }],
  prices: [madePrice("weth", 200_000_000n), madePrice("dai", 100_000_000n)],
  exposures: [{ market: "m" }],
});

function exposures(positions: readonly OpenPosition[], book = BOOK) {
  const options = { origin: "OWN", maxPriceAge: null, shocks: new Map(), dustFloor: rational(0n) } as const;
  return latentExposures(book, latentBadDebt(book, positions, options));
}

const POSITION = { market: "m", account: "a", collateral: 10n, debt: 25n, debtShares: null, size: null };

describe("latentExposures", () => {
  // 25 dai of debt on 10 weth at 2 dollars: 5 are without cover.
  test("default", () => {
    expect(exposures([POSITION])).toMatchObject([
      { market: "m", payable: "dai", amount: { raw: 5n, asset: "dai", status: "OK" }, source: "POSITIONS" },
    ]);
  });

  test("behavior: debt that is covered is zero, and debt that nothing tells is no data", () => {
    expect(exposures([{ ...POSITION, debt: 20n }])).toMatchObject([{ amount: { raw: 0n, status: "OK" } }]);
    const untold = { ...BOOK, exposures: [] };
    expect(exposures([], untold)).toMatchObject([{ amount: { raw: null, status: "NO_DATA" }, source: null }]);
  });

  test("behavior: an account that cannot be valued leaves no part of the sum whole", () => {
    const markets = [
      ...BOOK.markets,
      ...BOOK.markets.map((one) => ({ ...one, id: "n", collateralAsset: "odd" })),
    ];
    const found = exposures([POSITION, { ...POSITION, market: "n" }], { ...BOOK, markets });
    expect(found).toMatchObject([{ market: "m", amount: { raw: 5n, status: "PARTIAL_COVERAGE" } }]);
  });

  test("behavior: a protocol that lends nothing has none", () => {
    expect(exposures([], { ...BOOK, markets: [] })).toEqual([]);
  });
});
