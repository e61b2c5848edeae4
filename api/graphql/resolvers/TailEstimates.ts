import type { TailEstimatesResolvers } from "../../generated/resolvers.ts";
import { TAIL_RISK } from "../../stress/tail/tail-risk-metric.ts";

/** Fields of `TailEstimates` that are not plain properties of its parent. */
export const TailEstimates: TailEstimatesResolvers = { definition: () => TAIL_RISK };
