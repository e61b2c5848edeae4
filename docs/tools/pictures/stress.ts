import { cascade } from "../../../api/stress/cascade/cascade.ts";
import { lossCurve } from "../../../api/stress/cascade/loss-curve.ts";
import { priceImpact } from "../../../api/stress/cascade/price-impact.ts";
import { supplyCurve } from "../../../api/stress/cascade/supply-curve.ts";
import { empiricalFailure } from "../../../api/stress/default/empirical-failure.ts";
import type { Chart } from "../chart.ts";
import { bars, curve } from "../charts.ts";

/** The four accounts of the examples: WETH pledged at 200 dollars, USDC owed; liquidated above 80 %. */
const ACCOUNTS = [
  [10, 1400],
  [20, 2600],
  [15, 1725],
  [50, 5000],
].map(([units = 0, debt = 0]) => ({ units, trigger: debt / (units * 0.8), netDebt: debt, saleWorth: null }));

const LOSSES = lossCurve(ACCOUNTS.map(({ units, netDebt }) => ({ equityUnits: units, netDebt })));
const SUPPLY = supplyCurve(ACCOUNTS);
const IMPACT = priceImpact({ kind: "LINEAR", perUnit: 0.002, most: 0.99 });

function after(shock: number) {
  return cascade({ supply: SUPPLY, losses: LOSSES, impact: IMPACT, price: 200, shock });
}

const SHOCKS = { from: 0, to: 0.5, count: 200 };

/** Pictures of cascades, horizons and reverse stress, by metric id; the accounts are those of the examples on the pages. */
export const STRESS_PICTURES: Readonly<Record<string, () => Chart>> = {
  cascade: () => ({
    title: "Where the price comes to rest when four accounts are sold into a thin market",
    x: { label: "fall of the price before any sale" },
    y: { label: "US dollars" },
    series: [
      { label: "without sales", kind: "LINE", points: curve((shock) => 200 * (1 - shock), SHOCKS) },
      { label: "at rest", kind: "LINE", points: curve((shock) => after(shock).price, SHOCKS) },
    ],
    marks: [{ axis: "x", at: 0.3, label: "30 %: 127.4 instead of 140" }],
  }),
  "solvency-horizon": () => ({
    title: "Bad debt against resources of 178 dollars",
    x: { label: "fall of the price" },
    y: { label: "US dollars" },
    series: [
      {
        label: "bad debt, price alone",
        kind: "LINE",
        points: curve((shock) => LOSSES.loss(200 * (1 - shock)), { ...SHOCKS, to: 0.4 }),
      },
      {
        label: "with sales",
        kind: "LINE",
        points: curve((shock) => after(shock).badDebt, { ...SHOCKS, to: 0.4 }),
      },
    ],
    marks: [{ axis: "y", at: 178, label: "resources: 36.3 % alone, 30 % with sales" }],
  }),
  "reverse-stress": () =>
    bars(
      "What it takes to break the book",
      "fall of the price",
      ["worst day so far", "first fall that breaks"],
      {
        fall: [0.1, 0.363],
      },
    ),
  "empirical-failure": () => {
    const windows = [30, 90, 180, 365, 730, 1095];
    const upper = windows.map((count) => {
      const found = empiricalFailure({ failures: 0, windows: count, days: 1 }, 0.95);
      return found.interval?.upper ?? 0;
    });
    const names = windows.map(String);
    return bars("No failure in N windows: what may be true all the same", "upper end of 95 %", names, {
      "failure probability": upper,
    });
  },
  "backstop-price": () => {
    const [loss, years] = [1995 - 2000 / 1.01, 31 / 365];
    return {
      title: "10 WETH against 1,995 owed: the fair rate by the cost of capital",
      x: { label: "cost of capital a year" },
      y: { label: "rate a year" },
      series: [
        {
          label: "fair rate on a buffer of 200 dollars",
          kind: "LINE",
          points: curve((cost) => (loss / 2 + (cost * years * loss) / 2) / 200 / years, {
            from: 0,
            to: 0.5,
            count: 10,
          }),
        },
      ],
      marks: [{ axis: "x", at: 0.06, label: "6 %: 0.438" }],
    };
  },
};
