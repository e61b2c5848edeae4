import { toValuation } from "../../domain/worth.ts";
import type { ReplayLevelLossesResolvers } from "../../generated/resolvers.ts";
import { moneyOf } from "../../services/stress/replay/replay-report.ts";

/** Fields of `ReplayLevelLosses` that are not plain properties of its parent. */
export const ReplayLevelLosses: ReplayLevelLossesResolvers = {
  loss: ({ loss }) => toValuation(moneyOf(loss)),
  unabsorbed: ({ unabsorbed }) => toValuation(moneyOf(unabsorbed)),
  addedLoss: ({ addedLoss }) => toValuation(moneyOf(addedLoss)),
  addedUnabsorbed: ({ addedUnabsorbed }) => toValuation(moneyOf(addedUnabsorbed)),
};
