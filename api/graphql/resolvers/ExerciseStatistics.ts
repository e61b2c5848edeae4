import type { ExerciseStatisticsResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ExerciseStatistics` that are not plain properties of its parent. */
export const ExerciseStatistics: ExerciseStatisticsResolvers = {
  market: (group, _, context) => lookUp(context, "market", group, group.market),
  underlying: (group, _, context) => lookUp(context, "asset", group, group.underlying),
  size: (group) => scopedAmount(group, group.size),
  exercisedSize: (group) => scopedAmount(group, group.exercisedSize),
  premium: (group) => group.premium.map((amount) => scopedAmount(group, amount)),
  owed: (group) => group.owed.map((amount) => scopedAmount(group, amount)),
  settled: (group) => group.settled.map((amount) => scopedAmount(group, amount)),
  shortfall: (group) => group.shortfall.map((amount) => scopedAmount(group, amount)),
};
