import type { PegReportResolvers } from "../../generated/resolvers.ts";
import { PEG } from "../../solvency/peg.ts";

/** Fields of `PegReport` that are not plain properties of its parent. */
export const PegReport: PegReportResolvers = { definition: () => PEG };
