import type { Rational } from "../domain/rational.ts";
import type { HistoricalTail } from "./historical-tail.ts";
import { levelAsNumber, requireLevel } from "./level.ts";

/**
 * Returns the weights λ^i(1 − λ)/(1 − λ^n) of observations by age, i = 0 for the newest; they sum to 1.
 *
 * @param decay - λ in (0, 1]; 1 weighs all alike.
 * @returns In time order, the newest last.
 * @see Boudoukh, Richardson and Whitelaw, The best of both worlds, Risk 11 (May 1998)
 */
export function ageWeights(n: number, decay: number): Float64Array {
  const weights = Float64Array.from({ length: n }, (_, at) => decay ** (n - 1 - at));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Losses beyond the boundary may weigh this much more than 1 − α before rounding is to blame. */
const ROUNDING = 1 + 1e-12;

/**
 * Returns VaR and ES of weighted losses: VaR is the loss at which the weight of the losses at least as large first exceeds 1 − α, ES the
 * mean of the worst share 1 − α, the boundary loss with the weight that is left. With equal weights it is historical-tail.ts.
 *
 * @param losses - In any order, at least one, finite; a loss is positive.
 * @param weights - One for each loss, at least 0, sum 1.
 * @returns In the losses' unit.
 * @throws {InvalidRequestError} when the level is not inside (0, 1).
 * @see Acerbi and Tasche, On the Coherence of Expected Shortfall, J. Banking & Finance 26 (2002)
 */
export function weightedTail(
  losses: readonly number[],
  weights: Float64Array,
  level: Rational,
): HistoricalTail {
  const { indices, tail } = resampledWeightedTail(losses, weights, level);
  return tail(indices);
}

/**
 * Makes VaR and ES of resamples of one sample, whose weights belong to the places and not to the losses drawn there.
 *
 * @returns `indices` of the sample itself, and a function of the indices of a resample as long; it reuses its memory from call to call.
 */
export function resampledWeightedTail(losses: readonly number[], weights: Float64Array, level: Rational) {
  requireLevel(level);
  const indices = Uint32Array.from(losses.keys());
  const order = indices.slice().sort((a, b) => (losses[b] as number) - (losses[a] as number));
  const descending = Float64Array.from(order, (index) => losses[index] as number);
  const rankOf = new Uint32Array(losses.length);
  for (const [rank, index] of order.entries()) rankOf[index] = rank;
  const byRank = new Float64Array(losses.length);
  const share = 1 - levelAsNumber(level);
  const tail = (drawn: Uint32Array): HistoricalTail => {
    byRank.fill(0);
    for (let place = 0; place < drawn.length; place++) {
      const rank = rankOf[drawn[place] as number] as number;
      byRank[rank] = (byRank[rank] as number) + (weights[place] as number);
    }
    return tailOfRanks(descending, byRank, share);
  };
  return { indices, tail };
}

/** VaR and ES of descending losses with their weights. */
function tailOfRanks(descending: Float64Array, weights: Float64Array, share: number): HistoricalTail {
  let [seen, beyond, rank] = [0, 0, 0];
  while (rank < descending.length - 1) {
    const weight = weights[rank] as number;
    if (seen + weight > share * ROUNDING) break;
    seen += weight;
    beyond += weight * (descending[rank] as number);
    rank += 1;
  }
  const valueAtRisk = descending[rank] as number;
  const excess = Math.max(0, beyond - seen * valueAtRisk);
  return { valueAtRisk, expectedShortfall: valueAtRisk + excess / share };
}
