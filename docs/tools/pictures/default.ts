import { distanceToDefault } from "../../../api/stats/distance-to-default.ts";
import { firstPassageProbability } from "../../../api/stats/first-passage-probability.ts";
import { normalCdf } from "../../../api/stats/normal-cdf.ts";
import type { Chart } from "../chart.ts";

const DAYS = Array.from({ length: 60 }, (_, at) => (at + 1) * 3);
/** metrics.md M-11: A = 150, B = 100, μ = −0.3, σ = 0.9. */
const MODEL = { drift: -0.3, volatility: 0.9 };

/** Pictures of metrics about default, by metric id. */
export const DEFAULT_PICTURES: Readonly<Record<string, () => Chart>> = {
  "distance-to-default": () => ({
    title: "150 of assets against 100 of debt, σ = 90 % and μ = −30 % a year",
    x: { label: "horizon, days" },
    y: { label: "probability" },
    series: [
      {
        label: "assets touch the debt by then",
        kind: "LINE",
        points: DAYS.map((days) => [
          days,
          firstPassageProbability({ ...MODEL, start: 150, barrier: 100, time: days / 365 }),
        ]),
      },
      {
        label: "assets below the debt on that day",
        kind: "LINE",
        points: DAYS.map((days) => [
          days,
          normalCdf(-distanceToDefault({ ...MODEL, assets: 150, debt: 100, time: days / 365 })),
        ]),
      },
    ],
    marks: [{ axis: "x", at: 30, label: "30 days: 0.162 and 0.089" }],
  }),
};
