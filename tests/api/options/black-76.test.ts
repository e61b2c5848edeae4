// Values by mpmath at 60 digits and by QuantLib: tests/oracles/option-book.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { type BlackTerms, blackPrice, type OptionKind } from "../../../api/options/black-76.ts";
import { blackGreeks } from "../../../api/options/black-greeks.ts";
import { impliedVolatility } from "../../../api/options/implied-volatility.ts";
import oracle from "../../oracles/option-book.json" with { type: "json" };
import { expectRelative } from "../stats/expect-relative.ts";

function termsOf([forward, strike, years, volatility, rate]: readonly number[]): BlackTerms {
  return { forward, strike, years, volatility, rate } as BlackTerms;
}

describe("blackPrice", () => {
  for (const { kind, terms, price, quantlib } of oracle.black) {
    test(`behavior: ${kind} ${terms.join(", ")} is that of mpmath to 1e-12`, () => {
      expectRelative(blackPrice(kind as OptionKind, termsOf(terms)), Number(price), 1e-12);
    });
    test(`behavior: ${kind} ${terms.join(", ")} is that of QuantLib to its own precision`, () => {
      const error = Math.abs(blackPrice(kind as OptionKind, termsOf(terms)) - quantlib.price);
      expect(error).toBeLessThanOrEqual(1e-13 * Math.max(...terms.slice(0, 2)));
    });
  }

  // metrics.md section 5: a put at 20 % of the forward with a week left; by mpmath 1.374742898033986e-48.
  test("behavior: a put worth 1e-48 has all its digits", () => {
    const put = blackPrice("PUT", termsOf([100, 20, 7 / 365, 0.8, 0]));
    expectRelative(put, 1.374742898033986e-48, 1e-12);
  });

  test("behavior: without time or volatility it is the discounted intrinsic value", () => {
    expect(blackPrice("PUT", termsOf([90, 100, 0, 0.8, 0]))).toBe(10);
    expect(blackPrice("PUT", termsOf([90, 100, 1, 0, 0]))).toBe(10);
    expect(blackPrice("PUT", termsOf([110, 100, 1, 0, 0]))).toBe(0);
    expect(blackPrice("CALL", termsOf([100, 100, 1, 0, 0]))).toBe(0);
    expectRelative(blackPrice("CALL", termsOf([120, 100, 2, 0, 0.05])), 20 * Math.exp(-0.1), 1e-15);
  });

  test("error: InvalidRequestError for terms out of range", () => {
    for (const bad of [
      [0, 1, 1, 1, 0],
      [1, 0, 1, 1, 0],
      [1, 1, -1, 1, 0],
      [1, 1, 1, Number.NaN, 0],
      [1, 1, 1, 1, Number.POSITIVE_INFINITY],
    ]) {
      expect(() => blackPrice("PUT", termsOf(bad))).toThrow(InvalidRequestError);
    }
  });
});

describe("blackGreeks", () => {
  for (const { kind, terms, greeks, quantlib } of oracle.black) {
    test(`behavior: ${kind} ${terms.join(", ")}`, () => {
      const found = blackGreeks(kind as OptionKind, termsOf(terms));
      for (const name of ["delta", "gamma", "vega", "theta", "rho"] as const) {
        const value = found?.[name] ?? null;
        expect(value).not.toBeNull();
        const error = Math.abs((value as number) - Number(greeks[name]));
        expect(error, `${name}: ${value}, ${greeks[name]}`).toBeLessThanOrEqual(
          1e-11 * Math.abs(Number(greeks[name])) + 1e-280,
        );
        const scale = Math.max(1, Math.abs(quantlib[name]));
        expect(Math.abs((value as number) - quantlib[name])).toBeLessThanOrEqual(1e-7 * scale);
      }
    });
  }

  test("behavior: without deviation they are the limits, and none exist at the money", () => {
    expect(blackGreeks("PUT", termsOf([90, 100, 0, 0.8, 0]))).toMatchObject({ delta: -1, gamma: 0, vega: 0 });
    expect(blackGreeks("PUT", termsOf([110, 100, 1, 0, 0]))?.delta).toBeCloseTo(0, 15);
    expect(blackGreeks("PUT", termsOf([100, 100, 0, 0.8, 0]))).toBeNull();
  });
});

describe("impliedVolatility", () => {
  for (const [kind, forward, strike, years, rate, price, volatility, quantlib] of oracle.implied) {
    test(`behavior: ${kind} ${forward}, ${strike}, ${years}`, () => {
      const option = { kind, forward, strike, years, rate, price } as Parameters<typeof impliedVolatility>[0];
      const found = impliedVolatility(option);
      expectRelative(found.value, volatility as number, 1e-12);
      expectRelative(found.value, quantlib as number, 1e-6);
    });
  }

  test("error: MODEL_DOMAIN outside the bounds without arbitrage", () => {
    const at = (price: number) =>
      impliedVolatility({ kind: "PUT", forward: 90, strike: 100, years: 1, rate: 0.05, price });
    const discount = Math.exp(-0.05);
    for (const price of [10 * discount * 0.999, 100 * discount * 1.001, Number.NaN]) {
      expect(at(price)).toMatchObject({ value: null, status: "MODEL_DOMAIN" });
    }
    expect(at(12).status).toBe("OK");
    expect(
      impliedVolatility({ kind: "PUT", forward: 90, strike: 100, years: 0, rate: 0, price: 12 }).status,
    ).toBe("MODEL_DOMAIN");
  });
});

describe("properties", () => {
  const terms = fc.record({
    forward: fc.double({ min: 0.5, max: 5000, noNaN: true }),
    moneyness: fc.double({ min: 0.3, max: 3, noNaN: true }),
    years: fc.double({ min: 1e-6, max: 3, noNaN: true }),
    volatility: fc.double({ min: 0.05, max: 3, noNaN: true }),
    rate: fc.double({ min: -0.05, max: 0.2, noNaN: true }),
  });

  test("behavior: put less call is the discounted strike less the forward", () => {
    fc.assert(
      fc.property(terms, ({ forward, moneyness, ...rest }) => {
        const all = { ...rest, forward, strike: forward * moneyness };
        const parity = Math.exp(-all.rate * all.years) * (all.strike - forward);
        const difference = blackPrice("PUT", all) - blackPrice("CALL", all);
        expect(Math.abs(difference - parity)).toBeLessThanOrEqual(1e-13 * (all.strike + forward));
      }),
    );
  });

  test("behavior: the inversion gives the volatility back wherever the price is above 1e-280", () => {
    fc.assert(
      fc.property(terms, ({ forward, moneyness, ...rest }) => {
        const strike = forward * moneyness;
        const all = { ...rest, forward, strike };
        const kind: OptionKind = strike <= forward ? "PUT" : "CALL";
        const price = blackPrice(kind, all);
        // Near its upper bound the price no longer tells the volatility.
        const cap = Math.exp(-all.rate * all.years) * Math.min(strike, forward);
        fc.pre(price > 1e-280 && price < 0.9 * cap);
        expectRelative(impliedVolatility({ kind, price, ...all }).value, all.volatility, 1e-9);
      }),
    );
  });

  test("behavior: a price that is not positive never comes out, nor one above the strike", () => {
    fc.assert(
      fc.property(terms, ({ forward, moneyness, ...rest }) => {
        const all = { ...rest, forward, strike: forward * moneyness, rate: 0 };
        const put = blackPrice("PUT", all);
        expect(put).toBeGreaterThanOrEqual(Math.max(0, all.strike - forward));
        expect(put).toBeLessThanOrEqual(all.strike);
      }),
    );
  });
});
