// Values by QuantLib, mpmath and Panjer's recursion: tests/oracles/option-book.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { earnedPremium, premiumAdequacy } from "../../../api/options/premium-adequacy.ts";
import { redemptionPut } from "../../../api/options/redemption-put.ts";
import { skewGap } from "../../../api/options/skew-gap.ts";
import { skewedValue } from "../../../api/options/skewed-value.ts";
import { flatSmile, givenSmile, volatilityAt } from "../../../api/options/smile.ts";
import {
  realisedVariance,
  stripVariance,
  swapVariance,
  variancePremium,
} from "../../../api/options/variance-swap.ts";
import oracle from "../../oracles/option-book.json" with { type: "json" };
import { expectRelative } from "../stats/expect-relative.ts";

describe("skewGap", () => {
  const years = 30 / 365;
  const smile = givenSmile(years, { a: 0.02, b: 0.12, rho: -0.6, m: 0, sigma: 0.15 }, null);
  const flat = flatSmile(years, volatilityAt(smile, 0), null);
  const putAt = (moneyness: number, premium: number | null) => {
    const terms = { forward: 2000, strike: 2000 * moneyness, years, rate: 0 };
    const [withSkew, atMoney] = [
      skewedValue("PUT", terms, smile).price,
      skewedValue("PUT", terms, flat).price,
    ];
    return { size: 2, withSkew, flat: atMoney, premium };
  };

  // metrics.md M-20: 90 % strike -21 %, 80 % -57 %, 60 % -97.5 %, 50 % -99.9 %.
  test("behavior: the published example", () => {
    const found = [0.9, 0.8, 0.6, 0.5].map(
      (moneyness) => skewGap([putAt(moneyness, null)]).underpricing.value,
    );
    const expected = [0.21, 0.57, 0.975, 0.999];
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i] as number, i < 2 ? 2 : 3);
  });

  // By hand: 2 × (86.848 − 80) and 2 × (50.826 − 60)⁺ = 0; values from metrics.md's vectors.
  test("behavior: the premium gap counts what was sold below its value only", () => {
    const gap = skewGap([putAt(0.9, 80), putAt(0.8, 60)]).premiumGap;
    expect(gap.value).toBeCloseTo(2 * (86.8482054933869 - 80), 8);
    expect(skewGap([putAt(0.9, 80), putAt(0.8, null)]).premiumGap.reason).toMatch(/1 of 2/);
  });

  test("behavior: nothing written, nothing known", () => {
    expect(skewGap([]).underpricing).toMatchObject({ value: null, status: "NO_DATA" });
    expect(skewGap([putAt(0.9, null)]).premiumGap).toMatchObject({ value: null, status: "NO_DATA" });
    expect(skewGap([{ size: 1, withSkew: 0, flat: 0, premium: 1 }]).skewPricingRatio.status).toBe(
      "ZERO_DENOMINATOR",
    );
  });
});

describe("redemptionPut", () => {
  for (const [ratio, volatility, years, value] of oracle.redemption) {
    test(`behavior: ${ratio}, ${volatility}, ${years}`, () => {
      const terms = { collateralRatio: Number(ratio), volatility: Number(volatility), years: Number(years) };
      const found = redemptionPut({ ...terms, claims: 1e6, feeRate: 0.02 });
      expectRelative(found.put.value, Number(value), 1e-12);
      expectRelative(found.liability.value, Number(value) * 1e6, 1e-12);
      expectRelative(found.feeCoverage.value, (0.02 * terms.years) / Number(value), 1e-12);
    });
  }

  test("behavior: the ends of the domain", () => {
    const base = { collateralRatio: 0, volatility: 0.5, years: 1, claims: 10, feeRate: null };
    expect(redemptionPut(base)).toMatchObject({
      put: { value: 1 },
      liability: { value: 10 },
      feeCoverage: { status: "NO_DATA" },
    });
    expect(redemptionPut({ ...base, collateralRatio: -1 }).put.status).toBe("MODEL_DOMAIN");
    expect(redemptionPut({ ...base, collateralRatio: 2, volatility: 0, feeRate: 1 }).feeCoverage.status).toBe(
      "ZERO_DENOMINATOR",
    );
  });
});

