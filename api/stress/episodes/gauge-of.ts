import { badDebtGauge } from "./bad-debt-gauge.ts";
import type { EpisodeParameters } from "./episode-parameters.ts";
import type { Gauge } from "./gauge.ts";
import { levelGauge } from "./level-gauge.ts";
import { liquidationGauge } from "./liquidation-gauge.ts";
import { pegGauge } from "./peg-gauge.ts";
import { priceGauge } from "./price-gauge.ts";
import { runGauge } from "./run-gauge.ts";
import type { Trigger } from "./trigger.ts";

const GAUGES: Readonly<Record<Trigger, (parameters: EpisodeParameters) => Gauge>> = {
  PRICE: priceGauge,
  DEPEG: pegGauge,
  LIQUIDATION_INTENSITY: liquidationGauge,
  BAD_DEBT: badDebtGauge,
  RUN: runGauge,
  ORACLE: ({ oracleHeartbeats, onsetBuckets }) => levelGauge("ORACLE_AGE", oracleHeartbeats, onsetBuckets),
  COLLATERAL_IMPAIRMENT: ({ onsetBuckets }) => levelGauge("IMPAIRED", 0, onsetBuckets),
  COMPOSITE: ({ stressIndex, onsetBuckets }) => levelGauge("STRESS_INDEX", stressIndex, onsetBuckets),
};

/** Makes the gauge of a trigger. */
export function gaugeOf(trigger: Trigger, parameters: EpisodeParameters): Gauge {
  return GAUGES[trigger](parameters);
}
