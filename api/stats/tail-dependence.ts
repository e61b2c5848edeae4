import type { Rational } from "../domain/rational.ts";
import { type CorrelationInput, checkPairs, isConstant, MINIMUM_PAIRS } from "./correlation-pairs.ts";
import { type Estimate, type EstimateParts, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { levelAsNumber, requireLevel } from "./level.ts";
import { ranks } from "./ranks.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** Two measures of how often both series are in their upper tail together; negate the series for the lower tail. */
export type TailDependence = {
  /** χ(u): 0 in the limit u → 1 when extremes are independent, 1 when they coincide. No unit. */
  readonly chi: Estimate;
  /** χ̄(u): 1 in the limit when χ > 0, else the strength of what is left of the dependence, in [−1, 1]. No unit. */
  readonly chiBar: Estimate;
};

/** Fewest pairs with both values in the tail. */
const MINIMUM_JOINT = 8;
const METHOD = "empirical copula, delta-method interval";

/**
 * Estimates upper-tail dependence at a level u on ranks divided by n + 1:
 * χ(u) = 2 − ln P(both < u)/ln u and χ̄(u) = 2 ln(1 − u)/ln P(both > u) − 1.
 * Intervals: normal by the delta method for independent pairs, cut at the bounds that χ and χ̄ have.
 *
 * @param level - u, exact, inside (0, 1), such as 19/20.
 * @returns INSUFFICIENT_DATA below 60 pairs or 8 joint exceedances; NOT_APPLICABLE when a series is constant.
 * @throws {InvalidRequestError} when lengths differ, a value is not finite, or the level or the confidence is not inside (0, 1).
 * @see Coles, Heffernan, Tawn, Dependence measures for extreme value analyses, Extremes 2 (1999)
 */
export function tailDependence(input: CorrelationInput, level: Rational): TailDependence {
  checkPairs(input);
  const z = twoSidedZ(input.confidence);
  requireLevel(level);
  const n = input.x.length;
  if (n < MINIMUM_PAIRS) return both(tooFew(n, MINIMUM_PAIRS, METHOD));
  if (isConstant(input.x) || isConstant(input.y)) {
    return both(missingEstimate("NOT_APPLICABLE", "A series is constant.", { n, method: METHOD }));
  }
  const { below, above } = jointCounts(input, level);
  if (above < MINIMUM_JOINT || below === 0) {
    return both(tooFewInTail(Math.min(above, below), MINIMUM_JOINT, { n, method: METHOD }));
  }
  const u = levelAsNumber(level);
  const parts = { n, method: METHOD, confidence: input.confidence };
  return { chi: chi(below / n, u, z, parts), chiBar: chiBar(above / n, u, z, parts) };
}

function both(missing: Estimate): TailDependence {
  return { chi: missing, chiBar: missing };
}

/** Pairs with both ranks below, and both above, the level. */
function jointCounts({ x, y }: CorrelationInput, level: Rational): { below: number; above: number } {
  const [ranksX, ranksY] = [ranks(x), ranks(y)];
  const limit = (Number(level.numerator) * (x.length + 1)) / Number(level.denominator);
  let [below, above] = [0, 0];
  ranksX.forEach((rank, i) => {
    const other = ranksY[i] as number;
    if (Math.max(rank, other) < limit) below += 1;
    if (Math.min(rank, other) > limit) above += 1;
  });
  return { below, above };
}

type Parts = Omit<EstimateParts, "value">;

function chi(share: number, u: number, z: number, parts: Parts): Estimate {
  const value = 2 - Math.log(share) / Math.log(u);
  const margin = (z / -Math.log(u)) * Math.sqrt((1 - share) / (share * parts.n));
  const lowest = u > 0.5 ? 2 - Math.log(2 * u - 1) / Math.log(u) : Number.NEGATIVE_INFINITY;
  return clipped({ value, margin, lowest, parts });
}

function chiBar(share: number, u: number, z: number, parts: Parts): Estimate {
  const logShare = Math.log(share);
  const value = (2 * Math.log1p(-u)) / logShare - 1;
  const slope = (-2 * Math.log1p(-u)) / (logShare * logShare);
  const margin = z * slope * Math.sqrt((1 - share) / (share * parts.n));
  return clipped({ value, margin, lowest: -1, parts });
}

/** Keeps value and interval inside [lowest, 1]. */
function clipped(raw: { value: number; margin: number; lowest: number; parts: Parts }): Estimate {
  const clip = (x: number): number => Math.min(1, Math.max(raw.lowest, x));
  const interval = { lower: clip(raw.value - raw.margin), upper: clip(raw.value + raw.margin) };
  return estimated({ ...raw.parts, value: clip(raw.value), interval });
}
