import { InvalidRequestError } from "../../domain/errors.ts";
import { toValuation } from "../../domain/worth.ts";
import type { ReplayResultResolvers } from "../../generated/resolvers.ts";
import { moneyOf, multiplierEstimate, replaySteps } from "../../services/stress/replay/replay-report.ts";
import { REPLAY } from "../../stress/replay/replay-metric.ts";

const MOST_POINTS = 10_000;

/** Fields of `ReplayResult` that are not plain properties of its parent. */
export const ReplayResult: ReplayResultResolvers = {
  definition: () => REPLAY,
  protocol: ({ scope, view }) => ({ ...scope.book.protocol, view }),
  steps: ({ plan }) => plan.steps,
  stepSeconds: ({ plan }) => plan.stepSeconds,
  accounts: ({ accounts }) => accounts.replayed,
  accountsLeftOut: ({ accounts }) => accounts.leftOut,
  survived: ({ settled }) => settled.breach === null,
  firstBreach: ({ settled, plan, view }) =>
    settled.breach === null
      ? null
      : view.block.timestamp + BigInt(Math.round((settled.breach + 1) * plan.stepSeconds)),
  loss: ({ settled }) => toValuation(moneyOf(settled.loss)),
  absorbed: ({ settled }) => toValuation(moneyOf(settled.loss - settled.unabsorbed)),
  unabsorbed: ({ settled }) => toValuation(moneyOf(settled.unabsorbed)),
  unabsorbedBy: ({ bookLayers }) => bookLayers.find(({ isFunded }) => !isFunded)?.layer ?? null,
  peakLoss: ({ settled }) => settled.lossPath.reduce((most, loss) => Math.max(most, loss), 0),
  liquidatedDebt: ({ record }) => record.repaid.reduce((sum, repaid) => sum + repaid, 0),
  liquidations: ({ record }) => record.counts.reduce((sum, count) => sum + count, 0),
  survivors: ({ record }) => record.untouched,
  layers: ({ settled, factors, view }) => settled.draws.map((draw) => ({ ...draw, factors, view })),
  claimsRun: ({ claims }) => claims,
  path: (result, { maxPoints }) => {
    if (maxPoints < 2 || maxPoints > MOST_POINTS) {
      throw new InvalidRequestError(`Expected maxPoints from 2 to ${MOST_POINTS}, got ${maxPoints}.`);
    }
    return replaySteps(result, result.view.block.timestamp, maxPoints);
  },
  prices: ({ prices, factors, view }) =>
    factors.map(({ asset, price }, factor) => ({
      ...{ asset, start: price, view },
      lowest: prices[factor]?.lowest ?? 1,
      last: prices[factor]?.last ?? 1,
    })),
  multiplierToFailure: (result) => multiplierEstimate(result),
};
