// Values by mpmath and SciPy: tests/oracles/option-book.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkButterfly, durrleman } from "../../../api/options/butterfly.ts";
import { checkCalendar } from "../../../api/options/calendar.ts";
import { drain } from "../../../api/options/drain.ts";
import { densityAt, skewedValue } from "../../../api/options/skewed-value.ts";
import { fitSmiles, flatSmile, givenSmile, volatilityAt } from "../../../api/options/smile.ts";
import { type RawSvi, sviPoint } from "../../../api/options/svi.ts";
import { fitSvi } from "../../../api/options/svi-fit.ts";
import { swapVariance } from "../../../api/options/variance-swap.ts";
import oracle from "../../oracles/option-book.json" with { type: "json" };
import { expectRelative } from "../stats/expect-relative.ts";

function sviOf([a, b, rho, m, sigma]: readonly number[]): RawSvi {
  return { a, b, rho, m, sigma } as RawSvi;
}

/** Smiles without butterfly arbitrage, of moderate size. */
const smiles = fc
  .record({
    a: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    b: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    rho: fc.double({ min: -0.8, max: 0.8, noNaN: true }),
    m: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    sigma: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
  })
  .filter((svi) => checkButterfly(svi).isFree);

describe("values under a smile", () => {
  for (const { svi, forward, years, rows, swapVariance: expected } of oracle.smiles) {
    for (const row of rows) {
      test(`behavior: ${svi.join(", ")} at ${row.moneyness}`, () => {
        const smile = givenSmile(years, sviOf(svi), null);
        const terms = { forward, strike: forward * row.moneyness, years, rate: 0 };
        const value = skewedValue("PUT", terms, smile);
        expectRelative(value.price, Number(row.put), 1e-11);
        expectRelative(value.exerciseProbability, Number(row.exerciseProbability), 1e-10);
        expectRelative(densityAt(terms, smile), Number(row.density), 1e-9);
        const k = Math.log(row.moneyness);
        expectRelative(durrleman(sviPoint(sviOf(svi), k), k), Number(row.g), 1e-11);
        expect(Math.abs((value.stickyDelta as number) - Number(row.stickyDelta))).toBeLessThanOrEqual(
          1e-10 * Math.max(1e-3, Math.abs(Number(row.stickyDelta))),
        );
        const flat = flatSmile(years, volatilityAt(smile, 0), null);
        expectRelative(skewedValue("PUT", terms, flat).price, Number(row.flat), 1e-11);
      });
    }
    test(`behavior: ${svi.join(", ")} as a variance swap`, () => {
      expectRelative(swapVariance(givenSmile(years, sviOf(svi), null)).value, Number(expected), 1e-7);
    });
  }

  test("behavior: the probabilities of put and call add up to 1", () => {
    const { svi, forward, years } = oracle.smiles[0] as (typeof oracle.smiles)[number];
    const smile = givenSmile(years, sviOf(svi), null);
    const terms = { forward, strike: forward * 0.9, years, rate: 0.03 };
    const sum =
      skewedValue("PUT", terms, smile).exerciseProbability +
      skewedValue("CALL", terms, smile).exerciseProbability;
    expect(sum).toBeCloseTo(1, 14);
  });

  test("behavior: a flat smile's variance swap is the flat variance", () => {
    expectRelative(swapVariance(flatSmile(30 / 365, 0.8, null)).value, 0.64, 1e-9);
    expectRelative(swapVariance(flatSmile(1, 2, null)).value, 4, 1e-9);
  });

  test("behavior: puts grow with the strike and bend upwards, and so in the density", () => {
    fc.assert(
      fc.property(smiles, fc.double({ min: -1, max: 1, noNaN: true }), (svi, k) => {
        const smile = givenSmile(0.5, svi, null);
        const width = 0.01;
        const strikes = [Math.exp(k - width), Math.exp(k), Math.exp(k + width)];
        const put = (strike: number) =>
          skewedValue("PUT", { forward: 1, strike, years: 0.5, rate: 0 }, smile).price;
        const [low, middle, high] = strikes.map(put) as [number, number, number];
        const [a, b, c] = strikes as [number, number, number];
        expect(high).toBeGreaterThanOrEqual(middle);
        expect(middle).toBeGreaterThanOrEqual(low);
        const slopes = [(middle - low) / (b - a), (high - middle) / (c - b)] as [number, number];
        expect(slopes[1] - slopes[0]).toBeGreaterThanOrEqual(-1e-12);
        expect(densityAt({ forward: 1, strike: b, years: 0.5, rate: 0 }, smile)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("behavior: the density integrates to 1 and its mean is the forward", () => {
    fc.assert(
      fc.property(smiles, (svi) => {
        const smile = givenSmile(0.5, svi, null);
        // Wings that fall slower than the strike rises have mass beyond any grid; the bound of the domain keeps them thin.
        fc.pre(svi.b * (1 + Math.abs(svi.rho)) < 0.4);
        const step = 0.002;
        let mass = 0;
        let mean = 0;
        for (let k = -24; k <= 24; k += step) {
          const strike = Math.exp(k);
          const density = densityAt({ forward: 1, strike, years: 0.5, rate: 0 }, smile);
          mass += density * strike * step;
          mean += density * strike * strike * step;
        }
        expect(mass).toBeCloseTo(1, 6);
        expect(mean).toBeCloseTo(1, 5);
      }),
      { numRuns: 20 },
    );
  });
});

describe("checks", () => {
  // Axel Vogt's example in Gatheral and Jacquier 2014: min g = -.0329 at k = .879; more digits by mpmath.
  test("behavior: the published bad case is found", () => {
    const { svi, at, lowest } = oracle.vogt;
    const found = checkButterfly(sviOf(svi));
    expect(found.isFree).toBe(false);
    expectRelative(found.at, Number(at), 1e-6);
    expectRelative(found.lowest, Number(lowest), 1e-10);
    expect(found.lowest).toBeCloseTo(-0.0329, 4);
    expect(found.at).toBeCloseTo(0.879, 3);
  });

  test("behavior: wings above Lee's bound are not free", () => {
    expect(checkButterfly({ a: 0.1, b: 1.5, rho: -0.5, m: 0, sigma: 0.5 })).toMatchObject({
      isFree: false,
      steepestWing: 2.25,
    });
  });

  // w grows from 0.04 to 0.05 at the money and falls in the lower wing, where the slopes are 0.3 and 0.1.
  test("behavior: a later smile below an earlier one is found", () => {
    const earlier: RawSvi = { a: 0.02, b: 0.2, rho: -0.5, m: 0, sigma: 0.1 };
    const later: RawSvi = { a: 0.04, b: 0.1, rho: 0, m: 0, sigma: 0.1 };
    expect(checkCalendar(earlier, later).isFree).toBe(false);
    expect(checkCalendar(earlier, { ...earlier, a: 0.03 }).isFree).toBe(true);
    expect(checkCalendar(earlier, earlier)).toMatchObject({ lowest: 0, isFree: true });
  });
});

describe("fitSvi", () => {
  for (const { k, variance, weight, cost } of oracle.fits) {
    test(`behavior: ${k.length} noisy points fit no worse than by SciPy in five parameters`, () => {
      const fit = drain(fitSvi(k.map((at, i) => ({ k: at, variance: variance[i] as number, weight }))));
      expect(fit?.cost).toBeLessThanOrEqual(cost * (1 + 1e-6));
    });
  }

  test("behavior: exact points give the parameters back", () => {
    const svi: RawSvi = { a: 0.02, b: 0.12, rho: -0.6, m: 0.01, sigma: 0.15 };
    const quotes = [-0.7, -0.5, -0.3, -0.15, 0, 0.1, 0.25, 0.4].map((k) => ({
      k,
      variance: sviPoint(svi, k).variance,
      weight: 1,
    }));
    const found = drain(fitSvi(quotes))?.svi as RawSvi;
    for (const name of ["a", "b", "rho", "m", "sigma"] as const)
      expect(found[name]).toBeCloseTo(svi[name], 7);
  });

  test("behavior: four strikes are too few", () => {
    expect(drain(fitSvi([0, 0.1, 0.2, 0.3].map((k) => ({ k, variance: 0.04, weight: 1 }))))).toBeNull();
  });
});

describe("fitSmiles", () => {
  const quote = (k: number, volatility: number) => ({ k, volatility, halfSpread: null });

  test("behavior: quotes with butterfly arbitrage give a smile without", () => {
    const svi = sviOf(oracle.vogt.svi);
    const quotes = Array.from({ length: 25 }, (_, i) => -1.2 + i * 0.1).map((k) =>
      quote(k, Math.sqrt(sviPoint(svi, k).variance)),
    );
    const [smile] = fitSmiles([{ years: 1, quotes }]);
    expect(smile).toMatchObject({
      model: "SVI",
      status: "OK",
      calendarFree: true,
      butterfly: { isFree: true },
    });
    expect(smile?.rmse).toBeLessThan(0.01);
  });

  test("behavior: quotes with calendar arbitrage give smiles without", () => {
    const at = (years: number, level: number) => ({
      years,
      quotes: [-0.4, -0.2, -0.1, 0, 0.1, 0.2, 0.4].map((k) => quote(k, level + 0.3 * k * k)),
    });
    const smiles = fitSmiles([at(0.1, 0.9), at(0.12, 0.7), at(0.5, 0.8)]);
    expect(smiles.map(({ calendarFree, butterfly }) => [calendarFree, butterfly.isFree])).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
  });

  test("behavior: whatever the quotes, five strikes end without arbitrage", () => {
    const quotes = fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(quotes, quotes, (first, second) => {
        const ofExpiry = (years: number, volatilities: readonly number[]) => ({
          years,
          quotes: volatilities.map((volatility, i) => quote(-0.6 + 0.2 * i, volatility)),
        });
        for (const { model, butterfly, calendarFree } of fitSmiles([
          ofExpiry(0.05, first),
          ofExpiry(0.1, second),
        ])) {
          expect([model, butterfly.isFree, calendarFree]).toEqual(["SVI", true, true]);
        }
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  // Volatilities of 20 % and 200 % in turn: total variance would have to bend back and forth within a fifth.
  test("behavior: quotes that contradict each other are told", () => {
    const [smile] = fitSmiles([
      {
        years: 0.1,
        quotes: [0.2, 2, 0.2, 2, 0.2, 2, 0.2].map((volatility, i) => quote(-0.6 + 0.2 * i, volatility)),
      },
    ]);
    expect(smile).toMatchObject({ model: "SVI", status: "PARTIAL_COVERAGE", butterfly: { isFree: true } });
    expect(smile?.reason).toMatch(/contradict/);
    expect(smile?.rmse).toBeGreaterThan(0.1);
  });

  // The fitted smile is flat at 80 %; two quotes at 60 % and 70 % have the mean variance (0.36 + 0.49) / 2 = 0.425.
  test("behavior: two to four strikes move the nearest smile in parallel", () => {
    const flat = [-0.2, -0.1, 0, 0.1, 0.2].map((k) => quote(k, 0.8));
    const [, moved] = fitSmiles([
      { years: 0.1, quotes: flat },
      { years: 0.2, quotes: [quote(-0.1, 0.6), quote(0.1, 0.7)] },
    ]);
    expect(moved).toMatchObject({ model: "PARALLEL_SHIFT", status: "PARTIAL_COVERAGE", quotes: 2 });
    expect(volatilityAt(moved as NonNullable<typeof moved>, 0)).toBeCloseTo(Math.sqrt(0.425), 6);
  });

  test("behavior: one quote, or few without a fitted expiry, are flat with PARTIAL_COVERAGE", () => {
    const [one, few] = fitSmiles([
      { years: 0.1, quotes: [quote(-0.3, 0.9)] },
      { years: 0.2, quotes: [quote(-0.1, 0.6), quote(0.1, 0.7)] },
    ]);
    expect(one).toMatchObject({ model: "FLAT", status: "PARTIAL_COVERAGE", quotes: 1 });
    expect(volatilityAt(one as NonNullable<typeof one>, 0.5)).toBeCloseTo(0.9, 14);
    expect(few).toMatchObject({ model: "FLAT", status: "PARTIAL_COVERAGE" });
  });

  test("behavior: a given smile is told as it is", () => {
    expect(givenSmile(1, sviOf(oracle.vogt.svi), null)).toMatchObject({
      quotes: 0,
      butterfly: { isFree: false },
    });
  });
});
