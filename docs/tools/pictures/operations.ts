import type { Chart } from "../chart.ts";
import { bars } from "../charts.ts";

/** Pictures of metrics about pegs, oracles and reactions, by metric id; the numbers are those of the examples on the pages. */
export const OPERATION_PICTURES: Readonly<Record<string, () => Chart>> = {
  attestations: () =>
    bars("A proven statement, and one without proof", "USDC", ["epoch 10", "epoch 20"], {
      "assets stated": [120, 500],
      "liabilities stated": [100, 100],
    }),
  peg: () => ({
    title: "A coin below its peg for ten minutes",
    x: { label: "minutes" },
    y: { label: "price − 1" },
    series: [
      {
        label: "deviation",
        kind: "STEP",
        points: [
          [0, 0],
          [10, -0.01],
          [15, -0.02],
          [20, 0],
          [30, -0.003],
          [40, -0.003],
        ],
      },
    ],
    marks: [{ axis: "y", at: -0.005, label: "50 basis points" }],
  }),
  "peg-module": () =>
    bars(
      "A module with 790 of a ceiling of 1,000",
      "units",
      ["ceiling", "swapped in", "taken out in a bad hour"],
      {
        amount: [1000, 790, 9],
      },
    ),
  "response-latency": () =>
    bars("From cause to action", "seconds", ["parameter A", "parameter B", "loss to pause"], {
      delay: [100, 300, 150],
    }),
  "oracle-risk": () => ({
    ...bars("A feed that says 200 while others say 170, 180 and 190", "US dollars", ["own feed", "others"], {
      price: [200, 180],
    }),
    marks: [{ axis: "y", at: 195, label: "1,300 of debt is safe only above 195" }],
  }),
  "run-off": () => ({
    title: "A market with 100 idle of 2,000, of which a tenth leaves within a day",
    x: { label: "hours" },
    y: { label: "US dollars" },
    series: [
      {
        label: "asked back",
        kind: "LINE",
        points: [
          [0, 0],
          [24, 200],
        ],
      },
      {
        label: "less what comes in, at most three quarters of it",
        kind: "LINE",
        points: [
          [0, 0],
          [24, 50],
        ],
      },
    ],
    marks: [{ axis: "y", at: 90, label: "liquid after the haircut: 10.8 hours, coverage 90 / 50" }],
  }),
  "deployment-speed": () => ({
    title: "A need of 150 from its breach to the first money",
    x: { label: "seconds since the breach" },
    y: { label: "units" },
    series: [
      {
        label: "promised",
        kind: "STEP",
        points: [
          [0, 0],
          [150, 60],
          [900, 60],
        ],
      },
      {
        label: "paid",
        kind: "STEP",
        points: [
          [0, 0],
          [450, 110],
          [900, 110],
        ],
      },
    ],
    marks: [{ axis: "y", at: 135, label: "nine tenths of the need" }],
  }),
  "liquidation-latency": () => ({
    title: "Four spells below the bound, two of them liquidated",
    x: { label: "seconds" },
    y: { label: "share not liquidated yet" },
    series: [
      {
        label: "Kaplan-Meier",
        kind: "STEP",
        points: [
          [0, 0.75],
          [200, 0.375],
          [300, 0.375],
        ],
      },
    ],
  }),
};
