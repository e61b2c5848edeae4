/** What the likelihood of an exponential Hawkes process needs at one decay; see {@link hawkesExcitation}. */
export type HawkesExcitation = {
  /** β, 1 over the unit of time. */
  readonly decay: number;
  /** Per event, β Σ e^(−β(t − t_j)) over earlier events: its intensity is μ + η times this. */
  readonly kernels: Float64Array;
  /** Σ (1 − e^(−β(T − t_j))): events expected from all events until the end, for η = 1. */
  readonly offspring: number;
};

/**
 * Sums the exponential kernels of an event history.
 *
 * @param times - Times of the events since the start of observation, ascending.
 * @param duration - T, length of the observation, not before the last event.
 * @param decay - β > 0.
 * @see Ozaki, Maximum likelihood estimation of Hawkes' self-exciting point processes, Ann. Inst. Statist. Math. 31 (1979)
 */
export function hawkesExcitation(
  times: readonly number[],
  duration: number,
  decay: number,
): HawkesExcitation {
  const kernels = new Float64Array(times.length);
  let sum = 0;
  let offspring = 0;
  times.forEach((time, i) => {
    if (i > 0) sum = (sum + 1) * Math.exp(-decay * (time - (times[i - 1] as number)));
    kernels[i] = decay * sum;
    offspring -= Math.expm1(-decay * (duration - time));
  });
  return { decay, kernels, offspring };
}

/**
 * Returns the log-likelihood Σ ln(μ + ηβ Σ e^(−β(t_i − t_j))) − μT − ηΣ(1 − e^(−β(T − t_i))).
 *
 * @param baseline - μ, events per unit of time.
 * @param branching - η = α/β, events that one event causes on average.
 */
export function hawkesLogLikelihood(
  excitation: HawkesExcitation,
  duration: number,
  baseline: number,
  branching: number,
): number {
  let sum = 0;
  for (const kernel of excitation.kernels) sum += Math.log(baseline + branching * kernel);
  return sum - baseline * duration - branching * excitation.offspring;
}

const MAX_STEPS = 100;
const TOLERANCE = 1e-13;

/**
 * Returns the baseline μ that maximises the likelihood when decay and branching ratio are given: the root of Σ1/λ_i = T.
 * Newton's steps on 1/Σ(1/λ_i), which is concave in μ, approach it from below and never leave the range.
 *
 * @param branching - η >= 0.
 * @returns μ, events per unit of time, in [1/T, N/T].
 */
export function hawkesBaseline(excitation: HawkesExcitation, duration: number, branching: number): number {
  let baseline = 1 / duration;
  for (let step = 0; step < MAX_STEPS; step++) {
    let inverse = 0;
    let squares = 0;
    for (const kernel of excitation.kernels) {
      const reciprocal = 1 / (baseline + branching * kernel);
      inverse += reciprocal;
      squares += reciprocal * reciprocal;
    }
    const next = baseline + ((1 / duration - 1 / inverse) * inverse * inverse) / squares;
    if (Math.abs(next - baseline) <= TOLERANCE * baseline) return next;
    baseline = next;
  }
  return baseline;
}
