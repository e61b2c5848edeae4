import { findCrossing } from "./find-crossing.ts";
import {
  type HawkesExcitation,
  hawkesBaseline,
  hawkesExcitation,
  hawkesLogLikelihood,
} from "./hawkes-likelihood.ts";
import { maximize } from "./maximize.ts";

/** A univariate Hawkes process with exponential kernel, λ(t) = μ + ηβ Σ e^(−β(t − t_j)). */
export type HawkesFit = {
  /** μ, events per unit of time. */
  readonly baseline: number;
  /** η = α/β, no unit. */
  readonly branching: number;
  /** β, 1 over the unit of time; without meaning when the branching ratio is 0. */
  readonly decay: number;
  readonly logLikelihood: number;
};

/** Events of one observation. */
export type EventHistory = {
  /** Times since the start of observation, strictly ascending, in (0, duration], any unit. */
  readonly times: readonly number[];
  /** Length of the observation in that unit. */
  readonly duration: number;
};

/** Distance of the decays tried, on the scale of natural logarithms. */
const LOG_DECAY_STEP = 0.5;
const FASTEST_PER_GAP = 10;

/**
 * Returns the natural logarithms of the decays that are tried: from a memory as long as the observation (β = 1/T)
 * to one of a tenth of the smallest gap, in steps of 0.5.
 */
export function hawkesLogDecays({ times, duration }: EventHistory): number[] {
  const gap = times.reduce((least, time, i) => Math.min(least, time - (times[i - 1] ?? 0)), duration);
  const from = -Math.log(duration);
  const steps = Math.ceil((Math.log(FASTEST_PER_GAP / gap) - from) / LOG_DECAY_STEP);
  return Array.from({ length: steps + 1 }, (_, i) => from + i * LOG_DECAY_STEP);
}

/**
 * Fits by maximum likelihood. At the maximum μT + ηΣ(1 − e^(−β(T − t_j))) = N, so μ follows from η; the likelihood is concave in η
 * along that line and searched over β on a grid and golden sections.
 *
 * @see Ogata, The asymptotic behaviour of maximum likelihood estimators for stationary point processes, Ann. Inst. Statist. Math. 30 (1978)
 */
export function hawkesFit(history: EventHistory): HawkesFit {
  const at = (logDecay: number): HawkesFit => fitAtDecay(history, Math.exp(logDecay));
  const best = maximize((logDecay) => at(logDecay).logLikelihood, hawkesLogDecays(history));
  return at(best.at);
}

/**
 * Makes the largest log-likelihood over μ and β as a function of the branching ratio η >= 0. What the likelihood needs at the decays of the
 * grid is computed once for all ratios.
 */
export function hawkesProfile(history: EventHistory): (branching: number) => number {
  const { times, duration } = history;
  const excitationAt = (logDecay: number) => hawkesExcitation(times, duration, Math.exp(logDecay));
  const grid = hawkesLogDecays(history);
  const known = new Map(grid.map((logDecay) => [logDecay, excitationAt(logDecay)]));
  return (branching) => {
    const likelihood = (logDecay: number): number => {
      const excitation = known.get(logDecay) ?? excitationAt(logDecay);
      const baseline = hawkesBaseline(excitation, duration, branching);
      return hawkesLogLikelihood(excitation, duration, baseline, branching);
    };
    return maximize(likelihood, grid).value;
  };
}

function fitAtDecay({ times, duration }: EventHistory, decay: number): HawkesFit {
  const excitation = hawkesExcitation(times, duration, decay);
  const branching = bestBranching(excitation, duration);
  const baseline = (times.length - branching * excitation.offspring) / duration;
  const logLikelihood = hawkesLogLikelihood(excitation, duration, baseline, branching);
  return { baseline, branching, decay, logLikelihood };
}

/** Zero of the likelihood's slope along the line on which the expected number of events is the observed one. */
function bestBranching({ kernels, offspring }: HawkesExcitation, duration: number): number {
  const slope = (branching: number): number => {
    const baseline = (kernels.length - branching * offspring) / duration;
    let sum = 0;
    for (const kernel of kernels) sum += (kernel - offspring / duration) / (baseline + branching * kernel);
    return sum;
  };
  if (!(slope(0) > 0)) return 0;
  return findCrossing(slope, 0, (kernels.length / offspring) * (1 - Number.EPSILON));
}
