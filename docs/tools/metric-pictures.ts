import type { Chart } from "./chart.ts";
import { DEFAULT_PICTURES } from "./pictures/default.ts";

/** The picture of each metric's worked example, by metric id. */
export const METRIC_PICTURES: Readonly<Record<string, () => Chart>> = {
  ...DEFAULT_PICTURES,
};
