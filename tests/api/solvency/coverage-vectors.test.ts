// Values by Python's fractions: tests/oracles/coverage.py.
import { describe, expect, test } from "vitest";
import { scaled } from "../../../api/domain/rational.ts";
import { knownAmount } from "../../../api/domain/token-amount.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { coverage } from "../../../api/solvency/coverage.ts";
import { untoldExposure } from "../../../api/solvency/exposure.ts";
import { type Waterfall, waterfall } from "../../../api/solvency/waterfall.ts";
import oracle from "../../oracles/coverage.json" with { type: "json" };
import { madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

type Case = (typeof oracle.cases)[number];
type Held = { readonly [field: string]: string | number };

function holdingOf(row: Held) {
  const { id, rank, status, asset } = row;
  const big = (field: string) => BigInt(row[field] ?? 0);
  const shares = big("shares");
  const queue = shares === 0n ? {} : { shares, pendingShares: big("pendingShares") };
  return madeHolding(
    { id: String(id), rank: Number(rank), status: String(status) },
    {
      [String(asset)]: {
        balance: big("balance"),
        pendingOutflow: big("pendingOutflow"),
        encumbered: big("encumbered"),
        disabled: big("disabled"),
        ...queue,
      },
    },
  );
}

function bookOf({ assets, prices, holdings }: Case) {
  return madeBook({
    assets: assets as Record<string, number>,
    prices: Object.entries(prices as Record<string, string | number>).map(([asset, price]) =>
      madePrice(asset, BigInt(price)),
    ),
    holdings: holdings.map((row) => holdingOf(row)).sort((a, b) => a.backstop.rank - b.backstop.rank),
  });
}

function summary({ layers, unabsorbed }: Waterfall) {
  return {
    absorbed: Object.fromEntries(
      layers.map(({ holding, absorbed }) => [holding.backstop.id, toValuation(absorbed).exact]),
    ),
    unabsorbed: toValuation(unabsorbed).exact,
  };
}

describe("generated books, computed in Python's fractions", () => {
  const cases = oracle.cases.map((one, at) => [at, one] as const);

  test.each(cases)("behavior: coverage of book %i is the same to the last digit", (_, one) => {
    const book = bookOf(one);
    const found = coverage({
      book,
      measure: "EXPOSURE_AT_DEFAULT",
      holdings: book.holdings,
      exposures: one.exposures.map(({ market, asset, raw }) => ({
        ...untoldExposure(market, asset, knownAmount(BigInt(raw), asset)),
        source: "POSITIONS" as const,
      })),
      maxPriceAge: null,
    });
    expect({
      unit: found.resources.unit,
      resources: toValuation(found.resources).exact,
      exposure: toValuation(found.exposure).exact,
      ratio: found.ratio.value,
      shortfall: toValuation(found.shortfall).exact,
      matchedRatio: found.matchedRatio.value,
      matchedShortfall: toValuation(found.matchedShortfall).exact,
    }).toEqual(one.coverage);
  });

  test.each(cases)("behavior: waterfalls of book %i are the same to the last digit", (_, one) => {
    const book = bookOf(one);
    const { asset, raw } = one.assetLoss;
    const decimals = (one.assets as Record<string, number>)[asset] ?? 0;
    const question = { book, market: null, maxPriceAge: null };
    const inAsset = waterfall({ ...question, loss: scaled(BigInt(raw), decimals), asset });
    expect(summary(inAsset)).toEqual(one.waterfallInAsset);
    const loss = scaled(BigInt(one.loss.raw), one.loss.decimals);
    expect(summary(waterfall({ ...question, loss, asset: null }))).toEqual(one.waterfallInDollars);
  });
});
