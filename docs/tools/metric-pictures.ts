import type { Chart } from "./chart.ts";
import { CAPITAL_PICTURES } from "./pictures/capital.ts";
import { DEFAULT_PICTURES } from "./pictures/default.ts";
import { ESTIMATE_PICTURES } from "./pictures/estimates.ts";
import { LOSS_PICTURES } from "./pictures/losses.ts";
import { OPERATION_PICTURES } from "./pictures/operations.ts";
import { OPTION_PICTURES } from "./pictures/options.ts";
import { REACTION_PICTURES } from "./pictures/reactions.ts";
import { STRESS_PICTURES } from "./pictures/stress.ts";

/** The picture of each metric's worked example, by metric id. */
export const METRIC_PICTURES: Readonly<Record<string, () => Chart>> = {
  ...CAPITAL_PICTURES,
  ...DEFAULT_PICTURES,
  ...ESTIMATE_PICTURES,
  ...LOSS_PICTURES,
  ...OPERATION_PICTURES,
  ...OPTION_PICTURES,
  ...REACTION_PICTURES,
  ...STRESS_PICTURES,
};
