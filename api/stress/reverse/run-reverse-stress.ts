import { chiSquaredTail } from "../../stats/chi-squared-tail.ts";
import { cholesky, type LowerTriangle, solveTriangle } from "../../stats/cholesky.ts";
import { covarianceMatrix } from "../../stats/covariance-matrix.ts";
import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { gpdReturnPeriod } from "../../stats/gpd-return-period.ts";
import { BookJudge } from "../book/book-judge.ts";
import type { StressBook } from "../book/stress-book.ts";
import { empiricalFailure } from "../default/empirical-failure.ts";
import { type BreakingSets, breakingSets } from "./breaking-sets.ts";
import { type HistoricalScaling, historicalScaling } from "./historical-scaling.ts";
import { nearestBreak } from "./nearest-break.ts";
import { type RunShare, runShare } from "./run-share.ts";

/** What reverse stress is computed from; plain data, so that it can be handed to a worker. */
export type ReverseStressInput = {
  readonly book: StressBook;
  /** Indexes of the factors that move. */
  readonly factors: readonly number[];
  /** Log returns over `days` of these factors, one row for each window, oldest first. */
  readonly vectors: readonly (readonly number[])[];
  /** h: days of a window. */
  readonly days: number;
  /** Directions of the search. */
  readonly directions: number;
  /** Points along each direction and each vector. */
  readonly radialSteps: number;
  /** Farthest Mahalanobis distance. */
  readonly maxDistance: number;
  /** Largest factor on a historical vector. */
  readonly maxScale: number;
  /** Indexes of the factors that may lose all value. */
  readonly impairable: readonly number[];
  /** Two-sided, of the empirical failure probability. */
  readonly confidence: number;
};

/** What a scenario does to one asset. */
export type ScenarioMove = {
  /** Id of the asset. */
  readonly asset: string;
  readonly logReturn: number;
  /** Price after over price before, less 1. */
  readonly simpleReturn: number;
};

/** A scenario that breaks the book, and what it costs, US dollars. */
export type BreakingScenario = {
  readonly moves: readonly ScenarioMove[];
  readonly loss: number;
  readonly resources: number;
};

/** The smallest shocks that break a book, each found in its own way. */
export type ReverseStress = {
  /** Loss and resources as things stand, US dollars. */
  readonly now: { readonly loss: number; readonly resources: number };
  readonly isBrokenNow: boolean;
  /** Smallest Mahalanobis distance found. */
  readonly distance: Estimate;
  /** P(χ²_d ≥ distance²): a bound on the probability under normal returns, and only if the distance is the smallest. */
  readonly gaussianBound: Estimate;
  /** Days between windows that lie at least that far on average, by the tail of the historical distances. */
  readonly returnPeriodDays: Estimate;
  /** Null where nothing breaks. */
  readonly nearest: BreakingScenario | null;
  /** Smallest factor on a historical vector. */
  readonly historicalScale: Estimate;
  /** Place of that vector among the windows; null where nothing breaks. */
  readonly historicalIndex: number | null;
  readonly historical: BreakingScenario | null;
  readonly failure: Estimate;
  readonly run: RunShare;
  readonly impairment: BreakingSets;
};

const SEARCH_PROGRESS = 0.8;
/** Part of the historical distances above which the tail begins. */
const TAIL_FROM = 0.9;

/**
 * Finds the smallest shocks that break a book: several factors together, history scaled, a run on the backstop, and
 * collaterals that lose all value. A pure function: the same input gives the same output.
 *
 * @param onProgress - Told the done fraction, 0 to 1, never falling.
 */
export function runReverseStress(
  input: ReverseStressInput,
  onProgress: (done: number) => void = () => undefined,
): ReverseStress {
  const { book } = input;
  const judge = new BookJudge(book);
  const still = new Float64Array(book.factors.length).fill(1);
  const search = nearest(input, judge, (done) => onProgress(done * SEARCH_PROGRESS));
  const past = history(input, judge);
  const { loss, resources } = judge.judge(still);
  const impairment = breakingSets(
    input.impairable.map((factor) => book.factors[factor]?.asset ?? ""),
    (assets) => judge.judge(book.factors.map(({ asset }) => (assets.has(asset) ? 0 : 1))),
  );
  onProgress(1);
  return {
    now: { loss, resources },
    isBrokenNow: loss > resources,
    ...search,
    ...past,
    run: runShare({
      judge: (share) => judge.judge(still, share),
      withdrawable: withdrawableOf(judge),
    }),
    impairment,
  };
}

/** Multipliers of all factors under log returns of those that move. */
function multipliersOf({ book, factors }: ReverseStressInput, scenario: readonly number[]): Float64Array {
  const multipliers = new Float64Array(book.factors.length).fill(1);
  factors.forEach((factor, at) => {
    multipliers[factor] = Math.exp(scenario[at] ?? 0);
  });
  return multipliers;
}

