import type { SharedCapitalReportResolvers } from "../../generated/resolvers.ts";
import { SHARED_CAPITAL } from "../../solvency/shared-capital.ts";

/** Fields of `SharedCapitalReport` that are not plain properties of its parent. */
export const SharedCapitalReport: SharedCapitalReportResolvers = { definition: () => SHARED_CAPITAL };
