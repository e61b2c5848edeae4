import type { Rational } from "../domain/rational.ts";
import { clopperPearson } from "./clopper-pearson.ts";
import { type CorrelationInput, checkPairs, isConstant, MINIMUM_PAIRS } from "./correlation-pairs.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { levelAsNumber, requireLevel } from "./level.ts";
import { ranks } from "./ranks.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";

/** Fewest pairs with both values in the tail. */
const MINIMUM_JOINT = 8;
const METHOD = "joint share of the lower tail, Clopper-Pearson interval";

/**
 * Estimates lower-tail dependence at a share q: λ(q) = (pairs with both ranks at or below qn)/(qn),
 * the probability that one series is among its worst when the other is. Equal values share their mean rank.
 * The interval is the exact one of the joint share, divided by q and cut at 1, for independent pairs.
 *
 * @param share - q, exact, inside (0, 1), such as 1/20.
 * @returns λ(q) in [0, 1]; INSUFFICIENT_DATA below 60 pairs or 8 joint tail observations; NOT_APPLICABLE when a series is constant.
 * @throws {InvalidRequestError} when lengths differ, a value is not finite, or the share or the confidence is not inside (0, 1).
 * @see Schmid, Schmidt, Multivariate conditional versions of Spearman's rho and related measures of tail dependence, J. Multivar. Anal. 98 (2007)
 */
export function lowerTailDependence(input: CorrelationInput, share: Rational): Estimate {
  checkPairs(input);
  requireLevel(share);
  const { x, y, confidence } = input;
  const n = x.length;
  if (n < MINIMUM_PAIRS) return tooFew(n, MINIMUM_PAIRS, METHOD);
  if (isConstant(x) || isConstant(y)) {
    return missingEstimate("NOT_APPLICABLE", "A series is constant.", { n, method: METHOD });
  }
  const [ranksX, ranksY] = [ranks(x), ranks(y)];
  const inTail = (rank: number): boolean => rank * Number(share.denominator) <= Number(share.numerator) * n;
  const joint = ranksX.filter((rank, i) => inTail(rank) && inTail(ranksY[i] as number)).length;
  if (joint < MINIMUM_JOINT) return tooFewInTail(joint, MINIMUM_JOINT, { n, method: METHOD });
  const q = levelAsNumber(share);
  const { value, interval } = clopperPearson({ successes: joint, trials: n }, confidence);
  const conditional = (end: number | null | undefined): number => Math.min(1, (end ?? Number.NaN) / q);
  return estimated({
    value: conditional(value),
    interval: { lower: conditional(interval?.lower), upper: conditional(interval?.upper) },
    confidence,
    n,
    method: METHOD,
  });
}
