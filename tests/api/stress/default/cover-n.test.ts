import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDouble } from "../../../../api/domain/to-double.ts";
import { toValuation } from "../../../../api/domain/worth.ts";
import { BookJudge } from "../../../../api/stress/book/book-judge.ts";
import { coverN } from "../../../../api/stress/default/cover-n.ts";
import { type MadeAccount, madeStressBook } from "../../../support/stress-book.ts";
import { expectRelative } from "../../stats/expect-relative.ts";

const ANN = `0x${"a".repeat(40)}`;
const BOB = `0x${"b".repeat(40)}`;
const PRICES = { eth: 200, usd: 1, btc: 1000 };
/** At 200 nobody lacks anything; at 100: Ann 400 and 100, Bob 250, number 7 50. */
const ACCOUNTS: MadeAccount[] = [
  { owner: ANN, collateral: { eth: 10 }, debt: { usd: 1400 } },
  { owner: BOB, collateral: { eth: 5 }, debt: { usd: 750 } },
  { owner: ANN, collateral: { eth: 10, btc: 0.5 }, debt: { usd: 1600 } },
  { owner: "7", collateral: { eth: 1 }, debt: { usd: 150 } },
];
const HALF = new Map([["eth", -5000]]);

describe("coverN", () => {
  // At 100: 1400 − 1000 = 400; 750 − 500 = 250; 1600 − 1000 − 500 = 100; 150 − 100 = 50. Two largest 650; by owner Ann 500 + Bob 250 = 750.
  // Effective: 800²/(400² + 250² + 100² + 50²) = 640000/235000; by owner 640000/(500² + 250² + 50²) = 640000/315000.
  test("default", () => {
    const book = madeStressBook(PRICES, ACCOUNTS, [{ holds: { usd: 700 } }]);
    const { byAccount, byOwner, resources, numbered } = coverN(book, { n: 2, shocks: HALF });
    expect(toValuation(byAccount.loss).exact).toBe("650");
    expect(byAccount.largest.map(({ owner, loss }) => [owner, toValuation(loss).exact])).toEqual([
      [ANN, "400"],
      [BOB, "250"],
    ]);
    expect(byAccount.coverage.value).toBe("1.076923076923076923");
    expect(byAccount.depth).toBe(2);
    expect(byAccount.effectiveObligors.value).toBe("2.723404255319148936");
    expect(toValuation(byOwner.loss).exact).toBe("750");
    expect(byOwner.depth).toBe(1);
    expect(byOwner.effectiveObligors.value).toBe("2.031746031746031746");
    expect(toValuation(resources).exact).toBe("700");
    expect(numbered).toBe(1);
  });

  // eth at zero: 1400 + 750 + (1600 − 500) + 150 = 3400; btc at zero at most 100 with eth halved: 400 + 250 + 600 + 50. Both: 3900.
  test("behavior: collaterals that lose all value", () => {
    const book = madeStressBook(PRICES, ACCOUNTS, [{ holds: { usd: 100, eth: 1 } }]);
    const one = coverN(book, { n: 1, shocks: HALF }).byCollateral;
    expect([one.assets, toValuation(one.loss).exact]).toEqual([["eth"], "3400"]);
    expect(one.coverage.numerator).toBe("100");
    const two = coverN(book, { n: 2, shocks: new Map() }).byCollateral;
    expect([two.assets, toValuation(two.loss).exact]).toEqual([["eth", "btc"], "3900"]);
  });

  test("behavior: fewer than N, nobody, and enough for all", () => {
    const book = madeStressBook(PRICES, ACCOUNTS, [{ holds: { usd: 800 } }]);
    const { byAccount } = coverN(book, { n: 3, shocks: HALF });
    expect(byAccount.depth).toBe(4);
    const calm = coverN(book, { n: 2, shocks: new Map() }).byAccount;
    expect(toValuation(calm.loss).exact).toBe("0");
    expect(calm).toMatchObject({ obligors: 0, depth: 0, largest: [] });
    expect(calm.coverage.status).toBe("ZERO_DENOMINATOR");
    expect(calm.effectiveObligors.status).toBe("ZERO_DENOMINATOR");
  });

  test("behavior: an account without a price is left out and told", () => {
    const priceless = madeStressBook(PRICES, ACCOUNTS);
    const factors = priceless.factors.map((factor) =>
      factor.asset === "btc" ? { ...factor, price: null, exactPrice: null, reason: "No feed." } : factor,
    );
    const found = coverN({ ...priceless, factors }, { n: 1, shocks: HALF });
    expect(found).toMatchObject({ valued: 3, unvalued: 1 });
    expect(found.byAccount.loss.status).toBe("PARTIAL_COVERAGE");
  });

  const accounts = fc.array(
    fc.record({
      owner: fc.constantFrom(ANN, BOB, "7"),
      collateral: fc.record({ eth: fc.integer({ min: 0, max: 100 }), btc: fc.integer({ min: 0, max: 9 }) }),
      debt: fc.record({ usd: fc.integer({ min: 1, max: 30_000 }) }),
    }),
    { maxLength: 20 },
  );

  test("behavior: all obligors together lack what the book lacks, and N adds up monotonically", () => {
    fc.assert(
      fc.property(accounts, fc.integer({ min: -10_000, max: 0 }), (book, bps) => {
        const made = madeStressBook(PRICES, book, [{ holds: { usd: 5000 } }]);
        const at = (n: number) => coverN(made, { n, shocks: new Map([["eth", bps]]) });
        const [one, two, all] = [at(1), at(2), at(100)];
        const amount = (loss: { amount: unknown }) => toDouble(loss.amount as never);
        expect(amount(one.byAccount.loss)).toBeLessThanOrEqual(amount(two.byAccount.loss));
        expect(amount(two.byAccount.loss)).toBeLessThanOrEqual(amount(two.byOwner.loss) + 1e-9);
        expect(amount(all.byAccount.loss)).toBe(amount(all.byOwner.loss));
        const { totalLoss } = new BookJudge(made).judge([1 + bps / 10_000, 1, 1]);
        expectRelative(totalLoss, amount(all.byAccount.loss), 1e-9);
        expect(amount(one.byCollateral.loss)).toBeGreaterThanOrEqual(amount(all.byAccount.loss));
      }),
    );
  });
});
