import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { acerbiSzekelyTest } from "../../stats/acerbi-szekely-test.ts";
import { type BaselZone, baselZone } from "../../stats/basel-zone.ts";
import { christoffersenTest } from "../../stats/christoffersen-test.ts";
import { dieboldMarianoTest } from "../../stats/diebold-mariano-test.ts";
import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { kupiecTest } from "../../stats/kupiec-test.ts";
import { levelAsNumber } from "../../stats/level.ts";
import { neumaierSum } from "../../stats/neumaier-sum.ts";
import { pinballLoss } from "../../stats/pinball-loss.ts";
import { seededRandom } from "../../stats/seeded-random.ts";
import { missingTest, type TestResult } from "../../stats/test-result.ts";
import { type Forecast, forecasterOf } from "./forecasters.ts";
import type { TailQuestion } from "./tail-question.ts";

/** Definition of the backtest. */
export const BACKTEST: MetricDefinition = {
  id: "backtest",
  title: "Backtest of value at risk and expected shortfall by rolling one-step forecasts",
  formula:
    "forecast of L_t from the w losses that had ended before it began; LR_uc (Kupiec), LR_ind, LR_cc (Christoffersen), " +
    "zone = P(X ≤ x) below 0.95, below 0.9999, or above, of the last 250; Z₂ = 1 − Σ L_t[L_t > VaR_t]/ES_t/(n(1 − α)); " +
    "pinball = mean of (α − [L < VaR])(L − VaR); Diebold-Mariano of its pinball against HISTORICAL",
  unit: "statistics and p-values without unit; pinball in the unit of the losses",
  edgeCases: [
    "No window with a loss after it: NO_DATA everywhere.",
    "Fewer than 250 forecasts: shown, with a warning of low power.",
    "An ES that is not above 0: no Z₂, NOT_APPLICABLE, as it divides by ES.",
    "A horizon h above 1: one forecast in h buckets, so that forecast losses do not overlap.",
    "GPD_POT and HILL_WEISSMAN refit to the worst tenth of each window, which must hold 30 losses.",
  ],
  sources: [
    "metrics.md M-43",
    "Kupiec, J. Derivatives 3 (1995)",
    "Christoffersen, Int. Econ. Review 39 (1998)",
    "Acerbi and Szekely, Risk (December 2014)",
    "Diebold and Mariano, J. Bus. Econ. Stat. 13 (1995)",
  ],
  since: "1.2.0",
};

/** One forecast and what came. */
export type ForecastLoss = Forecast & { readonly loss: number };

/** How well a method would have done. */
export type Backtest = {
  /** Losses that a forecast was made for. */
  readonly forecasts: number;
  readonly exceedances: number;
  /** n(1 − α). */
  readonly expected: number;
  /** Of the last 250 forecasts, or of all when there are fewer; null without any. */
  readonly zone: (BaselZone & { readonly exceedances: number; readonly observations: number }) | null;
  readonly unconditional: TestResult;
  readonly independence: TestResult;
  readonly conditional: TestResult;
  readonly shortfall: TestResult;
  /** Mean, unit of the losses. */
  readonly pinball: Estimate;
  /** Against HISTORICAL in the same windows: negative when the method is better. */
  readonly againstHistorical: TestResult;
};

/** Forecasts that the zones are defined for. */
const ZONE_FORECASTS = 250;

/**
 * Makes one-step forecasts through a sample and judges them; the forecast of a loss knows only losses that had ended when it began.
 *
 * @param window - Past losses that a forecast is made from, a whole number from 1 on.
 */
export function backtest(question: TailQuestion, window: number): Backtest {
  const { level, method } = question;
  const made = rollingForecasts(question, window);
  const probability = 1 - levelAsNumber(level);
  const hits = made.map(({ loss, valueAtRisk }) => loss > valueAtRisk);
  const { independence, conditionalCoverage } = christoffersenTest(hits, probability);
  return {
    forecasts: made.length,
    exceedances: hits.filter((hit) => hit).length,
    expected: (made.length * Number(level.denominator - level.numerator)) / Number(level.denominator),
    zone: zoneOf(hits, probability),
    unconditional: kupiecTest(hits, probability),
    independence,
    conditional: conditionalCoverage,
    shortfall: shortfallTest(question, made),
    pinball: meanPinball(question, made),
    againstHistorical:
      method === "HISTORICAL"
        ? missingTest("NOT_APPLICABLE", "It is the method that others are compared with.", {
            n: made.length,
            method: "Diebold-Mariano",
          })
        : compare(question, made, rollingForecasts({ ...question, method: "HISTORICAL" }, window)),
  };
}

/** Forecasts with what came, and where in the sample; one in `horizon` losses. */
export function rollingForecasts(
  { losses, method, level, decay, horizon }: TailQuestion,
  window: number,
): (ForecastLoss & { readonly at: number })[] {
  const forecast = forecasterOf(method, level, decay);
  const made: (ForecastLoss & { readonly at: number })[] = [];
  for (let at = window + horizon - 1; at < losses.length; at += horizon) {
    const end = at - horizon + 1;
    const found = forecast(losses.slice(end - window, end));
    if (found !== null) made.push({ ...found, loss: losses[at] as number, at });
  }
  return made;
}

function zoneOf(hits: readonly boolean[], probability: number): Backtest["zone"] {
  const last = hits.slice(-ZONE_FORECASTS);
  if (last.length === 0) return null;
  const counts = { exceedances: last.filter((hit) => hit).length, observations: last.length };
  return { ...counts, ...baselZone(counts, probability) };
}

function shortfallTest({ level, seed, resamples }: TailQuestion, made: readonly ForecastLoss[]): TestResult {
  if (made.some(({ expectedShortfall }) => !(expectedShortfall > 0))) {
    const reason = "An expected shortfall is not above 0, and the statistic divides by it.";
    return missingTest("NOT_APPLICABLE", reason, { n: made.length, method: "Acerbi-Szekely Z2" });
  }
  if (resamples === 0) return acerbiSzekelyTest(made, level);
  const random = seededRandom(seed);
  const draw = (index: number): number => (made[index] as ForecastLoss).draw(random);
  return acerbiSzekelyTest(made, level, { draw, replicates: resamples });
}

function lossesOfForecasts({ level }: TailQuestion, made: readonly ForecastLoss[]): number[] {
  return made.map(({ valueAtRisk, loss }) => pinballLoss(valueAtRisk, loss, level));
}

function meanPinball(question: TailQuestion, made: readonly ForecastLoss[]): Estimate {
  const parts = { n: made.length, method: "mean pinball loss of the forecasts" };
  if (made.length === 0) return missingEstimate("NO_DATA", "No forecast could be made.", parts);
  return estimated({ ...parts, value: neumaierSum(lossesOfForecasts(question, made)) / made.length });
}

function compare(
  question: TailQuestion,
  made: readonly (ForecastLoss & { readonly at: number })[],
  others: readonly (ForecastLoss & { readonly at: number })[],
): TestResult {
  const other = new Map(others.map((forecast) => [forecast.at, forecast]));
  const both = made.filter(({ at }) => other.has(at));
  const [mine, theirs] = [both, both.map(({ at }) => other.get(at) as ForecastLoss)].map((forecasts) =>
    lossesOfForecasts(question, forecasts),
  ) as [number[], number[]];
  return dieboldMarianoTest(mine.map((loss, i) => loss - (theirs[i] as number)));
}
