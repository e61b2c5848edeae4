import type { StressResolvers } from "../../generated/resolvers.ts";
import { loadOracleRisk } from "../../services/stress/oracle/oracle-risk.ts";

/** Fields of `Stress` that are not plain properties of its parent. */
export const Stress: StressResolvers = {
  oracle: (scope, args, { session }) => loadOracleRisk(session, scope, args),
  protocol: ({ book, view }) => ({ ...book.protocol, view }),
};
