// Dollar gammas and repriced returns by mpmath at 50 digits: tests/oracles/cascade-and-reverse.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dollarGamma,
  gammaAmplification,
  type HedgedOption,
  repricedReturn,
} from "../../../../api/stress/cascade/gamma-shock.ts";
import oracle from "../../../oracles/cascade-and-reverse.json" with { type: "json" };
import { expectRelative } from "../../stats/expect-relative.ts";

const SHORT_PUT: HedgedOption = {
  kind: "PUT",
  strike: 1800,
  years: 0.125,
  volatility: 0.75,
  quantity: -1000,
};

describe("gamma shock", () => {
  for (const [at, { options, dollarGamma: gamma, repriced, ...market }] of oracle.gammaShocks.entries()) {
    test(`behavior: book ${at} as mpmath`, () => {
      const book = options as HedgedOption[];
      expectRelative(dollarGamma(book, market.spot), Number(gamma), 1e-12);
      expectRelative(repricedReturn({ ...market, options: book }).value, Number(repriced), 1e-10);
    });
  }

  // Short 2 M US dollars of gamma at 1e-7 a dollar: 1/(1 − 0.2) = 1.25. Long: 1/1.2. At 10 M short the denominator is 0.
  test("behavior: the linear factor by hand", () => {
    expect(gammaAmplification(-2e6, 1e-7, 1).value).toBe(1.25);
    expectRelative(gammaAmplification(2e6, 1e-7, 1).value, 1 / 1.2, 1e-15);
    expect(gammaAmplification(-1e7, 1e-7, 1)).toMatchObject({ value: null, status: "MODEL_DOMAIN" });
  });

  test("behavior: a small move is amplified as the linear factor says", () => {
    const market = { options: [SHORT_PUT], spot: 2000, impactPerUsd: 1e-7, shock: -1e-6 };
    const factor = gammaAmplification(dollarGamma([SHORT_PUT], 2000), 1e-7, 1).value ?? 0;
    expectRelative((repricedReturn(market).value ?? 0) / market.shock, factor, 1e-5);
  });

  test("behavior: hedging that feeds the move without end has no answer", () => {
    const options = [{ ...SHORT_PUT, quantity: -1e9 }];
    const found = repricedReturn({ options, spot: 2000, impactPerUsd: 1e-4, shock: -0.1 });
    expect(found).toMatchObject({ value: null, status: "MODEL_DOMAIN" });
  });

  test("behavior: no impact is the identity; short gamma widens, long gamma dampens", () => {
    const shocks = fc.double({ min: -0.8, max: 0.8, noNaN: true }).filter((shock) => Math.abs(shock) > 1e-3);
    fc.assert(
      fc.property(shocks, fc.double({ min: 1, max: 500, noNaN: true }), (shock, size) => {
        const at = (quantity: number, impactPerUsd: number) =>
          repricedReturn({ options: [{ ...SHORT_PUT, quantity }], spot: 2000, impactPerUsd, shock }).value;
        expect(at(-size, 0)).toBe(shock);
        expect(Math.abs(at(-size, 1e-7) ?? 0)).toBeGreaterThanOrEqual(Math.abs(shock));
        expect(Math.abs(at(size, 1e-7) ?? 0)).toBeLessThanOrEqual(Math.abs(shock));
      }),
    );
  });
});
