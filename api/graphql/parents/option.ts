import type { BookPosition } from "../../options/book-position.ts";
import type { MoneynessSummary } from "../../options/moneyness.ts";
import type { Smile } from "../../options/smile.ts";
import type { SmilePoint } from "../../options/smile-point.ts";
import type { Scoped } from "../../services/ledger-session.ts";
import type { ExerciseAnalyticsAnswer } from "../../services/options/exercise-analytics.ts";
import type { OptionBookAnswer } from "../../services/options/option-book.ts";
import type { PoolAdequacy, PremiumAdequacyAnswer } from "../../services/options/premium-adequacy.ts";
import type { RedemptionPutAnswer } from "../../services/options/redemption-put.ts";
import type { Estimate } from "../../stats/estimate.ts";

/** What resolvers of option books, exercises and premiums receive. */
export type ExerciseAnalyticsReportParent = ExerciseAnalyticsAnswer;
export type ExerciseAnalyticsParent = ExerciseAnalyticsAnswer["groups"][number];
export type MoneynessParent = MoneynessSummary;
export type OptionBookParent = OptionBookAnswer;
export type OptionBookPositionParent = Scoped<BookPosition>;
export type OptionUnderlyingParent = Scoped<OptionBookAnswer["boards"][number]> & { readonly rate: number };
export type SmileParent = Smile & {
  readonly expiry: bigint;
  readonly realisedVariance: Estimate;
  /** Null without a price. */
  readonly forward: number | null;
  readonly rate: number;
};
export type SmilePointParent = SmilePoint;
export type PremiumAdequacyReportParent = PremiumAdequacyAnswer;
export type PremiumAdequacyParent = PoolAdequacy;
export type RedemptionPutParent = RedemptionPutAnswer;
