import { normalQuantile } from "../../../api/stats/normal-quantile.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import type { Chart } from "../chart.ts";
import { bars, curve } from "../charts.ts";

const DOLLAR_GAMMA = 9198.51;
/** Branching ratio of the example. */
const BRANCHING = 0.785;

/** Pictures of metrics about what people and protocols do, by metric id; the numbers are those of the examples on the pages. */
export const REACTION_PICTURES: Readonly<Record<string, () => Chart>> = {
  replay: () =>
    bars("A fall to 128 dollars: 160 lost, and who pays", "US dollars", ["fund", "stake", "nobody"], {
      capital: [100, 78, 0],
      drawn: [100, 60, 0],
    }),
  "gamma-shock": () => ({
    title: "Hedgers who are short 9,198.51 dollars of gamma widen a move",
    x: { label: "impact of a dollar traded, millionths" },
    y: { label: "move after over move before" },
    series: [
      {
        label: "linear amplification",
        kind: "LINE",
        points: curve((impact) => 1 / (1 - (impact / 1e6) * DOLLAR_GAMMA), { from: 0, to: 80 }),
      },
    ],
    marks: [{ axis: "x", at: 10, label: "1.1013" }],
  }),
  "cover-n": () => ({
    ...bars(
      "WETH down by 40 %: what the obligors lack",
      "US dollars",
      ["first", "second", "third", "the two largest"],
      {
        "stressed loss": [200, 200, 0, 400],
      },
    ),
    marks: [{ axis: "y", at: 178, label: "resources" }],
  }),
  "keeper-participation": () => ({
    title: "The smallest debt whose liquidation pays for its gas",
    x: { label: "base fee, gwei" },
    y: { label: "US dollars of debt" },
    series: [
      {
        label: "500,000 gas, bonus 5 %, half repaid",
        kind: "LINE",
        points: curve((gwei) => (gwei * 0.1) / (0.5 * (0.05 - 1.05 * 0.003)), { from: 0, to: 400, count: 8 }),
      },
    ],
    marks: [{ axis: "x", at: 30, label: "30 gwei: 128.07" }],
  }),
  reflexivity: () =>
    bars(
      "Aave v2's liquidations: by themselves, and set off by others",
      "share",
      ["by itself", "1st generation", "2nd", "3rd", "4th", "5th"],
      {
        events: Array.from({ length: 6 }, (_, generation) => (1 - BRANCHING) * BRANCHING ** generation),
      },
    ),
  "moral-hazard": () => {
    const random = seededRandom(6n);
    const points = Array.from({ length: 39 }, () => {
      const coverage = 0.2 + 0.6 * random.nextUniform();
      const noise = 0.15 * normalQuantile(random.nextUniform() || 0.5);
      return [coverage, 1.5 + 0.8 * coverage + noise] as const;
    });
    return {
      title: "39 made days: leverage against the coverage of the day before",
      x: { label: "coverage" },
      y: { label: "leverage" },
      series: [{ label: "one day", kind: "POINTS", points }],
    };
  },
  "intervention-adequacy": () =>
    bars("A need of 150 of which 110 were paid", "units", ["need", "deployed", "under"], {
      amount: [150, 110, 40],
    }),
  "counterparty-exposure": () =>
    bars(
      "Two liquidations: 25 of 400 were lost",
      "units",
      ["debt of the first", "lost of it", "debt of the second", "lost of it"],
      {
        amount: [100, 25, 300, 0],
      },
    ),
};
