import type { Rational } from "../../domain/rational.ts";
import { cumulativeCounts, type Pairs, ranksOf } from "./pairs.ts";

/** A measure of how two series move together. */
export type PairMeasure = {
  readonly method: string;
  /** NaN where it is not defined. */
  readonly of: (pairs: Pairs) => number;
  /** Pairs in the part that it looks at. */
  readonly found: (pairs: Pairs) => number;
};

/** Linear correlation. */
export const PEARSON: PairMeasure = {
  method: "Pearson",
  of: ({ x, y }) => correlation(x, y),
  found: ({ x }) => x.length,
};

/** Rank correlation, equal values sharing their mean rank. */
export const SPEARMAN: PairMeasure = {
  method: "Spearman",
  of: ({ placesX, placesY }) => correlation(ranksOf(placesX), ranksOf(placesY)),
  found: ({ x }) => x.length,
};

/** Share of the worst q of one series that is among the worst q of the other: pairs with both ranks at or below qn, over qn. */
export function jointWorst(share: Rational): PairMeasure {
  const q = Number(share.numerator) / Number(share.denominator);
  const found = ({ placesX, placesY }: Pairs): number => {
    const [left, right] = [ranksOf(placesX), ranksOf(placesY)];
    const isWorst = (rank: number): boolean =>
      rank * Number(share.denominator) <= Number(share.numerator) * placesX.length;
    return left.filter((rank, i) => isWorst(rank) && isWorst(right[i] as number)).length;
  };
  return {
    method: `joint share of the worst ${q}`,
    of: (pairs) => Math.min(1, found(pairs) / (q * pairs.x.length)),
    found,
  };
}

/** Mean of the first series where the second is at or below its ⌈qn⌉-th smallest value. */
export function worstMean(share: Rational): PairMeasure {
  const rankOf = (n: number): number =>
    Number((share.numerator * BigInt(n) + share.denominator - 1n) / share.denominator);
  return {
    method: "mean over the market's worst changes",
    of: ({ x, placesY }) => {
      const rank = rankOf(x.length);
      const cut = cumulativeCounts(placesY).findIndex((count) => count >= rank);
      let [sum, count] = [0, 0];
      for (let i = 0; i < x.length; i++) {
        if ((placesY[i] as number) > cut) continue;
        sum += x[i] as number;
        count += 1;
      }
      return sum / count;
    },
    found: ({ x }) => rankOf(x.length),
  };
}

/**
 * Correlation over the pairs of which both lie beyond a number of standard deviations from their means: below for the sign −1, above for 1.
 * Of a normal pair it falls towards 0 with the distance; where crashes come together it does not.
 *
 * @see Longin and Solnik, Extreme correlation of international equity markets, J. Finance 56 (2001)
 * @see Ang and Chen, Asymmetric correlations of equity portfolios, J. Financial Economics 63 (2002)
 */
export function exceedanceMeasure(sign: -1 | 1, distance: number): PairMeasure {
  const exceeding = ({ x, y }: Pairs) => {
    const isBeyond = [x, y].map((series) => beyond(series, sign, distance)) as [Uint8Array, Uint8Array];
    const both = (_: number, i: number): boolean => isBeyond[0][i] === 1 && isBeyond[1][i] === 1;
    return { x: x.filter(both), y: y.filter(both) };
  };
  return {
    method: `correlation of joint exceedances ${sign < 0 ? "below" : "above"} ${distance} standard deviations`,
    of: (pairs) => {
      const { x, y } = exceeding(pairs);
      return correlation(x, y);
    },
    found: (pairs) => exceeding(pairs).x.length,
  };
}

function beyond(series: Float64Array, sign: number, distance: number): Uint8Array {
  const mean = meanOf(series);
  let squares = 0;
  for (const value of series) squares += (value - mean) ** 2;
  const margin = distance * Math.sqrt(squares / (series.length - 1));
  const isBeyond = new Uint8Array(series.length);
  for (let i = 0; i < series.length; i++)
    isBeyond[i] = sign * ((series[i] as number) - mean) > margin ? 1 : 0;
  return isBeyond;
}

function meanOf(series: Float64Array): number {
  let sum = 0;
  for (const value of series) sum += value;
  return sum / series.length;
}

/** NaN when one does not vary; kept inside [−1, 1]. */
function correlation(x: Float64Array, y: Float64Array): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let [products, squaresX, squaresY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] as number) - meanX, (y[i] as number) - meanY];
    products += dx * dy;
    squaresX += dx * dx;
    squaresY += dy * dy;
  }
  const scale = Math.sqrt(squaresX) * Math.sqrt(squaresY);
  return scale > 0 ? Math.max(-1, Math.min(1, products / scale)) : Number.NaN;
}
