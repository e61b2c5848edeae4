import { automaticBlockLength } from "../../stats/automatic-block-length.ts";
import { type BootstrapSettings, bootstrapInterval } from "../../stats/bootstrap-interval.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../../stats/estimate.ts";
import { expectedShortfall } from "../../stats/expected-shortfall.ts";
import { type HistoricalTail, tailWeight } from "../../stats/historical-tail.ts";
import { seededRandom } from "../../stats/seeded-random.ts";
import { valueAtRisk } from "../../stats/value-at-risk.ts";
import { ageWeights, resampledWeightedTail } from "../../stats/weighted-tail.ts";
import { extremeValues } from "./extreme-values.ts";
import { filteredLosses } from "./filtered-losses.ts";
import { paretoTail } from "./pareto-tail.ts";
import type { TailMethod, TailQuestion, TailRisk } from "./tail-question.ts";

const FEWEST_EXCEEDANCES = 10;

const METHODS: Readonly<Record<TailMethod, (question: TailQuestion) => TailRisk>> = {
  HISTORICAL: historical,
  AGE_WEIGHTED: ageWeighted,
  FILTERED_HISTORICAL: filtered,
  GPD_POT: (question) => extremeValues(question).risk,
  HILL_WEISSMAN: paretoTail,
};

/**
 * Estimates value at risk and expected shortfall of losses; pure, the same question gives the same bytes.
 * ES is never below VaR. Overlapping losses count for at most n/h independent ones.
 *
 * @throws {InvalidRequestError} for members that are not finite or settings out of range.
 * @see TAIL_RISK
 */
export function tailRisk(question: TailQuestion): TailRisk {
  const risk = METHODS[question.method](question);
  const independent = (estimate: Estimate): Estimate => ({
    ...estimate,
    effectiveN: Math.min(estimate.effectiveN, estimate.n / question.horizon),
  });
  return {
    valueAtRisk: independent(risk.valueAtRisk),
    expectedShortfall: independent(risk.expectedShortfall),
  };
}

/** Settings of the bootstrap that the question allows; none when it allows none. */
function bootstrapOf(question: TailQuestion): BootstrapSettings | undefined {
  const { seed, resamples, confidence, interval } = question;
  if (resamples === 0) return undefined;
  return { random: seededRandom(seed), replicates: resamples, confidence, kind: interval };
}

const NO_BOOTSTRAP =
  "No interval: the sample is too large for a bootstrap while one waits; `submitTail` computes it.";

/** Says why an estimate that usually has an interval has none. */
function explained(estimate: Estimate, question: TailQuestion): Estimate {
  const isBare = question.resamples === 0 && estimate.status === "OK" && estimate.interval === null;
  return isBare ? { ...estimate, reason: NO_BOOTSTRAP } : estimate;
}

function historical(question: TailQuestion): TailRisk {
  const { losses, level, confidence } = question;
  const shortfall = expectedShortfall(losses, level, bootstrapOf(question));
  return {
    valueAtRisk: valueAtRisk(losses, level, { confidence }),
    expectedShortfall: explained(shortfall, question),
  };
}

function filtered(question: TailQuestion): TailRisk {
  const { losses, decay, horizon, isChange } = question;
  const method = `filtered historical simulation, exponential weights ${decay}`;
  if (!isChange || horizon > 1) {
    const reason = "Only changes over one bucket can be divided by a volatility.";
    return both(missingEstimate("NOT_APPLICABLE", reason, { n: losses.length, method }));
  }
  const { scaled } = filteredLosses(losses, decay);
  const { valueAtRisk: value, expectedShortfall: shortfall } = historical({ ...question, losses: scaled });
  const named = (estimate: Estimate): Estimate => ({ ...estimate, method: `${method}; ${estimate.method}` });
  return { valueAtRisk: named(value), expectedShortfall: named(shortfall) };
}

function ageWeighted(question: TailQuestion): TailRisk {
  const { losses, level, decay } = question;
  const n = losses.length;
  const method = `historical, weights by age ${decay}`;
  if (tailWeight(n, level).whole < 1) return both(tooFew(n, minimumFor(question, 1), method));
  const weights = ageWeights(n, decay);
  const effectiveN = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const { indices, tail } = resampledWeightedTail(losses, weights, level);
  const make = (measure: keyof HistoricalTail): Estimate => {
    const value = tail(indices)[measure];
    const settings = bootstrapOf(question);
    if (settings === undefined) return explained(estimated({ value, n, effectiveN, method }), question);
    const blockLength = automaticBlockLength(losses.map(Math.abs));
    const percentile = { ...settings, kind: "PERCENTILE" as const };
    const found = bootstrapInterval({ n, blockLength }, percentile, (drawn) => tail(drawn)[measure]);
    return estimated({ ...found, value, n, effectiveN, method: `${method}; ${found.method}` });
  };
  const shortfall =
    tailWeight(n, level).whole < FEWEST_EXCEEDANCES
      ? tooFew(n, minimumFor(question, FEWEST_EXCEEDANCES), method)
      : make("expectedShortfall");
  return { valueAtRisk: make("valueAtRisk"), expectedShortfall: shortfall };
}

/** Observations from which on n(1 − α) reaches a number. */
function minimumFor({ level: { numerator, denominator } }: TailQuestion, exceedances: number): number {
  return Math.ceil((exceedances * Number(denominator)) / Number(denominator - numerator));
}

function both(missing: Estimate): TailRisk {
  return { valueAtRisk: missing, expectedShortfall: missing };
}
