import { InvalidRequestError } from "../domain/errors.ts";
import type { Rational } from "../domain/rational.ts";
import { type Estimate, estimated } from "./estimate.ts";
import { gpdQuantileFactor } from "./gpd-tail-risk.ts";
import { historicalTail } from "./historical-tail.ts";
import { neumaierSum } from "./neumaier-sum.ts";
import { orderStatisticBounds } from "./order-statistic-bounds.ts";
import { poissonCount } from "./poisson-count.ts";
import type { Random } from "./seeded-random.ts";

/** How often losses come and how large they are. */
export type AnnualLossInput = {
  /** Losses a year, 0 to 700. */
  readonly rate: number;
  /** u: smallest loss, at least 0, any unit. */
  readonly threshold: number;
  /** Generalised Pareto excess over it: ξ below 1, β > 0 in the unit of the threshold. */
  readonly shape: number;
  readonly scale: number;
  /** α of VaR and ES. */
  readonly level: Rational;
  /** Years to simulate, at least 1000. */
  readonly years: number;
  /** Two-sided coverage of the interval of the simulation's error. */
  readonly confidence: number;
};

/** What a year costs, in the unit of the threshold. */
export type AnnualLoss = {
  /** λ(u + β/(1 − ξ)), exact. */
  readonly mean: number;
  /** Mean of the simulated years; its distance from the exact one shows the simulation's error. */
  readonly simulatedMean: number;
  /** With the interval of the simulation's error; that of the parameters is not in it. */
  readonly valueAtRisk: Estimate;
  readonly expectedShortfall: Estimate;
};

const FEWEST_YEARS = 1000;
const LARGEST_RATE = 700;

/**
 * Simulates the sum of a year's losses: a Poisson number of losses u + generalised Pareto excess, all independent.
 * The same generator gives the same bytes; panjer.ts gives the same distribution without chance.
 *
 * @throws {InvalidRequestError} when a parameter is out of range.
 * @see Klugman, Panjer and Willmot, Loss Models, 4th ed., chapter 9
 */
export function annualLoss(input: AnnualLossInput, random: Random): AnnualLoss {
  checkInput(input);
  const { rate, threshold, shape, scale, level, years, confidence } = input;
  const losses = Float64Array.from({ length: years }, () => oneYear(input, random)).sort();
  const { valueAtRisk, expectedShortfall } = historicalTail(losses, level);
  const parts = { n: years, method: "compound Poisson, generalised Pareto severities, simulated" };
  const interval = orderStatisticBounds(losses, level, confidence);
  return {
    mean: rate * (threshold + scale / (1 - shape)),
    simulatedMean: neumaierSum(losses) / years,
    valueAtRisk: estimated({ ...parts, value: valueAtRisk, interval, confidence }),
    expectedShortfall: estimated({ ...parts, value: expectedShortfall }),
  };
}

function checkInput({ rate, threshold, shape, scale, years }: AnnualLossInput): void {
  const isPareto = shape < 1 && scale > 0 && threshold >= 0;
  if (isPareto && rate >= 0 && rate <= LARGEST_RATE && Number.isInteger(years) && years >= FEWEST_YEARS)
    return;
  throw new InvalidRequestError(
    `Expected a rate of 0 to ${LARGEST_RATE}, a shape below 1, a scale above 0, a threshold of at least 0 and ${FEWEST_YEARS} years or more, got ${rate}, ${shape}, ${scale}, ${threshold} and ${years}.`,
  );
}

function oneYear({ rate, threshold, shape, scale }: AnnualLossInput, random: Random): number {
  let sum = 0;
  for (let left = poissonCount(rate, random); left > 0; left--) {
    sum += threshold + scale * gpdQuantileFactor(shape, 1 / (1 - random.nextUniform()));
  }
  return sum;
}
