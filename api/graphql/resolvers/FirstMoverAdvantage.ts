import type { FirstMoverAdvantageResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `FirstMoverAdvantage` that are not plain properties of its parent. */
export const FirstMoverAdvantage: FirstMoverAdvantageResolvers = {
  market: (part, _, context) => lookUp(context, "market", part, part.market),
};
