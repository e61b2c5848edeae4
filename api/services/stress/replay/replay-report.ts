import { rational, scaled } from "../../../domain/rational.ts";
import { knownWorth, type Worth } from "../../../domain/worth.ts";
import { CURRENCY } from "../../../solvency/price-board.ts";
import { type Estimate, estimated, missingEstimate } from "../../../stats/estimate.ts";
import { MONEY_DECIMALS } from "../../../stress/replay/loss-layers.ts";
import type { ReplayResult } from "../../../stress/replay/run-replay.ts";

/** A replay after one step; US dollars at its market prices. */
export type ReplayStep = {
  /** Seconds since 1970-01-01 UTC. */
  readonly at: bigint;
  readonly loss: number;
  readonly badDebt: number;
  readonly latent: number;
  readonly resources: number;
  readonly liquidated: number;
  readonly liquidations: number;
  readonly withdrawn: number;
};

const METHOD = "grid of 1/16 from 0 to 4, first breaking cell bisected to 2^-24";

/** Writes 10^-18 dollars as a worth. */
export function moneyOf(units: bigint): Worth {
  return knownWorth(units === 0n ? rational(0n) : scaled(units, MONEY_DECIMALS), CURRENCY);
}

/** The multiple of log-returns at which the book breaks, as an estimate: its interval is the bracket that was found. */
export function multiplierEstimate({ multiplier }: Pick<ReplayResult, "multiplier">): Estimate {
  if (multiplier === null) {
    return missingEstimate("NOT_APPLICABLE", "It was not asked for (`findMultiplier`).", {
      n: 0,
      method: METHOD,
    });
  }
  const { breaks, holds, searchedTo, evaluations } = multiplier;
  if (breaks === null) {
    const reason = `No multiple up to ${searchedTo} breaks the book.`;
    return missingEstimate("MODEL_DOMAIN", reason, { n: evaluations, method: METHOD });
  }
  return estimated({
    value: breaks,
    interval: { lower: holds, upper: breaks },
    confidence: 1,
    n: evaluations,
    method: METHOD,
  });
}

/** Steps of a replay, evenly thinned out; the last one is always there. */
export function replaySteps(result: ReplayResult, start: bigint, maxPoints: number): ReplayStep[] {
  const { steps } = result.plan;
  const every = Math.max(1, Math.ceil(steps / maxPoints));
  const realised = realisedByStep(result);
  const kept = Array.from({ length: steps }, (_, step) => step).filter(
    (step) => (steps - 1 - step) % every === 0,
  );
  return kept.map((step) => stepOf(result, { start, step, badDebt: realised[step] as number }));
}

function stepOf(
  { plan, record, settled, withdrawn }: ReplayResult,
  { start, step, badDebt }: { readonly start: bigint; readonly step: number; readonly badDebt: number },
): ReplayStep {
  const loss = settled.lossPath[step] as number;
  return {
    at: start + BigInt(Math.round((step + 1) * plan.stepSeconds)),
    ...{ loss, badDebt, latent: Math.max(0, loss - badDebt) },
    resources: settled.resources[step] as number,
    liquidated: record.repaid[step] as number,
    liquidations: record.counts[step] as number,
    withdrawn: withdrawn[step] as number,
  };
}

/** Σ of what was realised up to each step. */
function realisedByStep({ plan, record }: ReplayResult): Float64Array {
  const markets = record.losses.length / plan.steps;
  const sums = new Float64Array(plan.steps);
  let sum = 0;
  for (let step = 0; step < plan.steps; step++) {
    for (let market = 0; market < markets; market++) sum += record.losses[step * markets + market] as number;
    sums[step] = sum;
  }
  return sums;
}
