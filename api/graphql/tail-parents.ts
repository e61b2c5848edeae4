import type { CoMovementAnswer } from "../services/stress/tail/co-movement.ts";
import type { JointTailAnswer } from "../services/stress/tail/joint-tail.ts";
import type { ReturnLevel } from "../services/stress/tail/return-levels.ts";
import type { StressIndexAnswer, UsedIndicator } from "../services/stress/tail/stress-index.ts";
import type { StressIndexPoint } from "../services/stress/tail/stress-index-points.ts";
import type { TailAnswer } from "../services/stress/tail/tail.ts";
import type { HillPoint } from "../stats/hill-plot.ts";
import type { TestResult } from "../stats/test-result.ts";
import type { Backtest } from "../stress/tail/backtest.ts";
import type { ExtremeValues, TestedThreshold } from "../stress/tail/extreme-values.ts";
import type { TailIndex } from "../stress/tail/pareto-tail.ts";
import type { PathDrawdown } from "../stress/tail/path-drawdown.ts";

/** What resolvers of tails of series receive. */
export type TailReportParent = TailAnswer;
export type ExtremeValuesParent = { readonly answer: TailAnswer; readonly values: ExtremeValues };
export type ThresholdRowParent = TestedThreshold;
export type ReturnLevelParent = ReturnLevel;
export type TailIndexParent = TailIndex;
export type HillPointParent = HillPoint;
export type PathDrawdownParent = PathDrawdown;
export type BacktestParent = Backtest;
export type BaselZoneParent = NonNullable<Backtest["zone"]>;
export type TestResultParent = TestResult;
export type CoMovementParent = CoMovementAnswer;
export type StressIndexReportParent = StressIndexAnswer;
export type StressIndicatorParent = UsedIndicator;
export type StressIndexPointParent = StressIndexPoint;
export type JointTailParent = JointTailAnswer;
