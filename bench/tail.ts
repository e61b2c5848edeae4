import { rational } from "../api/domain/rational.ts";
import { expectedShortfall } from "../api/stats/expected-shortfall.ts";
import { gpdFit } from "../api/stats/gpd-fit.ts";
import { gpdScaleInterval, gpdShapeInterval } from "../api/stats/gpd-intervals.ts";
import { sampleQuantile } from "../api/stats/sample-quantile.ts";
import { seededRandom } from "../api/stats/seeded-random.ts";
import { twoSidedZ } from "../api/stats/two-sided-z.ts";
import type { BenchContext } from "./support/bench.ts";
import { formatNumber, formatTable } from "./support/table.ts";
import { askR } from "./tail/by-r.ts";
import { madeLosses } from "./tail/made-losses.ts";

/** As many as the daily returns of BMW that the literature fits. */
const LOSSES = 6_146;
const RESAMPLES = 2_000;
const QUICK_RESAMPLES = 999;
const BLOCK = 15;
const SEED = 7n;
const ROUNDS = 3;

/**
 * Times an interval of expected shortfall by the stationary bootstrap and a generalised Pareto fit with its profile intervals, and the same
 * by R's boot and evd where they are installed.
 */
export async function benchTail(context: BenchContext): Promise<string> {
  const { isQuick, say } = context;
  const resamples = isQuick ? QUICK_RESAMPLES : RESAMPLES;
  const losses = madeLosses(LOSSES, seededRandom(SEED));
  const threshold = sampleQuantile(Float64Array.from(losses).sort(), rational(95n, 100n));
  say("resampling and fitting");
  const mine = measure(losses, threshold, resamples);
  say("the same in R");
  const byR = await askR(context, { losses, resamples, blockLength: BLOCK, threshold });
  const { shortfall, fit, interval } = mine;
  const es = [shortfall.value.value, shortfall.value.interval?.lower, shortfall.value.interval?.upper];
  return formatTable({
    title: `Tails: ${formatNumber(LOSSES)} losses, one thread, best of ${ROUNDS}`,
    heads: ["", "ms", "R, ms", "R / this", "result", "result of R"],
    rows: [
      row(`ES 97.5 %, ${formatNumber(resamples)} resamples`, shortfall.ms, byR?.bootMs, [es, byR?.es]),
      row("generalised Pareto fit", fit.ms, byR?.fitMs, [[fit.value?.shape], [byR?.shape]]),
      row("profile intervals of ξ and β", interval.ms, byR?.profileMs, [
        [interval.value.lower, interval.value.upper],
        byR?.shapeEnds,
      ]),
    ],
    notes: [
      `Stationary bootstrap, mean block ${BLOCK}, against tsboot of boot, whose random numbers are others; fpot, profile and confint of evd.`,
      byR === null ? "R, boot or evd is not installed here." : "R / this above 1: this is faster.",
    ],
  });
}

function measure(losses: readonly number[], threshold: number, resamples: number) {
  const level = rational(39n, 40n);
  const excesses = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
  const critical = twoSidedZ(0.95) ** 2;
  const shortfall = best(() => {
    const settings = { random: seededRandom(SEED), replicates: resamples, blockLength: BLOCK };
    return expectedShortfall(losses, level, settings);
  });
  const fit = best(() => gpdFit(excesses));
  if (fit.value === null) throw new Error("The made losses have no generalised Pareto tail.");
  const profile = { excesses, fit: fit.value, critical };
  const interval = best(() => {
    gpdScaleInterval(profile);
    return gpdShapeInterval(profile);
  });
  return { shortfall, fit, interval };
}

function best<T>(run: () => T): { readonly ms: number; readonly value: T } {
  let [ms, value] = timed(run);
  for (let round = 1; round < ROUNDS; round++) {
    const [again, other] = timed(run);
    if (again < ms) [ms, value] = [again, other];
  }
  return { ms, value };
}

function timed<T>(run: () => T): [number, T] {
  const start = performance.now();
  const value = run();
  return [performance.now() - start, value];
}

type Numbers = readonly (number | null | undefined)[] | undefined;

function row(
  name: string,
  ms: number,
  other: number | undefined,
  [mine, theirs]: [Numbers, Numbers],
): string[] {
  return [
    name,
    formatNumber(ms, 1),
    other === undefined ? "–" : formatNumber(other, 1),
    other === undefined ? "–" : formatNumber(other / ms, 1),
    written(mine),
    written(theirs),
  ];
}

function written(numbers: Numbers): string {
  const known = (numbers ?? []).filter((value) => value != null);
  return known.length === 0 ? "–" : known.map((value) => value.toFixed(4)).join(" ");
}
