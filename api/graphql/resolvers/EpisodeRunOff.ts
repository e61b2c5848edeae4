import type { EpisodeRunOffResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `EpisodeRunOff` that are not plain properties of its parent. */
export const EpisodeRunOff: EpisodeRunOffResolvers = {
  backstop: (row, _, context) => lookUp(context, "backstop", row, row.backstop),
  largestDay: (row) => amountOf(row, row.largestDay, row.asset),
  total: (row) => amountOf(row, row.total, row.asset),
};
