import type { MetricDefinition } from "../../domain/metric-definition.ts";
import type { Rational } from "../../domain/rational.ts";
import { automaticBlockLength } from "../../stats/automatic-block-length.ts";
import { bootstrapInterval } from "../../stats/bootstrap-interval.ts";
import { isConstant, MINIMUM_PAIRS } from "../../stats/correlation-pairs.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../../stats/estimate.ts";
import { ewmaVolatility } from "../../stats/ewma-volatility.ts";
import { seededRandom } from "../../stats/seeded-random.ts";
import { standardise } from "../../stats/standardise.ts";
import { tooFewInTail } from "../../stats/too-few-in-tail.ts";
import { logChange } from "./log-change.ts";
import {
  exceedanceMeasure,
  jointWorst,
  type PairMeasure,
  PEARSON,
  SPEARMAN,
  worstMean,
} from "./pair-measures.ts";
import { makePairs, type Pairs, resamplePairs } from "./pairs.ts";

/** Definition of how a fund moves with its market. */
export const CO_MOVEMENT: MetricDefinition = {
  id: "co-movement",
  title: "How the fund and its market move together",
  formula:
    "on log changes r_f, r_u over h buckets that do not overlap: Pearson ρ(r_f, r_u) and ρ(r_f, Δ ln σ_u), σ_u by exponential weights 0.94; Spearman; " +
    "λ_L(q) = #{both among their worst q}/(qn); MES = mean of r_f where r_u is among its worst q; correlation of both below, and both above, " +
    "d standard deviations from their means",
  unit: "MES a logarithm, negative when the fund falls with the market; the others without unit",
  edgeCases: [
    "A fund, or a market, that does not vary: NOT_APPLICABLE, not 0.",
    "Fewer than 60 pairs: INSUFFICIENT_DATA; fewer than 8 in the joint tail, or 10 joint exceedances: none of that measure.",
    "Changes of the fund hold what is paid in and out, not only what prices do.",
    "Pairs with a missing end are left out; nothing is filled in.",
    "No sign is good or bad by itself: a positive correlation with the market is the danger, and so is a negative one with volatility.",
  ],
  sources: [
    "metrics.md M-06",
    "Acharya, Pedersen, Philippon and Richardson, Rev. Financ. Stud. 30 (2017), for MES",
    "Longin and Solnik, J. Finance 56 (2001)",
    "Politis and Romano, JASA 89 (1994), for the intervals",
  ],
  since: "1.2.0",
};

/** Two series and what is asked of them; structured-cloneable. */
export type CoMovementInput = {
  /** Levels by bucket in time order; null where there is none. */
  readonly fund: readonly (number | null)[];
  /** Levels at the same times. */
  readonly market: readonly (number | null)[];
  /** h: buckets between the two ends of a change. */
  readonly horizon: number;
  /** q inside (0, 1). */
  readonly share: Rational;
  /** d of the exceedance correlations, standard deviations, at least 0. */
  readonly distance: number;
  readonly confidence: number;
  readonly seed: bigint;
  /** Resamples of each interval, at least 999; 0 for none. */
  readonly resamples: number;
};

/** How a fund moves with its market. */
export type CoMovement = {
  readonly pearson: Estimate;
  readonly volatility: Estimate;
  readonly spearman: Estimate;
  readonly lowerTailDependence: Estimate;
  readonly marginalShortfall: Estimate;
  readonly lowerExceedance: Estimate;
  readonly upperExceedance: Estimate;
};

const FEWEST_JOINT = 8;
const FEWEST_EXCEEDANCES = 10;

/**
 * Measures how a fund and its market move together, with stationary-bootstrap intervals; pure, the same input gives the same bytes.
 *
 * @see CO_MOVEMENT
 */
export function coMovement(input: CoMovementInput): CoMovement {
  const { share, distance } = input;
  const pairs = changesOf(input);
  return {
    pearson: estimate(input, pairs, PEARSON),
    volatility: estimate(input, withVolatility(pairs), PEARSON),
    spearman: estimate(input, pairs, SPEARMAN),
    lowerTailDependence: estimate(input, pairs, jointWorst(share), FEWEST_JOINT),
    marginalShortfall: estimate(input, pairs, worstMean(share), FEWEST_JOINT),
    lowerExceedance: estimate(input, pairs, exceedanceMeasure(-1, distance), FEWEST_EXCEEDANCES),
    upperExceedance: estimate(input, pairs, exceedanceMeasure(1, distance), FEWEST_EXCEEDANCES),
  };
}

/** Changes over h buckets that do not overlap, counted back from the last; both ends of both must be there. */
function changesOf({ fund, market, horizon }: CoMovementInput): Pairs {
  const x: number[] = [];
  const y: number[] = [];
  for (let end = (market.length - 1) % horizon; end < market.length; end += horizon) {
    const [left, right] = [change(fund, end, horizon), change(market, end, horizon)];
    if (left === null || right === null) continue;
    x.push(left);
    y.push(right);
  }
  return makePairs(x, y);
}

function change(levels: readonly (number | null)[], end: number, horizon: number): number | null {
  return logChange(levels[end - horizon] ?? null, levels[end] ?? null);
}

/** The fund's changes with those of the logarithm of the market's volatility at the same times. */
function withVolatility({ x, y }: Pairs): Pairs {
  const forecasts = ewmaVolatility([...y]);
  const moves = Array.from(y, (_, t) => Math.log((forecasts[t + 1] ?? 0) / (forecasts[t] ?? 0)));
  return makePairs(
    [...x].filter((_, t) => Number.isFinite(moves[t])),
    moves.filter(Number.isFinite),
  );
}

/** A measure of the pairs with its bootstrap interval. */
function estimate(
  { confidence, seed, resamples }: CoMovementInput,
  pairs: Pairs,
  { method, of, found }: PairMeasure,
  fewest = 0,
): Estimate {
  const n = pairs.x.length;
  if (n < MINIMUM_PAIRS) return tooFew(n, MINIMUM_PAIRS, method);
  if (isConstant([...pairs.x]) || isConstant([...pairs.y])) {
    return missingEstimate("NOT_APPLICABLE", "The fund or the market does not vary.", { n, method });
  }
  const inTail = found(pairs);
  if (inTail < fewest) return tooFewInTail(inTail, fewest, { n, method });
  const value = of(pairs);
  if (!Number.isFinite(value)) {
    return missingEstimate("NOT_APPLICABLE", "What is in the tail does not vary.", { n, method });
  }
  if (resamples === 0) {
    const reason = "No interval: the sample is too large for a bootstrap while one waits.";
    return estimated({ value, n, method, reason });
  }
  const settings = { random: seededRandom(seed), replicates: resamples, confidence };
  const resampled = resamplePairs(pairs);
  const interval = bootstrapInterval({ n, blockLength: blockLengthOf(pairs) }, settings, (indices) =>
    of(resampled(indices)),
  );
  return estimated({ ...interval, value, n, method: `${method}; ${interval.method}` });
}

/** Blocks are chosen on the products of standardised changes, which is what correlations add up. */
function blockLengthOf({ x, y }: Pairs): number {
  const [left, right] = [standardise([...x]), standardise([...y])];
  return automaticBlockLength(left.map((value, i) => value * (right[i] as number)));
}
