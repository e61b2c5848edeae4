import type { MarketCoverageResolvers } from "../../generated/resolvers.ts";
import { lineFields } from "../coverage-line.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketCoverage` that are not plain properties of its parent. */
export const MarketCoverage: MarketCoverageResolvers = {
  ...lineFields,
  market: (line, _, context) => lookUp(context, "market", line, line.market),
};
