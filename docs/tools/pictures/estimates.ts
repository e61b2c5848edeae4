import { compositeStressIndex } from "../../../api/stats/composite-stress-index.ts";
import { gpdQuantileFactor, gpdShortfallFactor } from "../../../api/stats/gpd-tail-risk.ts";
import { hillPlot } from "../../../api/stats/hill-plot.ts";
import { kupiecTest } from "../../../api/stats/kupiec-test.ts";
import { normalQuantile } from "../../../api/stats/normal-quantile.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import type { Chart } from "../chart.ts";
import { bars, curve, places } from "../charts.ts";

/** Danish fire losses above 10 million kroner: 109 of 2,167, ξ = 0.4970, β = 6.9755 (McNeil 1997; docs/metrics/extreme-values.md). */
const FIRE = { threshold: 10, share: 109 / 2167, shape: 0.497, scale: 6.9755 };

function fireQuantile(rarity: number): number {
  return FIRE.threshold + FIRE.scale * gpdQuantileFactor(FIRE.shape, FIRE.share * rarity);
}

function fireShortfall(rarity: number): number {
  return FIRE.threshold + FIRE.scale * gpdShortfallFactor(FIRE.shape, FIRE.share * rarity);
}

/** Normal numbers, the same at every run. */
function normals(count: number, seed: bigint): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => normalQuantile(random.nextUniform() || 0.5));
}

/** 250 days of two returns with a correlation of 0.8, made up. */
function pairs(): [number, number][] {
  const [market, own] = [normals(250, 1n), normals(250, 2n)];
  return market.map((x, day) => [0.04 * x, 0.04 * (0.8 * x + 0.6 * (own[day] as number))]);
}

/** A hundred quiet days of two indicators, then both rise. */
function indicators(): { readonly values: number[]; readonly weight: number }[] {
  return [3n, 4n].map((seed) => ({
    values: normals(140, seed).map((value, day) => value + Math.max(0, day - 100) / 4),
    weight: 1,
  }));
}

const RARITIES = { from: 20, to: 400, count: 95 };

/** Pictures of estimated metrics, by metric id; samples are made up with a fixed seed unless a source is named. */
export const ESTIMATE_PICTURES: Readonly<Record<string, () => Chart>> = {
  "tail-risk": () => ({
    title: "Danish fire losses: what one claim in n exceeds, and its mean",
    x: { label: "one claim in n" },
    y: { label: "million kroner" },
    series: [
      { label: "value at risk", kind: "LINE", points: curve(fireQuantile, RARITIES) },
      { label: "expected shortfall", kind: "LINE", points: curve(fireShortfall, RARITIES) },
    ],
    marks: [{ axis: "x", at: 100, label: "99 %: 27.3 and 58.2" }],
  }),
  "extreme-values": () => ({
    title: "The fitted tail of 109 losses above 10 million kroner",
    x: { label: "loss, million kroner" },
    y: { label: "share of losses above the threshold that exceed it" },
    series: [
      {
        label: "generalised Pareto, ξ = 0.497, β = 6.98",
        kind: "LINE",
        points: curve((loss) => (1 + (FIRE.shape * (loss - 10)) / FIRE.scale) ** (-1 / FIRE.shape), {
          from: 10,
          to: 80,
        }),
      },
      {
        label: "exponential tail with the same mean",
        kind: "LINE",
        points: curve((loss) => Math.exp((-(loss - 10) * (1 - FIRE.shape)) / FIRE.scale), {
          from: 10,
          to: 80,
        }),
      },
    ],
  }),
  "tail-index": () => {
    const random = seededRandom(5n);
    const sample = Array.from({ length: 2000 }, () => (1 - random.nextUniform()) ** -0.5);
    return {
      title: "Hill plot of 2,000 made Pareto losses with ξ = 0.5",
      x: { label: "k largest losses" },
      y: { label: "ξ" },
      series: [
        {
          label: "Hill estimate",
          kind: "LINE",
          points: hillPlot(sample).map(({ order, shape }) => [order, shape ?? 0]),
        },
      ],
      marks: [{ axis: "y", at: 0.5, label: "true" }],
    };
  },
  backtest: () => ({
    title: "250 days of a 99 % value at risk: is the number of violations a surprise?",
    x: { label: "violations" },
    y: { label: "p-value of Kupiec's test" },
    series: [
      {
        label: "p-value",
        kind: "POINTS",
        points: places(
          Array.from({ length: 13 }, (_, hits) => {
            const days = Array.from({ length: 250 }, (__, day) => day < hits);
            return kupiecTest(days, 0.01).pValue ?? 0;
          }),
        ),
      },
    ],
    marks: [
      { axis: "x", at: 4.5, label: "amber from 5" },
      { axis: "x", at: 9.5, label: "red from 10" },
      { axis: "y", at: 0.05, label: "5 %" },
    ],
  }),
  "co-movement": () => ({
    title: "A fund that falls with its market: 250 made days with a correlation of 0.8",
    x: { label: "return of the market" },
    y: { label: "return of the fund" },
    series: [{ label: "one day", kind: "POINTS", points: pairs() }],
    marks: [{ axis: "x", at: 0.04 * normalQuantile(0.05), label: "worst 5 % end here" }],
  }),
  "joint-tail": () => {
    const days = [...pairs()].sort(([a], [b]) => a - b);
    const worst = (from: number, to: number) => {
      const returns = days.slice(from, to).map(([, fund]) => fund);
      return -([...returns].sort((a, b) => a - b)[2] ?? 0);
    };
    return bars(
      "The same days: a bad loss of one, given the state of the other",
      "loss",
      ["calm days of the market", "its worst days"],
      {
        "third largest loss of 25 days": [worst(113, 138), worst(0, 25)],
      },
    );
  },
  "stress-index": () => {
    const { index } = compositeStressIndex({ indicators: indicators(), burnIn: 20 });
    return {
      title: "Two made indicators: quiet for a hundred days, then both rise",
      x: { label: "day" },
      y: { label: "index" },
      series: [
        {
          label: "composite stress index",
          kind: "LINE",
          points: index.flatMap((value, day) => (value === null ? [] : [[day, value] as const])),
        },
      ],
      marks: [{ axis: "y", at: 0.9, label: "trigger" }],
    };
  },
  "stress-episodes": () => ({
    title: "A price of 200 dollars that falls to 160 at noon of 12 March 2020",
    x: { label: "hours from 10 March, midnight" },
    y: { label: "US dollars" },
    series: [
      {
        label: "price",
        kind: "STEP",
        points: [
          [0, 200],
          [60, 160],
          [168, 160],
        ],
      },
    ],
    marks: [
      { axis: "x", at: 60, label: "onset" },
      { axis: "x", at: 84, label: "end" },
      { axis: "y", at: 196, label: "recovered above 196" },
    ],
  }),
};
