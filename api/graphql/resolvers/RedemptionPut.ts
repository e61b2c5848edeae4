import type { RedemptionPutResolvers } from "../../generated/resolvers.ts";
import { REDEMPTION_PUT } from "../../options/redemption-put.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `RedemptionPut` that are not plain properties of its parent. */
export const RedemptionPut: RedemptionPutResolvers = {
  definition: () => REDEMPTION_PUT,
  market: (parent, _, context) => lookUp(context, "market", parent, parent.market),
};
