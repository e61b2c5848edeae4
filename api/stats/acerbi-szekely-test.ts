import { InvalidRequestError } from "../domain/errors.ts";
import type { Rational } from "../domain/rational.ts";
import { levelAsNumber, requireLevel } from "./level.ts";
import { neumaierSum } from "./neumaier-sum.ts";
import { missingTest, powerWarning, type TestResult } from "./test-result.ts";

/** One forecast and what came: all in one unit, losses positive. */
export type ShortfallForecast = {
  readonly loss: number;
  readonly valueAtRisk: number;
  /** Greater than 0. */
  readonly expectedShortfall: number;
};

/** The law of the statistic if the forecasts are right. */
export type ShortfallSimulation = {
  /** Draws the loss of forecast `index` from the model that made it. */
  readonly draw: (index: number) => number;
  /** Simulated backtests, at least 1. */
  readonly replicates: number;
};

function requireForecast({ loss, valueAtRisk, expectedShortfall }: ShortfallForecast): void {
  if (
    Number.isFinite(loss) &&
    Number.isFinite(valueAtRisk) &&
    expectedShortfall > 0 &&
    expectedShortfall < Infinity
  ) {
    return;
  }
  throw new InvalidRequestError(
    `Expected a finite loss and VaR and an ES > 0, got ${loss}, ${valueAtRisk} and ${expectedShortfall}.`,
  );
}

/** 1 - Σ L[L > VaR]/ES / (n(1 - α)) with the losses that `lossOf` gives. */
function statisticOf(
  forecasts: readonly ShortfallForecast[],
  expectedHits: number,
  lossOf: (index: number) => number,
): number {
  const shares = forecasts.map(({ valueAtRisk, expectedShortfall }, index) => {
    const loss = lossOf(index);
    return loss > valueAtRisk ? loss / expectedShortfall : 0;
  });
  return 1 - neumaierSum(shares) / expectedHits;
}

/** Share of simulated statistics at or below the observed one, the observed one counted in. */
function simulatedPValue(observed: number, replicates: number, simulate: () => number): number {
  let atOrBelow = 1;
  for (let i = 0; i < replicates; i++) if (simulate() <= observed) atOrBelow++;
  return atOrBelow / (replicates + 1);
}

/**
 * Tests forecasts of VaR and expected shortfall together: Z₂ = 1 - Σ Lₜ[Lₜ > VaRₜ]/ESₜ / (n(1 - α)).
 * Expected 0 when the forecasts are right, negative when the risk was understated; -0.7 is about the 5 % point
 * at n = 250 and α = 97.5 % for a wide range of laws.
 *
 * @param forecasts - In time order.
 * @param level - α inside (0, 1), such as 975/1000.
 * @param simulation - Leave it out for the statistic alone: the p-value is then null.
 * @returns One-sided p-value, small when risk was understated; NO_DATA without forecasts.
 * @throws {InvalidRequestError} when a forecast is not finite, an ES is not greater than 0, or the level is outside (0, 1).
 * @see Acerbi and Szekely, Backtesting Expected Shortfall, Risk (December 2014), test 2
 */
export function acerbiSzekelyTest(
  forecasts: readonly ShortfallForecast[],
  level: Rational,
  simulation?: ShortfallSimulation,
): TestResult {
  requireLevel(level);
  for (const forecast of forecasts) requireForecast(forecast);
  const n = forecasts.length;
  const method = "Acerbi-Szekely Z2";
  if (n === 0) return missingTest("NO_DATA", "Expected at least one forecast.", { n, method });
  const expectedHits = n * levelAsNumber({ ...level, numerator: level.denominator - level.numerator });
  const statistic = statisticOf(forecasts, expectedHits, (i) => (forecasts[i] as ShortfallForecast).loss);
  const pValue =
    simulation === undefined
      ? null
      : simulatedPValue(statistic, simulation.replicates, () =>
          statisticOf(forecasts, expectedHits, simulation.draw),
        );
  return { statistic, pValue, n, method, status: "OK", reason: powerWarning(n) };
}
