import { toValuation } from "../../domain/worth.ts";
import type { ExerciseAnalyticsResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ExerciseAnalytics` that are not plain properties of its parent. */
export const ExerciseAnalytics: ExerciseAnalyticsResolvers = {
  backstop: (group, _, context) => lookUp(context, "backstop", group, group.backstop),
  market: (group, _, context) => lookUp(context, "market", group, group.market),
  underlying: (group, _, context) => lookUp(context, "asset", group, group.underlying),
  irrationalCount: ({ irrational }) => irrational,
  unused: ({ unused }) => toValuation(unused),
  settled: (group) => group.settled.map((amount) => scopedAmount(group, amount)),
  owed: (group) => group.owed.map((amount) => scopedAmount(group, amount)),
  shortfall: (group) => group.shortfall.map((amount) => scopedAmount(group, amount)),
};
