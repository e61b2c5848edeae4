import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { badDebtWorth, dustAmount } from "../../../api/solvency/bad-debt-worth.ts";
import type { Book } from "../../../api/solvency/book.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { madeBook, madePrice } from "../../support/made-book.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;
const PRICES = [madePrice("weth", 200_000_000_000n), madePrice("usdc", 99_000_000n)];
const SINCE: Readonly<Record<string, bigint>> = { aweth: 500n, busdc: 300n };

function worthOf(book: Book, dust = 100n) {
  const account = new UnitOfAccount(
    book,
    book.deficits.map(({ asset }) => asset),
    null,
  );
  return badDebtWorth(book, {
    account,
    dustFloor: rational(dust),
    maxPriceAge: null,
    sinceOf: (deficit) => SINCE[deficit] ?? null,
  });
}

// By hand, WETH at 2,000 and USDC at 0.99: 10 WETH created, of which 4 paid, 1 socialised, 2 given up, so 3 open;
// 50 USDC (49.50 dollars) created and open.
const DEFICITS = [
  {
    market: "a",
    asset: "weth",
    created: 10n * WETH,
    covered: 4n * WETH,
    socialised: WETH,
    writtenOff: 2n * WETH,
    open: 3n * WETH,
    pending: WETH,
  },
  { market: "b", asset: "usdc", created: 50n * USDC, open: 50n * USDC },
];

describe("badDebtWorth", () => {
  const book = madeBook({ assets: { weth: 18, usdc: 6 }, prices: PRICES, deficits: DEFICITS });

  test("default", () => {
    const { total, aboveDust, undecided } = worthOf(book);
    const values = Object.fromEntries(
      Object.entries(total).flatMap(([name, part]) =>
        part !== null && typeof part === "object" ? [[name, toValuation(part).value]] : [],
      ),
    );
    expect(values).toEqual({
      open: "6049.5",
      pending: "2000",
      created: "20049.5",
      covered: "8000",
      socialised: "2000",
      writtenOff: "4000",
      residual: "0",
    });
    expect([total.deficits, total.oldestOpenSince, undecided]).toEqual([2, 300n, 0]);
    expect([aboveDust.deficits, toValuation(aboveDust.open).value, aboveDust.oldestOpenSince]).toEqual([
      1,
      "6000",
      500n,
    ]);
  });

  test("behavior: one asset alone is its own unit, and without a price nothing is dust", () => {
    const [, usdc] = DEFICITS;
    const alone = madeBook({ assets: { usdc: 6 }, deficits: usdc === undefined ? [] : [usdc] });
    const { total, aboveDust, undecided } = worthOf(alone);
    expect(toValuation(total.open)).toMatchObject({ value: "50", quote: "usdc", status: "OK" });
    expect([aboveDust.deficits, undecided]).toEqual([1, 1]);
  });

  test("behavior: what has no price is left out of the sum and named", () => {
    const { total } = worthOf(
      madeBook({ assets: { weth: 18, usdc: 6 }, prices: PRICES.slice(0, 1), deficits: DEFICITS }),
    );
    expect(toValuation(total.open)).toMatchObject({ value: "6000", status: "PARTIAL_COVERAGE" });
  });

  test("behavior: no deficit is zero and has no age", () => {
    const { total } = worthOf(madeBook({}));
    expect(toValuation(total.open)).toMatchObject({ value: "0", status: "OK" });
    expect([total.deficits, total.oldestOpenSince]).toEqual([0, null]);
  });

  test("behavior: a ledger that contradicts itself shows in the residual", () => {
    const wrong = [{ market: "a", asset: "weth", created: WETH, open: 2n * WETH }];
    expect(
      toValuation(worthOf(madeBook({ assets: { weth: 18 }, deficits: wrong })).total.residual).value,
    ).toBe("1");
  });

  test("behavior: k more decimals of every asset change nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.bigInt({ min: 0n, max: 10n ** 24n }), (k, open) => {
        const at = (extra: number) => {
          const factor = 10n ** BigInt(extra);
          const deficits = [
            { market: "a", asset: "weth", created: open * factor, open: open * factor },
            { market: "b", asset: "usdc", created: USDC * factor, open: USDC * factor },
          ];
          const assets = { weth: 18 + extra, usdc: 6 + extra };
          const { total, aboveDust } = worthOf(madeBook({ assets, prices: PRICES, deficits }));
          return [toValuation(total.open), aboveDust.deficits];
        };
        expect(at(k)).toEqual(at(0));
      }),
    );
  });
});

describe("dustAmount", () => {
  // 100 dollars at 0.99 are 101.0101... USDC: the smallest amount that reaches them is 101.010102.
  test("default: rounded up, zero without a price", () => {
    const book = madeBook({ assets: { weth: 18, usdc: 6, dai: 18 }, prices: PRICES });
    const options = { dustFloor: rational(100n), maxPriceAge: null };
    expect(dustAmount(book, "usdc", options)).toBe(101_010_102n);
    expect(dustAmount(book, "weth", options)).toBe(WETH / 20n);
    expect(dustAmount(book, "dai", options)).toBe(0n);
  });
});