function breaks(input: ReverseStressInput, judge: BookJudge) {
  return (scenario: readonly number[]) => {
    const { loss, resources } = judge.judge(multipliersOf(input, scenario));
    return loss > resources;
  };
}

function scenarioOf(
  input: ReverseStressInput,
  judge: BookJudge,
  scenario: readonly number[],
): BreakingScenario {
  const { loss, resources } = judge.judge(multipliersOf(input, scenario));
  const moves = input.factors.map((factor, at) => {
    const logReturn = scenario[at] ?? 0;
    return {
      asset: input.book.factors[factor]?.asset ?? "",
      ...{ logReturn, simpleReturn: Math.expm1(logReturn) },
    };
  });
  return { moves, loss, resources };
}

type Search = Pick<ReverseStress, "distance" | "gaussianBound" | "returnPeriodDays" | "nearest">;

function nearest(input: ReverseStressInput, judge: BookJudge, onProgress: (done: number) => void): Search {
  const { vectors, factors, directions, radialSteps, maxDistance } = input;
  const n = vectors.length;
  const parts = {
    ...{ n, effectiveN: n / input.days },
    method: `first crossing along ${directions} Sobol directions, refined; an upper bound of the smallest distance`,
  };
  const missing = (status: "INSUFFICIENT_DATA" | "MODEL_DOMAIN" | "NOT_APPLICABLE", reason: string) => {
    const one = missingEstimate(status, reason, parts);
    return { distance: one, gaussianBound: one, returnPeriodDays: one, nearest: null };
  };
  const needed = Math.max(2, 2 * factors.length);
  if (factors.length === 0)
    return missing("NOT_APPLICABLE", "No factor of the book has a history of prices.");
  if (n < needed) return missing("INSUFFICIENT_DATA", `Expected at least ${needed} windows, got ${n}.`);
  const triangle = cholesky(covarianceMatrix(vectors));
  if (triangle === null) {
    return missing(
      "MODEL_DOMAIN",
      "The covariances are singular: some combination of the factors never moves.",
    );
  }
  const options = { triangle, directions, radialSteps, maxDistance, onProgress };
  const found = nearestBreak({ ...options, isBroken: breaks(input, judge) });
  if (found === null) {
    return missing("NOT_APPLICABLE", `Nothing breaks within ${maxDistance} standard deviations.`);
  }
  const length = Math.hypot(...solveTriangle(triangle, found.scenario));
  return {
    distance: estimated({ value: length, ...parts }),
    gaussianBound: estimated({
      value: chiSquaredTail(length ** 2, factors.length),
      ...parts,
      reason: "A bound for normal returns only, and only if no nearer scenario breaks.",
    }),
    returnPeriodDays: returnPeriod(input, triangle, length),
    nearest: scenarioOf(input, judge, found.scenario),
  };
}

/** A window begins every day, so a period in windows is one in days. */
function returnPeriod({ vectors, confidence }: ReverseStressInput, triangle: LowerTriangle, level: number) {
  const losses = vectors.map((vector) => Math.hypot(...solveTriangle(triangle, vector)));
  const sorted = [...losses].sort((a, b) => a - b);
  const threshold = sorted[Math.ceil(TAIL_FROM * sorted.length) - 1] ?? 0;
  return gpdReturnPeriod({ losses, threshold, level, confidence });
}

type Past = Pick<ReverseStress, "historicalScale" | "historicalIndex" | "historical" | "failure">;

function history(input: ReverseStressInput, judge: BookJudge): Past {
  const { vectors, maxScale, radialSteps, days, confidence } = input;
  const isBroken = breaks(input, judge);
  const failures = vectors.filter((vector) => isBroken(vector)).length;
  const failure = empiricalFailure({ failures, windows: vectors.length, days }, confidence);
  const parts = {
    n: vectors.length,
    effectiveN: vectors.length / days,
    method: "smallest scaling of a vector",
  };
  const found: HistoricalScaling | null = historicalScaling({
    ...{ vectors, isBroken, maxScale, steps: radialSteps },
  });
  if (found === null) {
    const reason = vectors.length === 0 ? "There is no window." : `No window breaks up to ${maxScale} times.`;
    const status = vectors.length === 0 ? "NO_DATA" : "NOT_APPLICABLE";
    const historicalScale = missingEstimate(status, reason, parts);
    return { historicalScale, historicalIndex: null, historical: null, failure };
  }
  return {
    historicalScale: estimated({ value: found.scale, ...parts }),
    historicalIndex: found.index,
    historical: scenarioOf(input, judge, found.scenario),
    failure,
  };
}

function withdrawableOf({ groups }: BookJudge): number {
  return [...groups.own.flat(), ...groups.shared].reduce(
    (sum, { worth, isWithdrawable }) => (isWithdrawable ? sum + worth : sum),
    0,
  );
}
