import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../../api/domain/errors.ts";
import { cascade } from "../../../../api/stress/cascade/cascade.ts";
import { debtSpiral } from "../../../../api/stress/cascade/debt-spiral.ts";
import { lossCurve } from "../../../../api/stress/cascade/loss-curve.ts";
import { priceImpact } from "../../../../api/stress/cascade/price-impact.ts";
import { purchaseRise } from "../../../../api/stress/cascade/purchase-rise.ts";
import { spiralAccounts } from "../../../../api/stress/cascade/spiral-accounts.ts";
import { supplyCurve } from "../../../../api/stress/cascade/supply-curve.ts";
import { type MadeAccount, madeStressBook } from "../../../support/stress-book.ts";
import { expectRelative } from "../../stats/expect-relative.ts";

const PRICES = { eth: 200, usd: 1, btc: 100 };
const FOUR: MadeAccount[] = [
  [10, 1400],
  [20, 2600],
  [15, 1725],
  [50, 5000],
].map(([eth = 0, usd = 0], at) => ({ owner: `o${at}`, collateral: { eth }, debt: { usd } }));
const impact = priceImpact({ kind: "LINEAR", perUnit: 0.002, most: 0.99 });

function run(accounts: readonly MadeAccount[], rise: (units: number) => number, shock: number) {
  const { accounts: found } = spiralAccounts(madeStressBook(PRICES, accounts), { collateral: 0, debt: 1 });
  return debtSpiral({ accounts: found, impact, rise, price: 200, debtPrice: 1, shock });
}

describe("debtSpiral", () => {
  // Fall 20 %: 160 closes the first two; 30 sold: 150.4; 4000 bought at 0.002 % each: 1.08. The third: 15 · 150.4 · 0.8 = 1804.8 below
  // 1725 · 1.08 = 1863: closed too. 45 sold: 145.6; 5725 bought: 1.1145. The fourth: 5824 above 5572.5, stays.
  // Bad debt: 1400 · 1.1145 − 1456 = 104.3; the second has 2912 for 2897.7.
  test("behavior: the token's rise closes what the fall alone would not, by hand", () => {
    const found = run(FOUR, (units) => 1 + 0.00002 * units, 0.2);
    expectRelative(found.price, 145.6, 1e-14);
    expectRelative(found.debtPrice, 1.1145, 1e-14);
    expectRelative(found.badDebt, 104.3, 1e-11);
    expect([found.sold, found.bought, found.iterations]).toEqual([45, 5725, 2]);
  });

  test("behavior: without a rise it is the cascade that sells all collateral", () => {
    const accounts = fc.array(
      fc.record({
        owner: fc.constant("o"),
        collateral: fc.record({ eth: fc.integer({ min: 1, max: 40 }), btc: fc.integer({ min: 0, max: 20 }) }),
        debt: fc.record({ usd: fc.integer({ min: 1, max: 6000 }) }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(accounts, fc.integer({ min: 0, max: 90 }), (book, percent) => {
        const found = run(book, () => 1, percent / 100);
        const positions = book.map(({ collateral, debt }) => ({
          ...{ units: collateral.eth, saleWorth: null },
          trigger: Math.max(0, (debt.usd - collateral.btc * 80) / (collateral.eth * 0.8)),
        }));
        const lines = book.map(({ collateral, debt }) => ({
          equityUnits: collateral.eth,
          netDebt: debt.usd - collateral.btc * 100,
        }));
        const expected = cascade({
          ...{ supply: supplyCurve(positions), losses: lossCurve(lines), impact, price: 200 },
          shock: percent / 100,
        });
        expectRelative(found.price, expected.price, 1e-12);
        expect(Math.abs(found.badDebt - expected.badDebt)).toBeLessThan(1e-6);
        const spiral = run(book, (units) => 1 + units / 1e5, percent / 100);
        expect(spiral.price).toBeLessThanOrEqual(found.price + 1e-9);
        expect(spiral.badDebt).toBeGreaterThanOrEqual(found.badDebt - 1e-6);
      }),
    );
  });

  test("error: InvalidRequestError for a shock above 1", () => {
    expect(() => run(FOUR, () => 1, 1.1)).toThrow(InvalidRequestError);
  });
});

describe("purchaseRise", () => {
  // 200 of 1000 bought without a fee: (1000/800)² = 1.5625. With 1 %: y' = 1 + 200/(800 · 0.99), x' = 0.8: 1.2525…/0.8 = 1.56565…
  test("behavior: a pool by hand, which runs dry", () => {
    const pool = (feePpm: number) => purchaseRise({ kind: "CONSTANT_PRODUCT", reserve: 1000, feePpm });
    expectRelative(pool(0)(200), 1.5625, 1e-14);
    expectRelative(pool(10_000)(200), (1 + 200 / 792) / 0.8, 1e-14);
    expect(pool(0)(1000)).toBe(Number.POSITIVE_INFINITY);
    expect(purchaseRise({ kind: "LINEAR", perUnit: 0.001, most: 0.5 }, 2)(100)).toBe(1.05);
  });
});
