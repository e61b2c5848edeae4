import { type Rational, rational } from "../../domain/rational.ts";
import { gpdFit } from "../../stats/gpd-fit.ts";
import { gpdQuantileFactor, gpdShortfallFactor } from "../../stats/gpd-tail-risk.ts";
import { historicalTail, tailWeight } from "../../stats/historical-tail.ts";
import { levelAsNumber } from "../../stats/level.ts";
import { sampleQuantile } from "../../stats/sample-quantile.ts";
import type { Random } from "../../stats/seeded-random.ts";
import { ageWeights, weightedTail } from "../../stats/weighted-tail.ts";
import { filteredLosses } from "./filtered-losses.ts";
import type { TailMethod } from "./tail-question.ts";

/** What a model says of the next loss. */
export type Forecast = {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  /** Draws a loss of the model. */
  readonly draw: (random: Random) => number;
};

/** Forecasts from a window of past losses; null where the model has no answer. */
export type Forecaster = (past: readonly number[]) => Forecast | null;

/** Threshold of both power tails in a window: its worst tenth. */
const BODY = rational(9n, 10n);

/** Makes the forecaster of a method. Power tails begin at the worst tenth of the window; fewer than 30 losses there give no forecast. */
export function forecasterOf(method: TailMethod, level: Rational, decay: number): Forecaster {
  const forecasters: Readonly<Record<TailMethod, Forecaster>> = {
    HISTORICAL: (past) => historicalForecast(past, level),
    AGE_WEIGHTED: (past) => ageWeightedForecast(past, level, decay),
    FILTERED_HISTORICAL: (past) => historicalForecast(filteredLosses(past, decay).scaled, level),
    GPD_POT: (past) => paretoForecast(past, level, "GPD_POT"),
    HILL_WEISSMAN: (past) => paretoForecast(past, level, "HILL_WEISSMAN"),
  };
  return forecasters[method];
}

function historicalForecast(past: readonly number[], level: Rational): Forecast | null {
  if (past.length === 0 || tailWeight(past.length, level).whole < 1) return null;
  const tail = historicalTail(Float64Array.from(past).sort(), level);
  return { ...tail, draw: (random) => past[random.nextBelow(past.length)] as number };
}

function ageWeightedForecast(past: readonly number[], level: Rational, decay: number): Forecast | null {
  if (past.length === 0 || tailWeight(past.length, level).whole < 1) return null;
  const weights = ageWeights(past.length, decay);
  const mass = 1 - decay ** past.length;
  const age = (random: Random): number =>
    Math.min(past.length - 1, Math.floor(Math.log1p(-random.nextUniform() * mass) / Math.log(decay)));
  return {
    ...weightedTail(past, weights, level),
    draw: (random) => past[past.length - 1 - age(random)] as number,
  };
}

const FEWEST_IN_TAIL = 30;

/** A power tail over the worst tenth, drawn from by inversion; the body is drawn from as it is. */
function paretoForecast(
  past: readonly number[],
  level: Rational,
  method: "GPD_POT" | "HILL_WEISSMAN",
): Forecast | null {
  if (past.length === 0) return null;
  const ascending = Float64Array.from(past).sort();
  const threshold = sampleQuantile(ascending, BODY);
  const tail = ascending.filter((loss) => loss > threshold);
  const rarity = tail.length / past.length / (1 - levelAsNumber(level));
  if (tail.length < FEWEST_IN_TAIL || rarity < 1) return null;
  const fit = method === "GPD_POT" ? gpdOf(tail, threshold) : powerOf(tail, threshold);
  if (fit === null || fit.shape >= 1) return null;
  const { shape, scale } = fit;
  const body = ascending.length - tail.length;
  return {
    valueAtRisk: threshold + scale * gpdQuantileFactor(shape, rarity),
    expectedShortfall: threshold + scale * gpdShortfallFactor(shape, rarity),
    draw: (random) => {
      const place = random.nextBelow(ascending.length);
      if (place < body) return ascending[place] as number;
      return threshold + scale * gpdQuantileFactor(shape, 1 / (1 - random.nextUniform()));
    },
  };
}

function gpdOf(tail: Float64Array, threshold: number) {
  return gpdFit(Array.from(tail, (loss) => loss - threshold));
}

/** Hill's tail as a generalised Pareto one: β = ξu. */
function powerOf(tail: Float64Array, threshold: number) {
  if (!(threshold > 0)) return null;
  const shape = tail.reduce((sum, loss) => sum + Math.log(loss / threshold), 0) / tail.length;
  return { shape, scale: shape * threshold };
}
