import type { ValueLeakageReportResolvers } from "../../generated/resolvers.ts";
import { VALUE_LEAKAGE } from "../../solvency/value-leakage.ts";

/** Fields of `ValueLeakageReport` that are not plain properties of its parent. */
export const ValueLeakageReport: ValueLeakageReportResolvers = { definition: () => VALUE_LEAKAGE };
