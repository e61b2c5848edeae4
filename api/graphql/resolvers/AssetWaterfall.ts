import type { AssetWaterfallResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";
import { waterfallFields } from "../waterfall-fields.ts";

/** Fields of `AssetWaterfall` that are not plain properties of its parent. */
export const AssetWaterfall: AssetWaterfallResolvers = {
  ...waterfallFields,
  asset: (run, _, context) => lookUp(context, "asset", run, run.asset ?? ""),
};
