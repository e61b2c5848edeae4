import type { WaterfallResolvers } from "../../generated/resolvers.ts";
import { WATERFALL } from "../../solvency/waterfall.ts";
import { lookUpOptional } from "../look-up.ts";
import { waterfallFields } from "../waterfall-fields.ts";

/** Fields of `Waterfall` that are not plain properties of its parent. */
export const Waterfall: WaterfallResolvers = {
  ...waterfallFields,
  definition: () => WATERFALL,
  asset: (run, _, context) => lookUpOptional(context, "asset", run, run.asset),
  market: (run, _, context) => lookUpOptional(context, "market", run, run.market),
};
