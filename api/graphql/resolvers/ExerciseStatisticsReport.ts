import type { ExerciseStatisticsReportResolvers } from "../../generated/resolvers.ts";
import { EXERCISE_STATISTICS } from "../../solvency/exercise-statistics.ts";

/** Fields of `ExerciseStatisticsReport` that are not plain properties of its parent. */
export const ExerciseStatisticsReport: ExerciseStatisticsReportResolvers = {
  definition: () => EXERCISE_STATISTICS,
};
