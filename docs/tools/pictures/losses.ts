import type { Chart } from "../chart.ts";
import { bars, curve } from "../charts.ts";

/** Pictures of metrics about losses and who bore them, by metric id; the numbers are those of the examples on the pages. */
export const LOSS_PICTURES: Readonly<Record<string, () => Chart>> = {
  "auction-recovery": () =>
    bars(
      "Maker, 12 and 13 March 2020: 4,076 settled auctions",
      "million dai",
      ["debt − bids (net)", "Σ shortfalls (gross)"],
      {
        lost: [5.798994, 6.624187],
      },
    ),
  "bad-debt": () =>
    bars(
      "Two debts and what became of them",
      "dai",
      ["created", "covered", "socialised", "written off", "open"],
      {
        amount: [150, -110, -5, -15, 20],
      },
    ),
  "bad-debt-rate": () =>
    bars("12 and 13 March 2020", "million dai", ["liquidated", "not paid"], {
      amount: [14.469424, 6.624187],
    }),
  "bad-debt-worth": () => ({
    title: "Payments clear the oldest debt first",
    x: { label: "fact" },
    y: { label: "dai open" },
    series: [
      {
        label: "open",
        kind: "STEP",
        points: [
          [0, 100],
          [1, 150],
          [2, 40],
          [3, 35],
          [4, 20],
          [5, 20],
        ],
      },
    ],
  }),
  deleveraging: () =>
    bars("A deficit of 8 and two cuts", "dai", ["deficit", "taken from A", "taken from B", "overshoot"], {
      amount: [8, 6, 4, 2],
    }),
  "latent-bad-debt": () => ({
    title: "Alice owes 200 against 2 WETH at 150 dollars",
    x: { label: "fall of the price" },
    y: { label: "US dollars" },
    series: [
      {
        label: "latent bad debt",
        kind: "LINE",
        points: curve((fall) => Math.max(0, 200 - 300 * (1 - fall)), { from: 0, to: 1, count: 100 }),
      },
    ],
    marks: [{ axis: "x", at: 0.4, label: "40 %: 20 dollars" }],
  }),
  "losses-absorbed": () =>
    bars(
      "Losses of 117 by who took them",
      "units",
      ["loss", "fund", "stake", "unresolved", "taken later by lenders"],
      {
        amount: [117, 70, 30, 17, 7],
      },
    ),
  recapitalisation: () => ({
    title: "A lot of 200 tokens sold for 50,000 dai",
    x: { label: "seconds before the sale" },
    y: { label: "US dollars a token" },
    series: [
      {
        label: "market price",
        kind: "STEP",
        points: [
          [0, 300],
          [50, 260],
          [100, 260],
        ],
      },
    ],
    marks: [
      { axis: "y", at: 280, label: "time-weighted 280" },
      { axis: "y", at: 255, label: "paid 255: a discount of 8.9 %" },
    ],
  }),
  "socialised-loss": () => ({
    title: "10 of 100, then 9 of 90: a compounded haircut of 19 %",
    x: { label: "loss" },
    y: { label: "claims" },
    series: [
      {
        label: "left to claimants",
        kind: "STEP",
        points: [
          [0, 100],
          [1, 90],
          [2, 81],
          [3, 81],
        ],
      },
    ],
  }),
  "stake-draw": () =>
    bars("What a slash would take", "units", ["deficit", "offset", "pending", "uncovered", "stake", "draw"], {
      amount: [100, -30, -10, 60, 50, 50],
    }),
  "value-leakage": () =>
    bars("What liquidators paid for a dollar of collateral", "US dollars", ["direct", "auction"], {
      paid: [0.95, 0.842105],
    }),
  waterfall: () =>
    bars(
      "rsETH, April 2026: who takes 123.7 and 230.1 million",
      "million US dollars",
      ["Umbrella", "treasury", "nobody"],
      {
        "loss of 123.7": [55, 68.7, 0],
        "loss of 230.1": [55, 85, 90.1],
      },
    ),
  "exercise-statistics": () =>
    bars(
      "Hegic v888: 2,004 of 4,003 series were exercised",
      "million US dollars of notional",
      ["ETH", "WBTC"],
      {
        notional: [93.88, 96.64],
      },
    ),
};
