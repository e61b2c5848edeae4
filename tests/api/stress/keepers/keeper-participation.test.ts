import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keeperCompetition } from "../../../../api/stress/keepers/keeper-competition.ts";
import {
  keeperParticipation,
  type ParticipationRequest,
} from "../../../../api/stress/keepers/keeper-participation.ts";
import { keeperProfit, smallestProfitableDebt } from "../../../../api/stress/keepers/keeper-profit.ts";
import { type MadeAccount, madeStressBook } from "../../../support/stress-book.ts";
import { expectRelative } from "../../stats/expect-relative.ts";

const FREE = { gasUsd: 0, slippage: 0, lagRisk: 0 };

describe("keeperProfit", () => {
  // 500 repaid, 550 seized; slippage 1 % of 550 = 5.5, lag risk 2 % = 11, gas 20: 50 − 16.5 − 20 = 13.5.
  test("behavior: bonus less slippage, lag risk and gas, by hand", () => {
    const account = { debt: 1000, collateral: 2000, closeFactor: 0.5, bonus: 0.1 };
    const found = keeperProfit(account, { gasUsd: 20, slippage: 0.01, lagRisk: 0.02 });
    expectRelative(found.seized, 550, 1e-14);
    expectRelative(found.margin, 33.5, 1e-12);
    expectRelative(found.profit, 13.5, 1e-12);
  });

  test("behavior: collateral that no longer suffices makes a loss", () => {
    const account = { debt: 1000, collateral: 900, closeFactor: 1, bonus: 0.1 };
    expect(keeperProfit(account, FREE)).toEqual({ repaid: 1000, seized: 900, margin: -100, profit: -100 });
  });

  // 20 / (0.5 · (0.1 − 1.1 · 0.01)) = 20 / 0.0445 = 449.44; with 10 % slippage a bonus of 10 % never pays.
  test("behavior: the smallest debt that pays is where the profit is zero", () => {
    const terms = { closeFactor: 0.5, bonus: 0.1 };
    const costs = { gasUsd: 20, slippage: 0.01, lagRisk: 0 };
    const debt = smallestProfitableDebt(terms, costs);
    expectRelative(debt, 20 / 0.0445, 1e-12);
    const { profit } = keeperProfit({ ...terms, debt: debt ?? 0, collateral: 1e9 }, costs);
    expect(Math.abs(profit)).toBeLessThan(1e-9);
    expect(smallestProfitableDebt(terms, { ...costs, slippage: 0.1 })).toBeNull();
  });
});

const REQUEST: ParticipationRequest = {
  ...{ multipliers: [0.5, 1], gas: 500_000, usdPerGwei: 200e-9, baseFeeGwei: 100 },
  ...{ slippage: 0, lagRisk: 0, baseFees: [0, 100, 1000] },
};
const ACCOUNTS: MadeAccount[] = [
  { owner: "a", collateral: { eth: 10 }, debt: { usd: 900 } },
  { owner: "b", collateral: { eth: 1 }, debt: { usd: 81 } },
  { owner: "c", collateral: { eth: 10 }, debt: { usd: 700 } },
  { owner: "d", collateral: { eth: 10 }, debt: { usd: 1200 } },
];

/** Bonus of 10 % instead of none. */
function book(accounts: readonly MadeAccount[]) {
  const made = madeStressBook({ eth: 200, usd: 1 }, accounts);
  const bonus = { value: 0.1, exact: { numerator: 1n, denominator: 10n }, source: "SCENARIO" as const };
  return {
    ...made,
    markets: made.markets.map((market) => ({ ...market, terms: { ...market.terms, bonus } })),
  };
}

