import type { StressResolvers } from "../../generated/resolvers.ts";
import { loadCascade } from "../../services/stress/cascade/load-cascade.ts";
import { loadDistanceToDefault } from "../../services/stress/default/distance-to-default.ts";
import { loadDeploymentSpeed } from "../../services/stress/deployment/deployment-speed.ts";
import { loadOracleRisk } from "../../services/stress/oracle/oracle-risk.ts";
import { loadRunOff } from "../../services/stress/runs/run-off.ts";

/** Fields of `Stress` that are not plain properties of its parent. */
export const Stress: StressResolvers = {
  deployment: (scope, args, { session }) => loadDeploymentSpeed(session, scope, args),
  runOff: (scope, args, { session }) => loadRunOff(session, scope, args),
  distanceToDefault: (scope, args, { session, series }) =>
    loadDistanceToDefault(session, series, scope, args),
  oracle: (scope, args, { session }) => loadOracleRisk(session, scope, args),
  cascade: (scope, args, { session }) => loadCascade(session, scope, args),
  protocol: ({ book, view }) => ({ ...book.protocol, view }),
};
