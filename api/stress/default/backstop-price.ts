import type { MetricDefinition } from "../../domain/metric-definition.ts";
import type { Rational } from "../../domain/rational.ts";
import { automaticBlockLength } from "../../stats/automatic-block-length.ts";
import { bootstrapInterval } from "../../stats/bootstrap-interval.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../../stats/estimate.ts";
import { historicalTail, tailWeight } from "../../stats/historical-tail.ts";
import { neumaierSum } from "../../stats/neumaier-sum.ts";
import { resampledShortfall } from "../../stats/resampled-shortfall.ts";
import { seededRandom } from "../../stats/seeded-random.ts";
import { BookJudge } from "../book/book-judge.ts";
import type { StressBook } from "../book/stress-book.ts";

/** Definition of the price of a backstop. */
export const BACKSTOP_PRICE: MetricDefinition = {
  id: "backstop-price",
  title: "Fair price of the backstop, and what its providers earn for the risk",
  formula:
    "L_v = min(C, max(0, losses of today's book after v − losses now)) for each historical h-day vector v of log returns; EL = mean, ES = mean of the worst 1 − α; " +
    "fairRate = (EL + κ(ES − EL)) / C × 365/h, κ = cost of capital × h/365; raroc = (paid × h/365 − EL) / ES × 365/h; participationGap = hurdle − raroc",
  unit: "US dollars over the horizon; rates a year, 365 days",
  edgeCases: [
    "C = 0 (nothing stands behind the book) or no account with debt: NOT_APPLICABLE.",
    "Fewer than 30 windows: INSUFFICIENT_DATA; fewer than 10 of them beyond α: INSUFFICIENT_DATA for ES and all that needs it.",
    "No window costs anything: EL = ES = 0 and fairRate = 0, which says how little the window saw, not that the risk is none; raroc is ZERO_DENOMINATOR.",
    "Only moves of prices are priced: keepers that stay away, oracles and runs come on top (`replay`).",
    "What is paid counts FEE, YIELD and PREMIUM; without indexed flows raroc is NO_DATA.",
    "Windows overlap: intervals are of a stationary bootstrap with blocks of at least h days.",
  ],
  sources: [
    "metrics.md M-25, M-26",
    "Solvency II, Delegated Regulation 2015/35, art. 37 to 39: risk margin at a cost of capital of 6 %",
    "Acerbi and Tasche (2002), expected shortfall",
  ],
  since: "1.2.0",
};

/** What the price is computed from; plain data, so that it can be handed to a worker. */
export type BackstopPriceInput = {
  readonly book: StressBook;
  /** Indexes of the factors that move. */
  readonly factors: readonly number[];
  /** Log returns over `days` of these factors, one row for each window, oldest first. */
  readonly vectors: readonly (readonly number[])[];
  /** h. */
  readonly days: number;
  /** α inside (0, 1). */
  readonly level: Rational;
  /** A year, such as 0.06. */
  readonly costOfCapital: number;
  /** C: what the backstop pays at most, US dollars. */
  readonly coverage: number;
  /** What providers are paid a year, US dollars; null where it is not known. */
  readonly paid: number | null;
  /** Return on capital at risk that providers want, a year. */
  readonly hurdle: number;
  readonly confidence: number;
  readonly seed: number;
};

/** The price and the return, with intervals. */
export type BackstopPrice = {
  readonly expectedLoss: Estimate;
  readonly expectedShortfall: Estimate;
  readonly fairRate: Estimate;
  readonly raroc: Estimate;
  /** Positive: capital earns less than the hurdle and is expected to leave. */
  readonly participationGap: Estimate;
  /** Windows that cost anything. */
  readonly lossWindows: number;
};

const DAYS_PER_YEAR = 365;
const FEWEST_WINDOWS = 30;
const FEWEST_EXCEEDANCES = 10;
/** A percentile interval needs no more; see bootstrap-interval.ts. */
const REPLICATES = 999;

/** Prices the backstop of a book by what past moves of prices would do to it today. */
export function backstopPrice(
  input: BackstopPriceInput,
  onProgress: (done: number) => void = () => undefined,
): BackstopPrice {
  const losses = insuredLosses(input, onProgress);
  const lossWindows = losses.filter((loss) => loss > 0).length;
  return { ...estimatesOf(input, losses), lossWindows };
}

