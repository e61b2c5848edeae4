import type { AssetCoverageResolvers } from "../../generated/resolvers.ts";
import { lineFields } from "../coverage-line.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `AssetCoverage` that are not plain properties of its parent. */
export const AssetCoverage: AssetCoverageResolvers = {
  ...lineFields,
  asset: (line, _, context) => lookUpOptional(context, "asset", line, line.asset),
};
