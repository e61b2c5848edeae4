import type { MetricDefinition } from "../domain/metric-definition.ts";
import { EXERCISE_ANALYTICS } from "../options/exercise-analytics.ts";
import { OPTION_BOOK } from "../options/option-book.ts";
import { PREMIUM_ADEQUACY } from "../options/premium-adequacy.ts";
import { REDEMPTION_PUT } from "../options/redemption-put.ts";
import { SKEW_GAP } from "../options/skew-gap.ts";
import { PUT_VALUE } from "../options/skewed-value.ts";
import { VARIANCE_PREMIUM } from "../options/variance-swap.ts";
import { ABSORPTION_EFFICIENCY } from "../solvency/absorption-efficiency.ts";
import { ATTESTATIONS } from "../solvency/attestations.ts";
import { AUCTION_RECOVERY } from "../solvency/auction-recovery.ts";
import { BACKSTOP_CAPITAL } from "../solvency/backstop-capital.ts";
import { BAD_DEBT } from "../solvency/bad-debt.ts";
import { BAD_DEBT_RATE } from "../solvency/bad-debt-rate.ts";
import { BAD_DEBT_WORTH } from "../solvency/bad-debt-worth.ts";
import { CAPITAL_EFFICIENCY } from "../solvency/capital-efficiency.ts";
import { COLLATERAL_RATIO } from "../solvency/collateral-ratio.ts";
import { COVERAGE } from "../solvency/coverage.ts";
import { DELEVERAGING } from "../solvency/deleveraging.ts";
import { DENOMINATION } from "../solvency/denomination.ts";
import { EXERCISE_STATISTICS } from "../solvency/exercise-statistics.ts";
import { FUNDING_QUALITY } from "../solvency/funding-quality.ts";
import { IDLE_CAPITAL } from "../solvency/idle-capital.ts";
import { LATENT_BAD_DEBT } from "../solvency/latent-bad-debt.ts";
import { PEG } from "../solvency/peg.ts";
import { PEG_MODULE } from "../solvency/peg-module.ts";
import { REALISED_LOSSES } from "../solvency/realised-losses.ts";
import { RECAPITALISATION } from "../solvency/recapitalisation.ts";
import { REINSURANCE } from "../solvency/reinsurance.ts";
import { RESOURCES } from "../solvency/resources.ts";
import { RESPONSE_LATENCY } from "../solvency/response-latency.ts";
import { SHARED_CAPITAL } from "../solvency/shared-capital.ts";
import { SOCIALISED_LOSS } from "../solvency/socialised-loss.ts";
import { STAKE_DRAW } from "../solvency/stake-draw.ts";
import { SURPLUS_RATIO } from "../solvency/surplus-ratio.ts";
import { VALUE_LEAKAGE } from "../solvency/value-leakage.ts";
import { WATERFALL } from "../solvency/waterfall.ts";
import { CASCADE } from "../stress/cascade/cascade.ts";
import { GAMMA_SHOCK } from "../stress/cascade/gamma-shock.ts";
import { COUNTERPARTY_EXPOSURE } from "../stress/counterparty/counterparty-exposure.ts";
import { BACKSTOP_PRICE } from "../stress/default/backstop-price.ts";
import { COVER_N } from "../stress/default/cover-n.ts";
import { DISTANCE_TO_DEFAULT } from "../stress/default/distance-to-default.ts";
import { EMPIRICAL_FAILURE } from "../stress/default/empirical-failure.ts";
import { DEPLOYMENT_SPEED } from "../stress/deployment/deployment-speed.ts";
import { INTERVENTION_ADEQUACY } from "../stress/deployment/intervention-adequacy.ts";
import { STRESS_EPISODES } from "../stress/episodes/stress-episodes.ts";
import { KEEPER_PARTICIPATION } from "../stress/keepers/keeper-participation.ts";
import { LIQUIDATION_LATENCY } from "../stress/keepers/liquidation-latency.ts";
import { MORAL_HAZARD } from "../stress/moral-hazard.ts";
import { ORACLE_RISK } from "../stress/oracle/oracle-risk.ts";
import { REPLAY } from "../stress/replay/replay-metric.ts";
import { REVERSE_STRESS } from "../stress/reverse/reverse-stress.ts";
import { SOLVENCY_HORIZON } from "../stress/reverse/solvency-horizon.ts";
import { REFLEXIVITY } from "../stress/runs/reflexivity.ts";
import { RUN_OFF } from "../stress/runs/run-off.ts";
import { BACKTEST } from "../stress/tail/backtest.ts";
import { CO_MOVEMENT } from "../stress/tail/co-movement.ts";
import { EXTREME_VALUES } from "../stress/tail/extreme-values.ts";
import { JOINT_TAIL } from "../stress/tail/joint-tail.ts";
import { TAIL_INDEX } from "../stress/tail/pareto-tail.ts";
import { STRESS_INDEX } from "../stress/tail/stress-index.ts";
import { TAIL_RISK } from "../stress/tail/tail-risk-metric.ts";

/** Every metric that the API serves, by id. */
export const METRIC_CATALOGUE: readonly MetricDefinition[] = [
  ABSORPTION_EFFICIENCY,
  ATTESTATIONS,
  AUCTION_RECOVERY,
  BACKSTOP_CAPITAL,
  BACKSTOP_PRICE,
  BACKTEST,
  BAD_DEBT,
  BAD_DEBT_RATE,
  BAD_DEBT_WORTH,
  CAPITAL_EFFICIENCY,
  CASCADE,
  CO_MOVEMENT,
  COLLATERAL_RATIO,
  COUNTERPARTY_EXPOSURE,
  COVER_N,
  COVERAGE,
  DELEVERAGING,
  DENOMINATION,
  DEPLOYMENT_SPEED,
  DISTANCE_TO_DEFAULT,
  EMPIRICAL_FAILURE,
  EXERCISE_ANALYTICS,
  EXERCISE_STATISTICS,
  EXTREME_VALUES,
  FUNDING_QUALITY,
  GAMMA_SHOCK,
  IDLE_CAPITAL,
  INTERVENTION_ADEQUACY,
  JOINT_TAIL,
  KEEPER_PARTICIPATION,
  LATENT_BAD_DEBT,
  LIQUIDATION_LATENCY,
  REALISED_LOSSES,
  MORAL_HAZARD,
  OPTION_BOOK,
  ORACLE_RISK,
  PEG,
  PEG_MODULE,
  PREMIUM_ADEQUACY,
  PUT_VALUE,
  RECAPITALISATION,
  REDEMPTION_PUT,
  REFLEXIVITY,
  REINSURANCE,
  REPLAY,
  RESOURCES,
  RESPONSE_LATENCY,
  REVERSE_STRESS,
  RUN_OFF,
  SHARED_CAPITAL,
  SKEW_GAP,
  SOCIALISED_LOSS,
  SOLVENCY_HORIZON,
  STAKE_DRAW,
  STRESS_EPISODES,
  STRESS_INDEX,
  SURPLUS_RATIO,
  TAIL_INDEX,
  TAIL_RISK,
  VALUE_LEAKAGE,
  VARIANCE_PREMIUM,
  WATERFALL,
];
