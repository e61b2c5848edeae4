import type { PegModuleReportResolvers } from "../../generated/resolvers.ts";
import { PEG_MODULE } from "../../solvency/peg-module.ts";

/** Fields of `PegModuleReport` that are not plain properties of its parent. */
export const PegModuleReport: PegModuleReportResolvers = { definition: () => PEG_MODULE };
