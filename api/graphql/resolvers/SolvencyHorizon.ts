import type { SolvencyHorizonResolvers } from "../../generated/resolvers.ts";
import { SOLVENCY_HORIZON } from "../../stress/reverse/solvency-horizon.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `SolvencyHorizon` that are not plain properties of its parent. */
export const SolvencyHorizon: SolvencyHorizonResolvers = {
  definition: () => SOLVENCY_HORIZON,
  asset: (report, _, context) => lookUp(context, "asset", report, report.asset),
};
