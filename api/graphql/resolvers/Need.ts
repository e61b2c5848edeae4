import type { NeedResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `Need` that are not plain properties of its parent. */
export const Need: NeedResolvers = {
  market: (need, _, context) => lookUp(context, "market", need, need.market),
  needed: (need) => amountOf(need, need.needed, need.asset),
  covered: (need) => amountOf(need, need.covered, need.asset),
  socialised: (need) => amountOf(need, need.socialised, need.asset),
  writtenOff: (need) => amountOf(need, need.writtenOff, need.asset),
};
