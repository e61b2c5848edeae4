import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { multiplyRational, rational, toDecimal } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { compoundedHaircut } from "../../../api/solvency/compounded-haircut.ts";
import { gini } from "../../../api/solvency/gini.ts";
import { redistributions } from "../../../api/solvency/redistribution.ts";
import {
  eventHaircuts,
  type SocialisedEvent,
  socialisedLosses,
  totalSocialisedLoss,
} from "../../../api/solvency/socialised-loss.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { madeBook, madePrice } from "../../support/made-book.ts";

function event(amount: bigint, claimsBefore: bigint | null, market = "m", asset = "usdc"): SocialisedEvent {
  return { id: `${market}${amount}`, market, asset, amount, claimsBefore };
}

describe("eventHaircuts", () => {
  // Morpho docs: each lender loses badDebtAssets / totalSupplyAssets. 12,345 of 1,000,000 is 1.2345 %.
  test("default", () => {
    expect(eventHaircuts([event(12_345n, 1_000_000n)])[0]?.haircut).toMatchObject({
      value: "0.012345",
      numerator: "12345",
      denominator: "1000000",
      status: "OK",
    });
  });

  test("behavior: claims that are zero, unknown or too small", () => {
    const flaws = eventHaircuts([event(5n, 0n), event(5n, null), event(5n, 4n)]).map(({ haircut }) => [
      haircut.value,
      haircut.status,
    ]);
    expect(flaws).toEqual([
      [null, "ZERO_DENOMINATOR"],
      [null, "NO_DATA"],
      [null, "PARTIAL_COVERAGE"],
    ]);
  });
});

describe("socialisedLosses", () => {
  // By hand: 10 of 100 and then 9 of 90 leave 0.9 × 0.9 = 81 of 100: 19 % in all, 10 % at most at once.
  test("default", () => {
    const [first, second] = socialisedLosses([event(10n, 100n), event(7n, 70n, "n", "weth"), event(9n, 90n)]);
    expect(first).toMatchObject({
      market: "m",
      loss: 19n,
      events: 2,
      largestHaircut: { value: "0.1" },
      compoundedHaircut: { value: "0.19", cuts: 2, known: 2, status: "OK" },
    });
    expect(second).toMatchObject({ market: "n", asset: "weth", loss: 7n });
  });

  test("behavior: the largest haircut is of the known ones", () => {
    const [market] = socialisedLosses([event(9n, null), event(1n, 10n), event(3n, 10n), event(8n, 0n)]);
    expect(market?.largestHaircut.value).toBe("0.3");
    expect(market?.compoundedHaircut).toMatchObject({ value: "0.37", status: "PARTIAL_COVERAGE", known: 2 });
  });

  // 2 USDC at 0.5 dollars and 1 WETH at 2,000.
  test("behavior: losses of several assets are added in dollars", () => {
    const book = madeBook({
      assets: { usdc: 6, weth: 18 },
      prices: [madePrice("usdc", 50_000_000n), madePrice("weth", 200_000_000_000n)],
    });
    const markets = socialisedLosses([event(2_000_000n, null), event(10n ** 18n, null, "n", "weth")]);
    const account = new UnitOfAccount(book, ["usdc", "weth"], null);
    expect(toValuation(totalSocialisedLoss(markets, account)).value).toBe("2001");
  });
});

const CUT = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 24n }), fc.bigInt({ min: 0n, max: 10n ** 24n }))
  .map(([claims, loss]) => ({ claims, loss: loss % (claims + 1n) }));

describe("compoundedHaircut", () => {
  test("behavior: no cut is zero, none known is no value", () => {
    expect(compoundedHaircut([])).toMatchObject({ value: "0", status: "OK" });
    expect(compoundedHaircut([{ loss: 1n, claims: null }])).toMatchObject({ value: null, status: "NO_DATA" });
  });

  test("behavior: what is left is the product of what each cut leaves, in any order", () => {
    fc.assert(
      fc.property(fc.array(CUT, { maxLength: 20 }), (cuts) => {
        const left = cuts.reduce(
          (product, { loss, claims }) => multiplyRational(product, rational(claims - loss, claims)),
          rational(1n),
        );
        const expected = toDecimal(rational(left.denominator - left.numerator, left.denominator));
        expect(compoundedHaircut(cuts).value).toBe(expected);
        expect(compoundedHaircut([...cuts].reverse()).value).toBe(expected);
      }),
    );
  });

  test("behavior: one scale for losses and claims changes nothing", () => {
    fc.assert(
      fc.property(fc.array(CUT, { maxLength: 8 }), fc.integer({ min: 0, max: 30 }), (cuts, k) => {
        const factor = 10n ** BigInt(k);
        const scaledUp = cuts.map(({ loss, claims }) => ({ loss: loss * factor, claims: claims * factor }));
        expect(compoundedHaircut(scaledUp)).toEqual(compoundedHaircut(cuts));
      }),
    );
  });
});

describe("gini", () => {
  // By hand: |1 − 3| twice = 4, over 2 × 2 × 4 = 16; and (0, 0, 0, 1): 6 / (2 × 4 × 1) = 3/4.
  test("default", () => {
    expect(gini([3n, 1n], "claimants")).toMatchObject({ value: "0.25", status: "OK" });
    expect(gini([0n, 0n, 1n, 0n], "claimants").value).toBe("0.75");
    expect(gini([7n, 7n, 7n], "claimants").value).toBe("0");
  });

  test("behavior: nobody and nothing", () => {
    expect(gini([], "claimants")).toMatchObject({ value: null, status: "NO_DATA" });
    expect(gini([0n, 0n], "claimants")).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
  });

  test("behavior: equals the sum over all pairs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { minLength: 1, maxLength: 15 }),
        (values) => {
          const total = values.reduce((sum, value) => sum + value, 0n);
          fc.pre(total > 0n);
          const pairs = values.reduce(
            (sum, a) => values.reduce((inner, b) => inner + (a < b ? b - a : a - b), sum),
            0n,
          );
          const n = BigInt(values.length);
          expect(gini(values, "x").value).toBe(toDecimal(rational(pairs, 2n * n * total)));
        },
      ),
    );
  });
});

describe("redistributions", () => {
  // By hand: 50, 100 and 150 of 300: (−2 × 50 + 2 × 150) / (3 × 300) = 2/9; 250 of 300 without the defaulter's 50.
  test("default", () => {
    const taken = [
      { market: "t", account: "alice", amount: 50n, isDefaulter: true },
      { market: "t", account: "bob", amount: 100n, isDefaulter: false },
      { market: "t", account: "carol", amount: 150n, isDefaulter: false },
    ];
    expect(redistributions([{ market: "t", amount: 320n }], taken)).toMatchObject([
      {
        market: "t",
        redistributed: 320n,
        takenOver: 300n,
        claimants: 3,
        gini: { value: "0.222222222222222222" },
        borneByNonDefaulters: { value: "0.833333333333333333" },
      },
    ]);
  });

  test("behavior: debt that nobody has taken up yet", () => {
    expect(redistributions([{ market: "t", amount: 320n }], [])).toMatchObject([
      {
        takenOver: 0n,
        claimants: 0,
        gini: { status: "NO_DATA" },
        borneByNonDefaulters: { status: "NO_DATA" },
      },
    ]);
  });
});
