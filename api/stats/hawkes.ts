import { InvalidRequestError } from "../domain/errors.ts";
import { type Estimate, estimated, type Interval, missingEstimate, tooFew } from "./estimate.ts";
import { type EventHistory, type HawkesFit, hawkesFit, hawkesProfile } from "./hawkes-fit.ts";
import { hawkesExcitation } from "./hawkes-likelihood.ts";
import { kolmogorovTest } from "./kolmogorov-test.ts";
import { profileInterval } from "./profile-interval.ts";
import { requireFinite } from "./require-finite.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** Events to be described as self-exciting. */
export type HawkesInput = EventHistory & {
  /** Two-sided coverage of the interval, such as 0.95; null for none, which takes a tenth of the time. */
  readonly confidence: number | null;
};

/** How strongly events cause events, and whether the model describes them. */
export type Hawkes = {
  /** η = α/β, events that one event causes on average; from 1 on the process explodes. */
  readonly branchingRatio: Estimate;
  /** Null when there is no estimate. */
  readonly fit: HawkesFit | null;
  /** Probability of a worse fit if the model were true (Kolmogorov, time-rescaled gaps); too large rather than too small, as the
   *  parameters are fitted. Null when there is no estimate. */
  readonly goodnessOfFit: number | null;
};

const MINIMUM_EVENTS = 100;
const METHOD = "exponential Hawkes process, maximum likelihood";
const FIRST_STEP = 0.05;

/**
 * Estimates the branching ratio of a univariate Hawkes process with intensity μ + Σ αe^(−β(t − t_j)), η = α/β.
 * The decay β is sought from 1/duration up to ten over the smallest gap; the slow end looks like a constant rate, so the upper side
 * is high when events are independent.
 *
 * @returns η >= 0, where asked for with its profile-likelihood interval, whose lower side is 0 when independence is not rejected (conservative there);
 *   INSUFFICIENT_DATA below 100 events; MODEL_DOMAIN when events share a time, where the likelihood has no bound: merge them first.
 * @throws {InvalidRequestError} when times do not ascend inside (0, duration], a number is not finite or the confidence is not inside (0, 1).
 * @see Hawkes, Spectra of some self-exciting and mutually exciting point processes, Biometrika 58 (1971)
 * @see Ogata, Statistical models for earthquake occurrences and residual analysis for point processes, JASA 83 (1988)
 */
export function hawkes(input: HawkesInput): Hawkes {
  checkTimes(input);
  const critical = input.confidence === null ? null : twoSidedZ(input.confidence) ** 2;
  const n = input.times.length;
  if (n < MINIMUM_EVENTS) return unavailable(tooFew(n, MINIMUM_EVENTS, METHOD));
  if (input.times.some((time, i) => time === input.times[i - 1])) {
    const reason = "Several events share a time; merge them before the fit.";
    return unavailable(missingEstimate("MODEL_DOMAIN", reason, { n, method: METHOD }));
  }
  const fit = hawkesFit(input);
  const interval = critical === null ? null : branchingInterval(input, fit, critical);
  const { confidence } = input;
  const branchingRatio = estimated({ value: fit.branching, interval, confidence, n, method: METHOD });
  return { branchingRatio, fit, goodnessOfFit: kolmogorovTest(rescaledGaps(input, fit)).pValue };
}

function branchingInterval(history: EventHistory, fit: HawkesFit, critical: number): Interval {
  const profile = hawkesProfile(history);
  const deficit = (branching: number): number => 2 * (fit.logLikelihood - profile(branching));
  const range = { minimum: 0, maximum: Number.POSITIVE_INFINITY };
  const search = { estimate: fit.branching, step: FIRST_STEP, ...range, critical };
  const { lower, upper } = profileInterval(deficit, search);
  return { lower: lower ?? 0, upper };
}

function unavailable(branchingRatio: Estimate): Hawkes {
  return { branchingRatio, fit: null, goodnessOfFit: null };
}

function checkTimes({ times, duration }: EventHistory): void {
  requireFinite([duration, ...times], "duration and times");
  const wrong = times.findIndex((time, i) => !(time > 0 && time <= duration && time >= (times[i - 1] ?? 0)));
  if (wrong < 0) return;
  throw new InvalidRequestError(
    `Expected times to ascend in (0, ${duration}], got ${times[wrong]} at ${wrong}.`,
  );
}

/** Probabilities 1 − e^(−ΔΛ) of the gaps between events in the clock of the intensity: uniform when the model is true. */
function rescaledGaps({ times, duration }: EventHistory, fit: HawkesFit): number[] {
  const { kernels } = hawkesExcitation(times, duration, fit.decay);
  const clock = times.map((time, i) => {
    const caused = i - (kernels[i] as number) / fit.decay;
    return fit.baseline * time + fit.branching * caused;
  });
  return clock.map((time, i) => -Math.expm1((clock[i - 1] ?? 0) - time));
}
