import type { OracleRiskResolvers } from "../../generated/resolvers.ts";
import { ORACLE_RISK } from "../../stress/oracle/oracle-risk.ts";

/** Fields of `OracleRisk` that are not plain properties of its parent. */
export const OracleRisk: OracleRiskResolvers = {
  definition: () => ORACLE_RISK,
  feeds: ({ feeds, view }) => feeds.map((feed) => ({ ...feed, view })),
  mispricing: ({ mispricing, view }) => ({ ...mispricing, view }),
};
