import { normalDensity } from "../../../api/stats/normal-density.ts";
import { normalQuantile } from "../../../api/stats/normal-quantile.ts";
import type { Chart } from "../chart.ts";
import { bars, curve } from "../charts.ts";

/** Mean of the worst hundredth of daily normal moves beyond a margin of 6.25 %, times the open interest. */
function requiredOf(volatility: number, openInterest: number): number {
  const daily = volatility / Math.sqrt(365);
  return openInterest * ((daily * normalDensity(normalQuantile(0.99))) / 0.01 - 0.0625);
}

/** Pictures of metrics about capital, by metric id; the numbers are those of the examples on the pages. */
export const CAPITAL_PICTURES: Readonly<Record<string, () => Chart>> = {
  "absorption-efficiency": () => ({
    title: "A pool that stood ready for 900 s and paid 2 WETH",
    x: { label: "seconds" },
    y: { label: "WETH" },
    series: [
      {
        label: "capital",
        kind: "STEP",
        points: [
          [0, 10],
          [100, 11],
          [400, 9],
          [900, 9],
        ],
      },
    ],
    marks: [{ axis: "y", at: 8800 / 900, label: "time-weighted mean 9.78" }],
  }),
  "backstop-capital": () =>
    bars("11 WETH of which 4 back an option", "WETH", ["balance", "encumbered", "usable"], {
      pool: [11, 4, 7],
    }),
  resources: () =>
    bars("The only layer can pay 7 of its 11 WETH", "WETH", ["ETH pool"], { balance: [11], usable: [7] }),
  "capital-efficiency": () => ({
    title: "What 2,020 dollars of open interest ask for against 5,000 in the fund",
    x: { label: "volatility a year" },
    y: { label: "US dollars" },
    series: [
      {
        label: "required liquidity, α = 99 %, one day, margin of 6.25 %",
        kind: "LINE",
        points: curve((sigma) => requiredOf(sigma, 2020), { from: 0.6, to: 3 }),
      },
    ],
    marks: [{ axis: "x", at: 0.8, label: "80 %: 99.19" }],
  }),
  coverage: () => ({
    ...bars(
      "The surplus of one reserve saves nobody in the other",
      "ratio",
      ["all assets added", "matched by asset", "USDC market", "WETH market"],
      {
        coverage: [0.8, 0.4, 3, 0.25],
      },
    ),
    marks: [{ axis: "y", at: 1, label: "covered" }],
  }),
  denomination: () =>
    bars(
      "500 of own token, 500 USDC, a short of 200",
      "US dollars",
      ["own token", "USDC", "hedge", "net delta"],
      {
        worth: [500, 500, -200, 300],
      },
    ),
  "funding-quality": () =>
    bars("Where 11 WETH came from, and what was paid", "WETH", ["deposits", "premiums", "paid out"], {
      flow: [10, 1, -2],
    }),
  "idle-capital": () => ({
    title: "10 WETH that earn nothing, at a reference rate of 10 % a year",
    x: { label: "days" },
    y: { label: "WETH" },
    series: [
      {
        label: "opportunity cost",
        kind: "LINE",
        points: curve((days) => (10 * 0.1 * days) / 365, { from: 0, to: 90, count: 9 }),
      },
    ],
  }),
  "shared-capital": () => ({
    ...bars(
      "1,000 that were promised to two protocols",
      "US dollars",
      ["promised to A", "promised to B", "promised to both"],
      {
        promise: [1000, 500, 1500],
      },
    ),
    marks: [{ axis: "y", at: 1000, label: "what is there: 2/3 of a call by both" }],
  }),
  reinsurance: () => ({
    title: "A retention of 30, then a limit of which 60 is left",
    x: { label: "loss" },
    y: { label: "US dollars" },
    series: [
      {
        label: "ceded",
        kind: "LINE",
        points: curve((loss) => Math.min(60, Math.max(0, loss - 30)), { from: 0, to: 150, count: 150 }),
      },
      {
        label: "retained",
        kind: "LINE",
        points: curve((loss) => loss - Math.min(60, Math.max(0, loss - 30)), {
          from: 0,
          to: 150,
          count: 150,
        }),
      },
    ],
    marks: [{ axis: "x", at: 100, label: "a loss of 100: 60 ceded, 40 retained" }],
  }),
  "surplus-ratio": () =>
    bars(
      "100 held, 10 owed, 20 lost: 70 against 1,000 of debt",
      "dai",
      ["held", "owed", "open deficit", "surplus"],
      {
        amount: [100, -10, -20, 70],
      },
    ),
  "collateral-ratio": () => ({
    title: "Three positions of 10 ETH with debts of 1,000, 1,850 and 1,900",
    x: { label: "price of ETH, US dollars" },
    y: { label: "ratio" },
    series: [
      {
        label: "total collateral ratio",
        kind: "LINE",
        points: curve((price) => (30 * price) / 4750, { from: 100, to: 350, count: 10 }),
      },
    ],
    marks: [
      { axis: "y", at: 1.5, label: "recovery mode below 1.5" },
      { axis: "x", at: 200, label: "1.263" },
    ],
  }),
};
