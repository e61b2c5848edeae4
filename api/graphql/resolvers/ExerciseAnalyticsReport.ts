import type { ExerciseAnalyticsReportResolvers } from "../../generated/resolvers.ts";
import { EXERCISE_ANALYTICS } from "../../options/exercise-analytics.ts";

/** Fields of `ExerciseAnalyticsReport` that are not plain properties of its parent. */
export const ExerciseAnalyticsReport: ExerciseAnalyticsReportResolvers = {
  definition: () => EXERCISE_ANALYTICS,
};
