import type { StressIndicatorResolvers } from "../../generated/resolvers.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `StressIndicator` that are not plain properties of its parent. */
export const StressIndicator: StressIndicatorResolvers = {
  asset: (indicator, _, context) => lookUpOptional(context, "asset", indicator, indicator.assetId),
  n: ({ values }) => values.filter((value) => value !== null).length,
  missing: ({ values }) => values.filter((value) => value === null).length,
};
