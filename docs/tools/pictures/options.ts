import { redemptionPut } from "../../../api/options/redemption-put.ts";
import { skewedValue } from "../../../api/options/skewed-value.ts";
import { flatSmile, givenSmile, volatilityAt } from "../../../api/options/smile.ts";
import { stripVariance, swapVariance } from "../../../api/options/variance-swap.ts";
import type { Chart } from "../chart.ts";
import { bars, curve } from "../charts.ts";

/** metrics.md M-20: F = 2000, T = 30 days. */
const YEARS = 30 / 365;
const FORWARD = 2000;
const SMILE = givenSmile(YEARS, { a: 0.02, b: 0.12, rho: -0.6, m: 0, sigma: 0.15 }, null);
const FLAT = flatSmile(YEARS, volatilityAt(SMILE, 0), null);
const SHARES = [0.5, 0.6, 0.8, 0.9];

function put(strike: number, smile: typeof SMILE): number {
  return skewedValue("PUT", { forward: FORWARD, strike, years: YEARS, rate: 0 }, smile).price;
}

function variances(): number[] {
  const strikes = Array.from({ length: 13 }, (_, at) => 800 + 200 * at);
  const quotes = strikes.map((strike) => {
    const price = put(strike, SMILE);
    return { strike, price: strike > FORWARD ? price + FORWARD - strike : price };
  });
  const terms = { forward: FORWARD, years: YEARS, rate: 0 };
  return [swapVariance(SMILE), stripVariance(quotes, terms), swapVariance(FLAT)].map(
    ({ value }) => value ?? 0,
  );
}

/** Pictures of option metrics, by metric id. */
export const OPTION_PICTURES: Readonly<Record<string, () => Chart>> = {
  "put-value": () => ({
    title:
      "Volatility by strike and the probability that a put of that strike is exercised; forward 2000, 30 days",
    x: { label: "strike, dollars" },
    y: { label: "ratio" },
    series: [
      {
        label: "volatility a year",
        kind: "LINE",
        points: curve((strike) => volatilityAt(SMILE, Math.log(strike / FORWARD)), { from: 800, to: 3000 }),
      },
      {
        label: "probability with skew",
        kind: "LINE",
        points: curve(
          (strike) =>
            skewedValue("PUT", { forward: FORWARD, strike, years: YEARS, rate: 0 }, SMILE)
              .exerciseProbability,
          { from: 800, to: 3000 },
        ),
      },
      {
        label: "probability at one volatility",
        kind: "LINE",
        points: curve(
          (strike) =>
            skewedValue("PUT", { forward: FORWARD, strike, years: YEARS, rate: 0 }, FLAT).exerciseProbability,
          { from: 800, to: 3000 },
        ),
      },
    ],
  }),
  "skew-gap": () =>
    bars(
      "Put values with skew and at the volatility at the money; forward 2000, 30 days",
      "US dollars",
      SHARES.map((share) => `${share * 100} %`),
      {
        "with skew": SHARES.map((share) => put(share * FORWARD, SMILE)),
        "at one volatility": SHARES.map((share) => put(share * FORWARD, FLAT)),
      },
    ),
  "redemption-put": () => ({
    title: "Put of one claim on its collateral, volatility 80 %",
    x: { label: "collateral ratio" },
    y: { label: "claims" },
    series: [7, 30].map((days) => ({
      label: `${days} days`,
      kind: "LINE" as const,
      points: curve(
        (collateralRatio) =>
          redemptionPut({ collateralRatio, volatility: 0.8, years: days / 365, claims: 1, feeRate: null }).put
            .value ?? 0,
        { from: 0.9, to: 2 },
      ),
    })),
  }),
  "variance-premium": () =>
    bars(
      "Variance of the smile of skew-gap, and realised variance of daily returns of 3 %",
      "variance a year",
      ["whole smile", "13 strikes", "at the money", "realised"],
      { variance: [...variances(), 0.3285] },
    ),
  "option-book": () =>
    bars(
      "Open options of the example by strike: value that the protocol bears",
      "US dollars",
      ["10 puts 1000", "2 puts 1600", "2 puts 1800", "1 call 2200"],
      {
        "with skew": [-86.45, 101.65, -173.7, -75.26],
        "at one volatility": [-0.13, 43.64, -136.95, -82.09],
      },
    ),
  "premium-adequacy": () =>
    bars("The example's premium against its claims", "units of the asset", ["a year"], {
      earned: [100],
      "expected claims": [77],
      "mean of the worst 1 %": [189.65],
    }),
  "exercise-analytics": () =>
    bars(
      "Hegic v888: mean moneyness at exercise",
      "share of the strike",
      ["ETH puts", "ETH calls", "WBTC puts", "WBTC calls"],
      {
        mean: [-0.0054, 0.1313, 0.0222, 0.1288],
      },
    ),
};
