import type { Resolvers } from "../../generated/resolvers.ts";
import { Backtest } from "../resolvers/Backtest.ts";
import { CoMovement } from "../resolvers/CoMovement.ts";
import { ExtremeValues } from "../resolvers/ExtremeValues.ts";
import { JointTail } from "../resolvers/JointTail.ts";
import { PathDrawdown } from "../resolvers/PathDrawdown.ts";
import { StressIndexReport } from "../resolvers/StressIndexReport.ts";
import { StressIndicator } from "../resolvers/StressIndicator.ts";
import { TailEstimates } from "../resolvers/TailEstimates.ts";
import { TailIndex } from "../resolvers/TailIndex.ts";
import { TailReport } from "../resolvers/TailReport.ts";
import { ThresholdRow } from "../resolvers/ThresholdRow.ts";

/** Resolvers of tails of series, and of how series move together. */
export const TAIL_RESOLVERS: Resolvers = {
  Backtest,
  CoMovement,
  ExtremeValues,
  JointTail,
  PathDrawdown,
  StressIndexReport,
  StressIndicator,
  TailEstimates,
  TailIndex,
  TailReport,
  ThresholdRow,
};