/** What the backstop would have paid in each window. */
function insuredLosses(
  { book, factors, vectors, coverage }: BackstopPriceInput,
  onProgress: (done: number) => void,
): Float64Array {
  const judge = new BookJudge(book);
  const multipliers = new Float64Array(book.factors.length).fill(1);
  const now = judge.judge(multipliers).totalLoss;
  return Float64Array.from(vectors, (vector, window) => {
    factors.forEach((factor, at) => {
      multipliers[factor] = Math.exp(vector[at] ?? 0);
    });
    onProgress(window / vectors.length);
    return Math.min(coverage, Math.max(0, judge.judge(multipliers).totalLoss - now));
  });
}

/** What one sample of losses says: mean and expected shortfall, US dollars. */
type LossMeasures = { readonly mean: number; readonly shortfall: number };

function estimatesOf(input: BackstopPriceInput, losses: Float64Array): Omit<BackstopPrice, "lossWindows"> {
  const { days, level, costOfCapital, coverage, paid, hurdle } = input;
  const years = days / DAYS_PER_YEAR;
  const rate = ({ mean, shortfall }: LossMeasures): number =>
    (mean + costOfCapital * years * (shortfall - mean)) / coverage / years;
  const raroc = ({ mean, shortfall }: LossMeasures): number =>
    ((paid ?? 0) * years - mean) / shortfall / years;
  const sample = new LossSample(input, losses);
  const tail = tailWeight(Math.max(1, losses.length), level).whole >= FEWEST_EXCEEDANCES;
  const known = paid === null ? "NO_DATA" : sample.measures?.shortfall === 0 ? "ZERO_DENOMINATOR" : null;
  const onRisk = (what: (measures: LossMeasures) => number, method: string): Estimate =>
    known === null ? sample.estimate(what, method, tail) : sample.missing(known, method);
  return {
    expectedLoss: sample.estimate(({ mean }) => mean, "mean of historical windows", true),
    expectedShortfall: sample.estimate(({ shortfall }) => shortfall, "mean of the worst windows", tail),
    fairRate: sample.estimate(rate, "expected loss and cost of capital on the tail", tail),
    raroc: onRisk(raroc, "return on expected shortfall"),
    participationGap: onRisk((measures) => hurdle - raroc(measures), "hurdle less return"),
  };
}

const REASONS = {
  NO_DATA: "What providers are paid is not known.",
  ZERO_DENOMINATOR: "No window costs anything, so no capital is at risk in the sample.",
} as const;

/** Losses of windows and what is estimated from them, each with a bootstrap of whole blocks. */
class LossSample {
  readonly measures: LossMeasures | null;
  readonly #input: BackstopPriceInput;
  readonly #losses: Float64Array;
  readonly #shortfall: (indices: Uint32Array) => number;

  constructor(input: BackstopPriceInput, losses: Float64Array) {
    this.#input = input;
    this.#losses = losses;
    const isEmpty = losses.length === 0;
    this.#shortfall = isEmpty ? () => 0 : resampledShortfall(losses, input.level);
    this.measures = isEmpty
      ? null
      : {
          mean: neumaierSum(losses) / losses.length,
          shortfall: historicalTail(losses.slice().sort(), input.level).expectedShortfall,
        };
  }

  missing(status: keyof typeof REASONS, method: string): Estimate {
    return missingEstimate(status, REASONS[status], { n: this.#losses.length, method });
  }

  estimate(what: (measures: LossMeasures) => number, method: string, hasTail: boolean): Estimate {
    const n = this.#losses.length;
    if (this.measures === null || n < FEWEST_WINDOWS) return tooFew(n, FEWEST_WINDOWS, method);
    if (!hasTail) {
      const reason = `Expected at least ${FEWEST_EXCEEDANCES} windows beyond the level; ${n} windows are too few.`;
      return missingEstimate("INSUFFICIENT_DATA", reason, { n, method });
    }
    const { days, confidence, seed } = this.#input;
    const blockLength = Math.max(days, automaticBlockLength(Array.from(this.#losses)));
    const found = bootstrapInterval(
      { n, blockLength },
      { random: seededRandom(BigInt(seed)), confidence, replicates: REPLICATES },
      (indices) => what({ mean: this.#mean(indices), shortfall: this.#shortfall(indices) }),
    );
    return estimated({ ...found, value: what(this.measures), n, method: `${method}; ${found.method}` });
  }

  #mean(indices: Uint32Array): number {
    let sum = 0;
    for (const index of indices) sum += this.#losses[index] as number;
    return sum / indices.length;
  }
}
