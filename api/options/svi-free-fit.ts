import { nelderMead } from "../stats/nelder-mead.ts";
import { checkButterfly, checkGrid, durrleman, STEEPEST_FIT } from "./butterfly.ts";
import { checkCalendar } from "./calendar.ts";
import type { Steps } from "./drain.ts";
import { lowestVariance, type RawSvi, sviPoint, wingSlopes } from "./svi.ts";
import type { VarianceQuote } from "./svi-inner.ts";

/** What a fit must respect. */
export type FitBounds = {
  /** Smile of the expiry before, whose total variance it may nowhere undercut; null for the first. */
  readonly floor: RawSvi | null;
  /** Largest |k| at which it is checked, as in `checkGrid`. */
  readonly reach: number;
};

/** Weights of the violations, one search after another, against a cost of about 1 for each quote. */
const PENALTIES = [1e2, 1e4, 1e6, 1e8];
/** What g must exceed in the search, so that the end is free on a finer grid too. */
const MARGIN = 1e-4;
/** How much a widened wing exceeds the floor's. */
const WIDER = 1 + 1e-9;
const MOST_STEPS = 1200;
/** Smallest σ of a search. */
const NARROWEST_BEND = 1e-4;
const HALVINGS = 60;
/** Points of the coarser grid on which violations are counted while searching; the end is judged on the full one. */
const SEARCH_POINTS = 81;

/** Whether a smile has neither butterfly nor, against the floor, calendar arbitrage. */
function isFree(svi: RawSvi, { floor, reach }: FitBounds): boolean {
  return checkButterfly(svi, reach).isFree && (floor === null || checkCalendar(floor, svi, reach).isFree);
}

/**
 * Changes a fitted smile as little as it takes to be free of arbitrage: the weighted squares are minimised again over all five parameters with growing
 * penalties on a negative g and on total variance below the floor, from coordinates in which the wings' bound and a positive variance always hold. Where that
 * fails from the fit, or ends worse than the floor moved up to the quotes, it is tried from a plain smile around the money; where both fail the cheapest of their
 * ends and of the moved floor is taken, with a raised as far as it must be. It stops before each search.
 *
 * @returns A smile for which `isFree` holds.
 */
export function* freeOfArbitrage(
  start: RawSvi,
  quotes: readonly VarianceQuote[],
  bounds: FitBounds,
): Steps<RawSvi> {
  if (isFree(start, bounds)) return start;
  const simple = raised(shifted(quotes, bounds), bounds);
  const isGood = (svi: RawSvi) => isFree(svi, bounds) && costOf(svi, quotes) <= costOf(simple, quotes);
  const first = yield* penalised(start, quotes, bounds);
  if (isGood(first)) return first;
  const second = yield* penalised(plainSmile(quotes), quotes, bounds);
  if (isGood(second)) return second;
  const ends = [simple, raised(first, bounds), raised(second, bounds)];
  return ends.reduce((best, svi) => (costOf(svi, quotes) < costOf(best, quotes) ? svi : best));
}

/** The floor, or a smile without any slope where there is none, moved up to the quotes as far as they ask for it. */
function shifted(quotes: readonly VarianceQuote[], { floor }: FitBounds): RawSvi {
  const base: RawSvi = floor ?? { a: 0, b: 0, rho: 0, m: 0, sigma: 1 };
  const total = quotes.reduce((sum, { weight }) => sum + weight ** 2, 0);
  const gap = quotes.reduce(
    (sum, { k, variance, weight }) => sum + weight ** 2 * (variance - sviPoint(base, k).variance),
    0,
  );
  return { ...base, a: base.a + Math.max(0, gap / total) };
}

function* penalised(start: RawSvi, quotes: readonly VarianceQuote[], bounds: FitBounds): Steps<RawSvi> {
  let svi = start;
  for (const penalty of PENALTIES) {
    yield undefined;
    const objective = (at: readonly number[]) => {
      const tried = decode(at);
      if (!isPlausible(tried, bounds)) return Number.POSITIVE_INFINITY;
      return costOf(tried, quotes) + penalty * violation(tried, bounds);
    };
    const { at } = nelderMead(objective, {
      start: encode(svi, bounds),
      steps: stepsOf(svi),
      mostSteps: MOST_STEPS,
    });
    svi = decode(at);
    if (isFree(svi, bounds)) break;
  }
  return svi;
}

