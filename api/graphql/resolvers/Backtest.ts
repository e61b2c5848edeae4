import type { BacktestResolvers } from "../../generated/resolvers.ts";
import { BACKTEST } from "../../stress/tail/backtest.ts";

/** Fields of `Backtest` that are not plain properties of its parent. */
export const Backtest: BacktestResolvers = {
  definition: () => BACKTEST,
  provenance: ({ answer, window }) => answer.provenanceOf(BACKTEST.id, { window }),
};
