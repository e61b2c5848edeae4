import type { StressResolvers } from "../../generated/resolvers.ts";
import { loadPremiumAdequacy } from "../../services/options/premium-adequacy.ts";
import { loadRedemptionPut } from "../../services/options/redemption-put.ts";
import { loadCascade } from "../../services/stress/cascade/load-cascade.ts";
import { loadDebtSpiral } from "../../services/stress/cascade/load-debt-spiral.ts";
import { loadGammaShock } from "../../services/stress/cascade/load-gamma-shock.ts";
import { loadCounterpartyExposure } from "../../services/stress/counterparty/counterparty-exposure.ts";
import { loadDistanceToDefault } from "../../services/stress/default/distance-to-default.ts";
import { loadBackstopPrice } from "../../services/stress/default/load-backstop-price.ts";
import { loadCoverN } from "../../services/stress/default/load-cover-n.ts";
import { loadDeploymentSpeed } from "../../services/stress/deployment/deployment-speed.ts";
import { loadInterventionAdequacy } from "../../services/stress/deployment/intervention-adequacy.ts";
import { loadLiquidationLatency } from "../../services/stress/keepers/liquidation-latency.ts";
import { loadKeepers } from "../../services/stress/keepers/load-keepers.ts";
import { loadMoralHazard } from "../../services/stress/moral-hazard.ts";
import { loadOracleRisk } from "../../services/stress/oracle/oracle-risk.ts";
import { loadHorizon } from "../../services/stress/reverse/load-horizon.ts";
import { loadReverseStress } from "../../services/stress/reverse/load-reverse-stress.ts";
import { loadRunway } from "../../services/stress/reverse/load-runway.ts";
import { loadReflexivity } from "../../services/stress/runs/reflexivity.ts";
import { loadRunOff } from "../../services/stress/runs/run-off.ts";
import { loadCoMovement } from "../../services/stress/tail/co-movement.ts";
import { loadJointTail } from "../../services/stress/tail/joint-tail.ts";
import { loadStressIndex } from "../../services/stress/tail/stress-index.ts";

/** Fields of `Stress` that are not plain properties of its parent. */
export const Stress: StressResolvers = {
  moralHazard: (scope, args, { session, series }) => loadMoralHazard(session, series, scope, args),
  intervention: (scope, args, { session }) => loadInterventionAdequacy(session, scope, args),
  counterparty: (scope, args, { session }) => loadCounterpartyExposure(session, scope, args),
  reflexivity: (scope, args, { session, series }) => loadReflexivity(session, series, scope, args),
  coMovement: (scope, args, { session, series }) => loadCoMovement(session, series, scope, args),
  liquidationLatency: (scope, args, { session }) => loadLiquidationLatency(session, scope, args),
  deployment: (scope, args, { session }) => loadDeploymentSpeed(session, scope, args),
  runOff: (scope, args, { session }) => loadRunOff(session, scope, args),
  backstopPrice: (scope, args, { session, series }) => loadBackstopPrice(session, series, scope, args),
  distanceToDefault: (scope, args, { session, series }) =>
    loadDistanceToDefault(session, series, scope, args),
  oracle: (scope, args, { session }) => loadOracleRisk(session, scope, args),
  cascade: (scope, args, { session }) => loadCascade(session, scope, args),
  horizon: (scope, args, { session }) => loadHorizon(session, scope, args),
  runway: (scope, args, { session, series }) => loadRunway(session, series, scope, args),
  reverseStress: (scope, args, { session, series }) => loadReverseStress(session, series, scope, args),
  jointTail: (scope, args, { session, series }) => loadJointTail(session, series, scope, args),
  stressIndex: (scope, args, { session, series }) => loadStressIndex(session, series, scope, args),
  coverN: (scope, args, { session }) => loadCoverN(session, scope, args),
  keepers: (scope, args, { session }) => loadKeepers(session, scope, args),
  gammaShock: (scope, args, { session }) => loadGammaShock(session, scope, args),
  debtSpiral: (scope, args, { session }) => loadDebtSpiral(session, scope, args),
  protocol: ({ book, view }) => ({ ...book.protocol, view }),
  premiumAdequacy: (scope, args, { session }) => loadPremiumAdequacy(session, scope, args),
  redemptionPut: (scope, args, { session }) => loadRedemptionPut(session, scope, args),
};