/** A smile without lean whose bend is as wide as a deviation, half of it level. */
function plainSmile(quotes: readonly VarianceQuote[]): RawSvi {
  const level = quotes.reduce((sum, { variance }) => sum + variance, 0) / quotes.length;
  const sigma = Math.sqrt(level);
  return { a: level / 2, b: Math.min(1, sigma / 2), rho: 0, m: 0, sigma };
}

/** Whether the smile bends where it is checked, and neither as a corner nor as a line. */
function isPlausible({ m, sigma }: RawSvi, { reach }: FitBounds): boolean {
  return Math.abs(m) <= 2 * reach && sigma >= NARROWEST_BEND && sigma <= 10 * reach;
}

function costOf(svi: RawSvi, quotes: readonly VarianceQuote[]): number {
  return quotes.reduce(
    (sum, { k, variance, weight }) => sum + (weight * (sviPoint(svi, k).variance - variance)) ** 2,
    0,
  );
}

/** Mean squared violation over the grid, each in a relative unit; 0 where there is none. */
function violation(svi: RawSvi, { floor, reach }: FitBounds): number {
  const grid = checkGrid(svi, reach, SEARCH_POINTS);
  const wings = floor === null ? 0 : wingGap(floor, svi);
  let sum = 0;
  for (const k of grid) {
    const point = sviPoint(svi, k);
    sum += Math.max(0, MARGIN - durrleman(point, k)) ** 2;
    if (floor !== null) {
      const least = sviPoint(floor, k).variance;
      sum += Math.max(0, (least - point.variance) / least + MARGIN) ** 2;
    }
  }
  return sum / grid.length + wings;
}

function wingGap(floor: RawSvi, svi: RawSvi): number {
  const [least, has] = [wingSlopes(floor), wingSlopes(svi)];
  const gap = (from: number, to: number) => Math.max(0, 1 + MARGIN - to / Math.max(from, 1e-12)) ** 2;
  return gap(least.low, has.low) + gap(least.high, has.high);
}

/** Unbounded coordinates: artanh ρ, logit of the steeper wing in Lee's bound, m, ln σ, ln of the lowest variance. */
function encode(svi: RawSvi, { reach }: FitBounds): number[] {
  const rho = Math.max(-0.9999, Math.min(0.9999, svi.rho));
  const share = Math.max(1e-9, Math.min(1 - 1e-9, (svi.b * (1 + Math.abs(rho))) / STEEPEST_FIT));
  const lowest = Math.max(1e-12, lowestVariance(svi));
  const m = Math.max(-reach, Math.min(reach, svi.m));
  const sigma = Math.max(2 * NARROWEST_BEND, Math.min(reach, svi.sigma));
  return [Math.atanh(rho), Math.log(share / (1 - share)), m, Math.log(sigma), Math.log(lowest)];
}

function decode([lean = 0, share = 0, m = 0, logSigma = 0, logLowest = 0]: readonly number[]): RawSvi {
  const rho = Math.tanh(lean);
  const b = STEEPEST_FIT / (1 + Math.exp(-share)) / (1 + Math.abs(rho));
  const sigma = Math.exp(logSigma);
  return { a: Math.exp(logLowest) - b * sigma * Math.sqrt(1 - rho * rho), b, rho, m, sigma };
}

function stepsOf(svi: RawSvi): number[] {
  return [0.2, 0.2, Math.max(0.01, 0.3 * svi.sigma), 0.3, 0.3];
}

/** Widens the wings to the floor's, then raises a by the least amount, found by halving, at which nothing is violated. */
function raised(svi: RawSvi, bounds: FitBounds): RawSvi {
  const wide = bounds.floor === null ? svi : withWings(svi, bounds.floor);
  const at = (extra: number): RawSvi => ({ ...wide, a: wide.a + extra });
  let enough = Math.max(sviPoint(wide, 0).variance, 1e-9);
  while (!isFree(at(enough), bounds) && enough < 1e6) enough *= 2;
  let short = 0;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (short + enough) / 2;
    if (isFree(at(middle), bounds)) enough = middle;
    else short = middle;
  }
  return at(enough);
}

/** The smile with wings at least as steep as the floor's. */
function withWings(svi: RawSvi, floor: RawSvi): RawSvi {
  const [least, has] = [wingSlopes(floor), wingSlopes(svi)];
  const low = Math.max(least.low * WIDER, has.low);
  const high = Math.max(least.high * WIDER, has.high);
  const b = (low + high) / 2;
  return { ...svi, b, rho: b === 0 ? 0 : (high - low) / (2 * b) };
}