describe("keeperParticipation", () => {
  // ETH at 100, threshold 0.8. Gas 500,000 · 100 gwei at 200 dollars: 10 dollars. a: 90 of bonus; b: 8.1 pays 81 gwei; c is safe (800 > 700);
  // d: 1000 of collateral for 1200: −200, never pays. Unprofitable at 100 gwei: b and d; at 1000 gwei (100 dollars) all three; at 0 only d.
  test("default", () => {
    const found = keeperParticipation(book(ACCOUNTS), REQUEST);
    expect(found.positions.map(({ owner }) => owner)).toEqual(["d", "b", "a"]);
    expect(found.liquidatableDebt).toBe(2181);
    expect(found.unprofitable).toMatchObject({ accounts: 2, debt: 1281 });
    expect(found.byBaseFee.map(({ debt }) => debt)).toEqual([1200, 1281, 2181]);
    expect(found.positions[0]).toMatchObject({ margin: -200, breakEvenGwei: null });
    expectRelative(found.positions[1]?.breakEvenGwei ?? null, 81, 1e-9);
    expectRelative(found.positions[2]?.profit ?? null, 80, 1e-9);
    expect(found.markets).toHaveLength(1);
    expectRelative(found.markets[0]?.smallestDebt ?? null, 100, 1e-12);
  });

  test("behavior: without a price of the coin nothing is said about gas", () => {
    const found = keeperParticipation(book(ACCOUNTS), { ...REQUEST, usdPerGwei: null });
    expect(found).toMatchObject({ unprofitable: null, byBaseFee: [], liquidatableDebt: 2181 });
    expect(
      found.positions.every(({ profit, breakEvenGwei }) => profit === null && breakEvenGwei === null),
    ).toBe(true);
    expect(found.markets[0]?.smallestDebt).toBeNull();
  });

  test("behavior: dearer gas never makes fewer debts unprofitable, and the break-even decides", () => {
    const accounts = fc.array(
      fc.record({
        owner: fc.constant("o"),
        collateral: fc.record({ eth: fc.integer({ min: 1, max: 50 }) }),
        debt: fc.record({ usd: fc.integer({ min: 1, max: 9000 }) }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(accounts, fc.integer({ min: 1, max: 500 }), (made, fee) => {
        const found = keeperParticipation(book(made), { ...REQUEST, baseFees: [fee, 2 * fee] });
        const [cheap, dear] = found.byBaseFee;
        expect(dear?.debt ?? 0).toBeGreaterThanOrEqual(cheap?.debt ?? 0);
        const below = found.positions.filter(
          ({ breakEvenGwei }) => breakEvenGwei === null || breakEvenGwei < fee,
        );
        expect(Math.abs(below.length - (cheap?.accounts ?? 0))).toBeLessThanOrEqual(
          found.positions.filter(({ breakEvenGwei }) => Math.abs((breakEvenGwei ?? 0) - fee) < 1e-6).length,
        );
      }),
    );
  });
});

describe("keeperCompetition", () => {
  const auction = (bid: bigint, debt: bigint | null, lotSold = 1n) => ({ bid, debt, lotSold });

  // Shares 3/5, 1/5, 1/5: 9/25 + 1/25 + 1/25 = 11/25. Auctions: 0 of 100, 0.9 of 100 and 0 without a debt are zero bids, 1 of 100 is none.
  test("behavior: concentration and zero bids by hand", () => {
    const auctions = [
      auction(0n, 1000n),
      auction(9n, 1000n),
      auction(10n, 1000n),
      auction(0n, null),
      auction(0n, 1000n, 0n),
    ];
    const found = keeperCompetition(["a", "a", "a", "b", "c", null], auctions, 100);
    expect(found).toMatchObject({ liquidations: 6, known: 5, liquidators: 3 });
    expect([found.hhi.value, found.topShare.value]).toEqual(["0.44", "0.6"]);
    expect(found.zeroBids).toMatchObject({ value: 0.75, n: 4, confidence: 0.95 });
    expect(found.atMaxBonus.status).toBe("NO_DATA");
  });

  test("behavior: an empty window", () => {
    const found = keeperCompetition([], [], 100);
    expect([found.hhi.status, found.topShare.status]).toEqual(["ZERO_DENOMINATOR", "ZERO_DENOMINATOR"]);
    expect(found.zeroBids).toMatchObject({ value: null, status: "NO_DATA" });
  });
});
