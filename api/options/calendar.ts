import { checkGrid } from "./butterfly.ts";
import type { RawSvi } from "./svi.ts";
import { sviPoint, wingSlopes } from "./svi.ts";

/** How much total variance a later smile has over an earlier one where it has least. */
export type CalendarCheck = {
  /** Log-strike of the least difference. */
  readonly at: number;
  /** w(later) − w(earlier); below 0 a later option is worth less than an earlier one. */
  readonly lowest: number;
  readonly isFree: boolean;
};

/**
 * Checks two smiles for calendar arbitrage: the total variance may fall with the expiry at no log-strike. It is compared on the check grids of both
 * smiles, and beyond them by the slopes of the wings.
 *
 * @see Gatheral and Jacquier 2014, lemma 2.1
 */
export function checkCalendar(earlier: RawSvi, later: RawSvi, reach?: number): CalendarCheck {
  let at = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const grid of [checkGrid(earlier, reach), checkGrid(later, reach)]) {
    for (const k of grid) {
      const gap = sviPoint(later, k).variance - sviPoint(earlier, k).variance;
      if (gap < lowest) [at, lowest] = [k, gap];
    }
  }
  const [before, after] = [wingSlopes(earlier), wingSlopes(later)];
  const wings = after.low >= before.low && after.high >= before.high;
  return { at, lowest, isFree: lowest >= 0 && wings };
}
