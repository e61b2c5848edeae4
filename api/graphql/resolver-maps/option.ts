import type { Resolvers } from "../../generated/resolvers.ts";
import { ExerciseAnalytics } from "../resolvers/ExerciseAnalytics.ts";
import { ExerciseAnalyticsReport } from "../resolvers/ExerciseAnalyticsReport.ts";
import { OptionBook } from "../resolvers/OptionBook.ts";
import { OptionBookPosition } from "../resolvers/OptionBookPosition.ts";
import { OptionUnderlying } from "../resolvers/OptionUnderlying.ts";
import { PremiumAdequacy } from "../resolvers/PremiumAdequacy.ts";
import { PremiumAdequacyReport } from "../resolvers/PremiumAdequacyReport.ts";
import { RedemptionPut } from "../resolvers/RedemptionPut.ts";
import { Smile } from "../resolvers/Smile.ts";

/** Resolvers of option books, exercises and premiums. */
export const OPTION_RESOLVERS: Resolvers = {
  ExerciseAnalytics,
  ExerciseAnalyticsReport,
  OptionBook,
  OptionBookPosition,
  OptionUnderlying,
  PremiumAdequacy,
  PremiumAdequacyReport,
  RedemptionPut,
  Smile,
};