describe("variance", () => {
  test("behavior: a strip of 15 quotes is that of plain Python", () => {
    const { strikes, prices, variance, ...terms } = oracle.strip;
    const quotes = strikes.map((strike, i) => ({ strike, price: prices[i] as number }));
    expectRelative(stripVariance(quotes, terms).value, variance, 1e-13);
    expect(stripVariance(quotes.slice(-3), terms).status).toBe("INSUFFICIENT_DATA");
    expect(stripVariance(quotes.slice(0, 1), terms).status).toBe("INSUFFICIENT_DATA");
  });

  // 20 returns of 5 %: 365 × 0.0025 = 0.9125.
  test("behavior: realised variance and the premium over it", () => {
    const realised = realisedVariance(new Array<number>(20).fill(0.05));
    expect(realised.value).toBeCloseTo(0.9125, 14);
    expect(variancePremium(swapVariance(flatSmile(0.1, 1, null)), realised).value).toBeCloseTo(0.0875, 8);
    expect(realisedVariance([0.01]).status).toBe("INSUFFICIENT_DATA");
    expect(variancePremium(swapVariance(flatSmile(0.1, 1, null)), realisedVariance([])).status).toBe(
      "NO_DATA",
    );
  });
});

describe("premiumAdequacy", () => {
  const settings = { capitalCharge: 0.06, level: 0.99, confidence: 0.95, replicates: 20_000, seed: 7n };
  const year = 31_536_000n;
  const window = { from: 0n, to: year };
  const policies = [{ premium: 100n, from: 0n, to: year, expiry: year }];

  // Half of its life lies in the window; an option that ends early has earned all.
  test("behavior: premium is earned over the life", () => {
    const life = { premium: 101n, from: 0n, to: 10n, expiry: 10n };
    expect(earnedPremium(life, { from: 0n, to: 5n })).toBe(50n);
    expect(earnedPremium(life, { from: 5n, to: 20n })).toBe(51n);
    expect(earnedPremium({ ...life, to: 4n }, { from: 0n, to: 5n })).toBe(101n);
    expect(earnedPremium({ ...life, expiry: null }, { from: 0n, to: 5n })).toBe(0n);
    expect(earnedPremium(life, { from: 20n, to: 30n })).toBe(0n);
  });

  test("behavior: windows that follow one another earn the whole premium", () => {
    const instant = fc.bigInt({ min: 0n, max: 1000n });
    fc.assert(
      fc.property(instant, instant, instant, instant, (from, life, end, cut) => {
        const policy = { premium: 12_345n, from, to: from + end, expiry: from + life };
        const first = earnedPremium(policy, { from: 0n, to: cut });
        const second = earnedPremium(policy, { from: cut, to: 5000n });
        expect(first + second).toBe(12_345n);
        expect(first).toBeGreaterThanOrEqual(0n);
      }),
    );
  });

  test("behavior: totals are those of the exact compound distribution", () => {
    const { claims, mean, shortfall, lower, upper } = oracle.panjer;
    const found = premiumAdequacy({ policies, claims: claims.map(BigInt), costs: 23n, window }, settings, 0);
    expect(found.expectedClaims.value).toBeCloseTo(mean, 6);
    expectRelative(found.expectedShortfall.value, shortfall, 0.02);
    expectRelative(found.expectedClaims.interval?.lower ?? null, lower, 0.05);
    expectRelative(found.expectedClaims.interval?.upper ?? null, upper, 0.03);
    // 77 claims paid for 100 earned: 0.77; with costs of 23: 1. Capital at 6 % on (ES − EL).
    expect([found.lossRatio.value, found.combinedRatio.value]).toEqual(["0.77", "1"]);
    expectRelative(found.adequacy.value, 100 / (77 + 0.06 * (shortfall - 77)), 0.005);
    expect(found.claimRate.value).toBeCloseTo(12, 12);
  });

  test("behavior: the same seed gives the same numbers, another seed others", () => {
    const book = { policies, claims: oracle.panjer.claims.map(BigInt), costs: 0n, window };
    const once = premiumAdequacy(book, settings, 0);
    expect(premiumAdequacy(book, settings, 0)).toEqual(once);
    expect(premiumAdequacy(book, { ...settings, seed: 8n }, 0).expectedShortfall).not.toEqual(
      once.expectedShortfall,
    );
  });

  // Garwood at no event: χ²(0.975; 2)/2 = 3.689 (metrics.md M-24).
  test("behavior: no claim still has a bound on their rate", () => {
    const found = premiumAdequacy({ policies, claims: [], costs: 0n, window }, settings, 0);
    expect(found.claimRate.interval?.upper).toBeCloseTo(3.6888794541139354, 10);
    expect(found.adequacy).toMatchObject({ value: null, status: "NO_DATA" });
    expect(found.lossRatio.value).toBe("0");
  });

  test("behavior: nothing earned has no ratio", () => {
    const found = premiumAdequacy({ policies: [], claims: [5n], costs: 0n, window }, settings, 0);
    expect(found.lossRatio).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(found.expectedClaims.status).toBe("INSUFFICIENT_DATA");
  });
});
