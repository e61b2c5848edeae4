import type { TailReportResolvers } from "../../generated/resolvers.ts";
import { checkedWindow } from "../../services/stress/tail/backtest-window.ts";
import { drawdownBootstrap, levelPath } from "../../services/stress/tail/drawdown-input.ts";
import { backtest } from "../../stress/tail/backtest.ts";
import { extremeValues } from "../../stress/tail/extreme-values.ts";
import { tailIndex } from "../../stress/tail/pareto-tail.ts";
import { pathDrawdown } from "../../stress/tail/path-drawdown.ts";
import { TAIL_RISK } from "../../stress/tail/tail-risk-metric.ts";

/** Fields of `TailReport` that are not plain properties of its parent. */
export const TailReport: TailReportResolvers = {
  definition: () => TAIL_RISK,
  unit: ({ sample }) => sample.unit,
  from: ({ sample }) => secondsOf(sample.from[0]),
  to: ({ sample }) => secondsOf(sample.from.at(-1)),
  n: ({ losses }) => losses.present.length,
  missing: ({ losses }) => losses.losses.length - losses.present.length,
  worst: ({ losses }) => worstOf(losses.losses)?.loss ?? null,
  worstAt: ({ losses, sample }) => secondsOf(sample.from[worstOf(losses.losses)?.at ?? -1]),
  valueAtRisk: ({ risk }) => risk().valueAtRisk,
  expectedShortfall: ({ risk }) => risk().expectedShortfall,
  extremes: (answer) => ({ answer, values: extremeValues(answer.question) }),
  tailIndex: (answer) => ({ ...tailIndex(answer.question), answer }),
  drawdown: ({ sample, question }) => {
    const path = levelPath(sample);
    return pathDrawdown(path, question.level, drawdownBootstrap(question, path));
  },
  backtest: (answer, { window }) => ({ ...backtest(answer.question, checkedWindow(window)), answer, window }),
};

function secondsOf(seconds: number | undefined): bigint | null {
  return seconds === undefined ? null : BigInt(seconds);
}

function worstOf(losses: readonly (number | null)[]): { readonly loss: number; readonly at: number } | null {
  let worst: { readonly loss: number; readonly at: number } | null = null;
  for (const [at, loss] of losses.entries()) {
    if (loss !== null && loss > (worst?.loss ?? Number.NEGATIVE_INFINITY)) worst = { loss, at };
  }
  return worst;
}
