import type { MetricDefinition } from "../domain/metric-definition.ts";
import { ABSORPTION_EFFICIENCY } from "./absorption-efficiency.ts";
import { ATTESTATIONS } from "./attestations.ts";
import { AUCTION_RECOVERY } from "./auction-recovery.ts";
import { BACKSTOP_CAPITAL } from "./backstop-capital.ts";
import { BAD_DEBT } from "./bad-debt.ts";
import { BAD_DEBT_RATE } from "./bad-debt-rate.ts";
import { BAD_DEBT_WORTH } from "./bad-debt-worth.ts";
import { CAPITAL_EFFICIENCY } from "./capital-efficiency.ts";
import { COLLATERAL_RATIO } from "./collateral-ratio.ts";
import { COVERAGE } from "./coverage.ts";
import { DELEVERAGING } from "./deleveraging.ts";
import { DENOMINATION } from "./denomination.ts";
import { EXERCISE_STATISTICS } from "./exercise-statistics.ts";
import { FUNDING_QUALITY } from "./funding-quality.ts";
import { IDLE_CAPITAL } from "./idle-capital.ts";
import { LATENT_BAD_DEBT } from "./latent-bad-debt.ts";
import { PEG } from "./peg.ts";
import { PEG_MODULE } from "./peg-module.ts";
import { REALISED_LOSSES } from "./realised-losses.ts";
import { RECAPITALISATION } from "./recapitalisation.ts";
import { REINSURANCE } from "./reinsurance.ts";
import { RESOURCES } from "./resources.ts";
import { RESPONSE_LATENCY } from "./response-latency.ts";
import { SHARED_CAPITAL } from "./shared-capital.ts";
import { SOCIALISED_LOSS } from "./socialised-loss.ts";
import { STAKE_DRAW } from "./stake-draw.ts";
import { SURPLUS_RATIO } from "./surplus-ratio.ts";
import { VALUE_LEAKAGE } from "./value-leakage.ts";
import { WATERFALL } from "./waterfall.ts";

/** Every metric that the API serves, by id. */
export const METRIC_CATALOGUE: readonly MetricDefinition[] = [
  ABSORPTION_EFFICIENCY,
  ATTESTATIONS,
  AUCTION_RECOVERY,
  BACKSTOP_CAPITAL,
  BAD_DEBT,
  BAD_DEBT_RATE,
  BAD_DEBT_WORTH,
  CAPITAL_EFFICIENCY,
  COLLATERAL_RATIO,
  COVERAGE,
  DELEVERAGING,
  DENOMINATION,
  EXERCISE_STATISTICS,
  FUNDING_QUALITY,
  IDLE_CAPITAL,
  LATENT_BAD_DEBT,
  REALISED_LOSSES,
  PEG,
  PEG_MODULE,
  RECAPITALISATION,
  REINSURANCE,
  RESOURCES,
  RESPONSE_LATENCY,
  SHARED_CAPITAL,
  SOCIALISED_LOSS,
  STAKE_DRAW,
  SURPLUS_RATIO,
  VALUE_LEAKAGE,
  WATERFALL,
];
