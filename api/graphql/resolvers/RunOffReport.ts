import type { RunOffReportResolvers } from "../../generated/resolvers.ts";
import { RUN_OFF } from "../../stress/runs/run-off.ts";

/** Fields of `RunOffReport` that are not plain properties of its parent. */
export const RunOffReport: RunOffReportResolvers = {
  definition: () => RUN_OFF,
  pools: ({ pools, view }) => pools.map((pool) => ({ ...pool, view })),
};
