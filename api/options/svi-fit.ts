import { type Minimum, nelderMead } from "../stats/nelder-mead.ts";
import type { Steps } from "./drain.ts";
import { fitInner, type VarianceQuote, type WeighedFit } from "./svi-inner.ts";

/** Fewest strikes from which the five parameters are fitted. */
export const MINIMUM_STRIKES = 5;

/** Shares of the width of the quotes at which the outer search begins. */
const PLACES = [0, 0.25, 0.5, 0.75, 1];
const WIDTHS = [0.02, 0.1, 0.3, 1];
const STARTS = 3;
/** How far m may lie from the middle of the quotes, in their width, and |ln σ| from that of the width. */
const FARTHEST = 2;
const SHARPEST = Math.log(1000);

/**
 * Fits raw SVI to quotes of one expiry: for each m and σ the other three parameters are linear least squares, and m and σ are searched from the best of 20
 * starting points. The result is the best fit in the domain of `fitInner`; it may still contain butterfly arbitrage. It stops
 * before each search.
 *
 * @returns Null with fewer than 5 different strikes, or when no smile can be determined.
 * @see De Marco and Martini, Quasi-Explicit Calibration of Gatheral's SVI model, Zeliade 2009
 */
export function* fitSvi(quotes: readonly VarianceQuote[]): Steps<WeighedFit | null> {
  if (new Set(quotes.map(({ k }) => k)).size < MINIMUM_STRIKES) return null;
  const lowest = Math.min(...quotes.map(({ k }) => k));
  const width = Math.max(...quotes.map(({ k }) => k)) - lowest;
  const costOf = ([m = 0, logSigma = 0]: readonly number[]) => {
    const isNear =
      Math.abs(m - lowest - width / 2) <= FARTHEST * width &&
      Math.abs(logSigma - Math.log(width)) <= SHARPEST;
    return (isNear ? fitInner(quotes, m, Math.exp(logSigma))?.cost : null) ?? Number.POSITIVE_INFINITY;
  };
  const starts = PLACES.flatMap((place) =>
    WIDTHS.map((share) => [lowest + place * width, Math.log(share * width)]),
  )
    .map((at) => ({ at, cost: costOf(at) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .sort((one, other) => one.cost - other.cost)
    .slice(0, STARTS);
  const ends: Minimum[] = [];
  for (const { at } of starts) {
    yield undefined;
    ends.push(nelderMead(costOf, { start: at, steps: [width / 10, 0.5], mostSteps: 300 }));
  }
  const best = ends.sort((one, other) => one.value - other.value)[0];
  if (best === undefined) return null;
  const [m = 0, logSigma = 0] = best.at;
  return fitInner(quotes, m, Math.exp(logSigma));
}
