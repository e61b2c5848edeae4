import { describe, expect, test } from "vitest";
import { toValuation } from "../../../api/domain/worth.ts";
import { NO_OBLIGATIONS } from "../../../api/solvency/obligations.ts";
import { stakeDraws } from "../../../api/solvency/stake-draw.ts";
import { type BookParts, madeBook, madeHolding, madePrice, PROTOCOL } from "../../support/made-book.ts";

const STAKE = { id: "stk", layer: "STAKED_FIRST_LOSS", market: "weth" } as const;

function draws(parts: BookParts, offset: bigint | null = null) {
  const parameter = {
    protocol: PROTOCOL,
    contract: "0xu",
    market: "weth",
    name: "deficitOffset",
    value: offset,
  };
  const parameters = offset === null ? [] : [parameter];
  const book = madeBook({
    assets: { weth: 0, wrapped: 0 },
    markets: [{ id: "weth", debtAsset: "weth" }],
    ...parts,
  });
  return stakeDraws(book, { ...NO_OBLIGATIONS, parameters }, null);
}

describe("stakeDraws", () => {
  // metrics.md M-01: draw = min(slashable, (deficit − offset − pending)⁺) = min(50, 100 − 30 − 10) = 50.
  test("default", () => {
    const found = draws(
      {
        holdings: [madeHolding(STAKE, { weth: { balance: 50n, shares: 50n, pendingShares: 20n } })],
        deficits: [{ market: "weth", asset: "weth", open: 100n, pending: 10n }],
      },
      30n,
    );
    expect(found).toMatchObject([{ market: "weth", uncovered: { raw: 60n, asset: "weth" } }]);
    expect(
      found.map(({ draw, slashable }) => [toValuation(draw).exact, toValuation(slashable).exact]),
    ).toEqual([["50", "50"]]);
  });

  test("behavior: what governance pays first and what is promised is not drawn", () => {
    const holdings = [madeHolding(STAKE, { weth: { balance: 50n } })];
    const deficits = [{ market: "weth", asset: "weth", open: 100n, pending: 10n }];
    expect(draws({ holdings, deficits }, 95n)).toMatchObject([{ uncovered: { raw: 0n } }]);
    expect(draws({ holdings, deficits }, null)).toMatchObject([{ uncovered: { raw: 90n } }]);
    expect(draws({ holdings })).toMatchObject([{ uncovered: { raw: 0n } }]);
  });

  // 50 wrapped at 1.1 dollars = 55; 60 of the reserve's asset at 1 dollar = 60.
  test("behavior: a stake in a wrapper is compared in dollars, and not without prices", () => {
    const parts = {
      holdings: [madeHolding(STAKE, { wrapped: { balance: 50n } })],
      deficits: [{ market: "weth", asset: "weth", open: 60n }],
    };
    const prices = [madePrice("wrapped", 110_000_000n), madePrice("weth", 100_000_000n)];
    expect(draws({ ...parts, prices }).map(({ draw }) => toValuation(draw))).toMatchObject([
      { exact: "55", quote: "USD" },
    ]);
    expect(draws(parts).map(({ draw }) => draw.status)).toEqual(["NO_DATA"]);
  });

  test("behavior: a stake that is not active, or locked, cannot be slashed", () => {
    const deficits = [{ market: "weth", asset: "weth", open: 60n }];
    const paused = [madeHolding({ ...STAKE, status: "PAUSED" }, { weth: { balance: 50n } })];
    const locked = [madeHolding(STAKE, { weth: { balance: 50n, disabled: 40n } })];
    expect(draws({ holdings: paused, deficits }).map(({ draw }) => toValuation(draw).exact)).toEqual(["0"]);
    expect(draws({ holdings: locked, deficits }).map(({ draw }) => toValuation(draw).exact)).toEqual(["10"]);
  });

  test("behavior: stakes behind everything, and other layers, are not shown", () => {
    const holdings = [
      madeHolding({ ...STAKE, market: null }, { weth: { balance: 1n } }),
      madeHolding({ ...STAKE, layer: "INSURANCE_FUND" }, { weth: { balance: 1n } }),
    ];
    expect(draws({ holdings })).toEqual([]);
  });
});
