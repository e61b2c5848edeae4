import { InvalidRequestError } from "../domain/errors.ts";
import { recursiveRanks } from "./recursive-ranks.ts";
import { requireFinite } from "./require-finite.ts";

/** One sub-indicator of stress. */
export type StressIndicator = {
  /** In time order, any unit, larger = more stress, finite; null where there is none. All indicators share their times. */
  readonly values: readonly (number | null)[];
  /** Greater than 0; only the proportions of weights matter. */
  readonly weight: number;
};

/** Indicators and how they become one; structured-cloneable. */
export type CompositeStressInput = {
  readonly indicators: readonly StressIndicator[];
  /** Values that an indicator must have had, the newest included, before it counts; at least 1. */
  readonly burnIn: number;
  /** Decay λ of the correlations in [0, 1); 0.93 unless told. */
  readonly decay?: number;
  /** Smallest share of the weights that must be present for an index, in (0, 1]; ½ unless told. */
  readonly coverage?: number;
};

/** The index at every time; structured-cloneable. */
export type CompositeStressIndex = {
  /** In [0, 1], no unit, 1 = every indicator at its worst so far and moving together; null below the coverage. */
  readonly index: (number | null)[];
  /** Share of the weights that counts at each time, in [0, 1]. */
  readonly coverage: number[];
  /** Per indicator, its rank among its own values so far, in (0, 1); null at gaps and during the burn-in. */
  readonly ranks: (number | null)[][];
};

const DEFAULT_DECAY = 0.93;
const DEFAULT_COVERAGE = 0.5;
/** Variance of a rank that is as likely anywhere: where the correlations start, without any between indicators. */
const UNIFORM_VARIANCE = 1 / 12;

/**
 * Returns a composite stress index in the manner of the ECB's CISS: with z_i each indicator's rank among its own values so far
 * (recursive-ranks.ts) and C the exponentially weighted correlations of z − ½, it is (w∘z)'C(w∘z) with Σw = 1.
 * It is near 1 only when all indicators are high and have moved together; nothing later than a time enters its value.
 *
 * Variances start at 1/12 and covariances at 0; a gap, or a rank in the burn-in, enters them as ½, the middle. An indicator that does not
 * count leaves its weight to the others.
 *
 * @throws {InvalidRequestError} when there is no indicator, lengths differ, a value is not finite or a setting is out of range.
 * @see Holló, Kremer and Lo Duca, CISS - a composite indicator of systemic stress, ECB Working Paper 1426 (2012)
 * @example compositeStressIndex({ indicators: [{ values: [1, 2, 3], weight: 1 }], burnIn: 1 }).index // [1/4, 9/16, 25/36]
 */
export function compositeStressIndex(input: CompositeStressInput): CompositeStressIndex {
  const { indicators, burnIn, decay = DEFAULT_DECAY, coverage: least = DEFAULT_COVERAGE } = input;
  checkIndicators(indicators);
  checkSettings(burnIn, decay, least);
  const all = indicators.reduce((sum, { weight }) => sum + weight, 0);
  const weights = indicators.map(({ weight }) => weight / all);
  const ranks = indicators.map(({ values }) => withoutBurnIn(recursiveRanks(values), burnIn));
  const covariance = new DecayingCovariance(indicators.length, decay);
  const now = { weighted: new Float64Array(weights.length), deviations: new Float64Array(weights.length) };
  const index: (number | null)[] = [];
  const coverage: number[] = [];
  for (let time = 0; time < (indicators[0]?.values.length ?? 0); time++) {
    const present = readTime(now, { ranks, weights, time });
    covariance.add(now.deviations);
    coverage.push(Math.min(1, present));
    const counts = present > 0 && present >= least * (1 - Number.EPSILON);
    index.push(counts ? Math.min(1, covariance.quadraticForm(now.weighted) / present ** 2) : null);
  }
  return { index, coverage, ranks };
}

/** What enters the index at one time; the memory is used again. */
type Now = { readonly weighted: Float64Array; readonly deviations: Float64Array };

/** Fills in w∘z and z − ½ at one time and returns the weights that are present. */
function readTime(
  { weighted, deviations }: Now,
  { ranks, weights, time }: Pick<CompositeStressIndex, "ranks"> & { weights: number[]; time: number },
): number {
  let present = 0;
  for (let i = 0; i < weighted.length; i++) {
    const rank = ranks[i]?.[time] ?? null;
    if (rank !== null) present += weights[i] as number;
    weighted[i] = (rank ?? 0) * (weights[i] as number);
    deviations[i] = (rank ?? 0.5) - 0.5;
  }
  return present;
}

function checkIndicators(indicators: readonly StressIndicator[]): void {
  const length = indicators[0]?.values.length;
  for (const { values, weight } of indicators) {
    requireFinite(
      values.filter((value) => value !== null),
      "an indicator",
    );
    if (values.length === length && weight > 0 && weight < Infinity) continue;
    throw new InvalidRequestError(
      `Expected ${length} values and a weight above 0, got ${values.length} and ${weight}.`,
    );
  }
  if (indicators.length === 0) throw new InvalidRequestError("Expected at least one indicator.");
}

function checkSettings(burnIn: number, decay: number, coverage: number): void {
  if (burnIn >= 1 && decay >= 0 && decay < 1 && coverage > 0 && coverage <= 1) return;
  throw new InvalidRequestError(
    `Expected a burn-in of at least 1, a decay in [0, 1) and a coverage in (0, 1], got ${burnIn}, ${decay} and ${coverage}.`,
  );
}

/** Ranks from the burn-in-th value on. */
function withoutBurnIn(ranks: readonly (number | null)[], burnIn: number): (number | null)[] {
  let seen = 0;
  return ranks.map((rank) => {
    if (rank !== null) seen += 1;
    return seen >= burnIn ? rank : null;
  });
}

/** Exponentially weighted second moments; always positive semi-definite, so the form below is never negative but for rounding. */
class DecayingCovariance {
  readonly #rows: readonly Float64Array[];
  readonly #decay: number;
  /** Square roots of the variances. */
  readonly #deviations: Float64Array;

  constructor(size: number, decay: number) {
    this.#decay = decay;
    this.#deviations = new Float64Array(size).fill(Math.sqrt(UNIFORM_VARIANCE));
    this.#rows = Array.from({ length: size }, (_, i) =>
      new Float64Array(size).fill(UNIFORM_VARIANCE, i, i + 1),
    );
  }

  add(deviations: Float64Array): void {
    for (const [i, row] of this.#rows.entries()) {
      const share = (1 - this.#decay) * (deviations[i] as number);
      for (let j = 0; j < row.length; j++) {
        row[j] = this.#decay * (row[j] as number) + share * (deviations[j] as number);
      }
      this.#deviations[i] = Math.sqrt(row[i] as number);
    }
  }

  /** v'Cv with C the correlations, at least 0; an indicator without variance correlates with itself only. */
  quadraticForm(v: Float64Array): number {
    let sum = 0;
    for (const [i, row] of this.#rows.entries()) {
      const part = v[i] as number;
      sum += part * part;
      for (let j = 0; j < i; j++) {
        const scale = (this.#deviations[i] as number) * (this.#deviations[j] as number);
        if (scale > 0) sum += (2 * part * (v[j] as number) * (row[j] as number)) / scale;
      }
    }
    return Math.max(0, sum);
  }
}
