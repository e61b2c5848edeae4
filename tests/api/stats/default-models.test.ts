import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distanceToDefault } from "../../../api/stats/distance-to-default.ts";
import { mertonFirm, naiveVolatility, type ResidualClaim } from "../../../api/stats/merton-firm.ts";
import { normalCdf } from "../../../api/stats/normal-cdf.ts";

/** metrics.md M-12, solved there with SciPy's fsolve: V, σ_V, DD and PD of E = 4, σ_E = 0.6, D = 10, r = 0.03. */
const CLAIM: ResidualClaim = { equity: 4, equityVolatility: 0.6, debt: 10, rate: 0.03, time: 1 };

describe("mertonFirm", () => {
  test("default: the published example", () => {
    const { assets, volatility } = mertonFirm(CLAIM);
    expect(assets).toBeCloseTo(13.68250529852383, 9);
    expect(volatility).toBeCloseTo(0.17944944536444543, 9);
    const distance = distanceToDefault({ assets, debt: 10, drift: 0.03, volatility, time: 1 });
    expect(distance).toBeCloseTo(1.8246469689792137, 8);
    expect(normalCdf(-distance)).toBeCloseTo(0.0340271603497856, 9);
  });

  test("behavior: the naive form of the same claim", () => {
    const volatility = naiveVolatility(CLAIM);
    expect(volatility).toBeCloseTo(0.3142857142857143, 15);
    expect(distanceToDefault({ assets: 14, debt: 10, drift: 0.03, volatility, time: 1 })).toBeCloseTo(
      1.008905168470093,
      12,
    );
  });

  test("behavior: both equations hold for any claim", () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const claims = fc.record({
      ...{ equity: number(0.01, 1000), equityVolatility: number(0.05, 3), debt: number(0.01, 1000) },
      ...{ rate: number(-0.05, 0.2), time: number(0.01, 5) },
    });
    fc.assert(
      fc.property(claims, (claim) => {
        const { assets, volatility } = mertonFirm(claim);
        const { equity, equityVolatility, debt, rate, time } = claim;
        const deviation = volatility * Math.sqrt(time);
        const d = (Math.log(assets / debt) + (rate + volatility ** 2 / 2) * time) / deviation;
        const call = assets * normalCdf(d) - debt * Math.exp(-rate * time) * normalCdf(d - deviation);
        expect(Math.abs(call - equity)).toBeLessThan(1e-9 * (equity + debt));
        const implied = normalCdf(d) * volatility * assets;
        expect(Math.abs(implied - equityVolatility * equity)).toBeLessThan(1e-7 * (equity + debt));
      }),
    );
  });

  test.each([{ equity: 0 }, { equityVolatility: 0 }, { debt: -1 }, { time: 0 }, { rate: Number.NaN }])(
    "error: %o",
    (part) => {
      expect(() => mertonFirm({ ...CLAIM, ...part })).toThrow(/above 0, all finite/);
    },
  );
});

describe("distanceToDefault", () => {
  test("error: without volatility there is none", () => {
    const model = { assets: 2, debt: 1, drift: 0, volatility: 0, time: 1 };
    expect(() => distanceToDefault(model)).toThrow(/above 0/);
  });
});
