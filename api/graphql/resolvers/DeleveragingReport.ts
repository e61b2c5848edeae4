import type { DeleveragingReportResolvers } from "../../generated/resolvers.ts";
import { DELEVERAGING } from "../../solvency/deleveraging.ts";

/** Fields of `DeleveragingReport` that are not plain properties of its parent. */
export const DeleveragingReport: DeleveragingReportResolvers = { definition: () => DELEVERAGING };
