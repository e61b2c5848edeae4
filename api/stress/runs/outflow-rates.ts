import { groupsBy } from "../../domain/group-by.ts";
import { rational } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import { type Estimate, tooFew } from "../../stats/estimate.ts";
import { quantile } from "../../stats/quantile.ts";

/** What happened to one balance in one of the spans that end at the block, newest span 0. */
export type OutflowSpan = {
  readonly backstop: string;
  readonly asset: string;
  readonly span: bigint;
  /** Balance before the first flow of the span. */
  readonly opening: bigint;
  /** Balance after its last flow. */
  readonly closing: bigint;
  /** What providers took out. */
  readonly outflow: bigint;
};

const LEVEL = rational(99n, 100n);
/** One observation in a hundred lies beyond the quantile. */
const MINIMUM_PERIODS = 100;

/**
 * Estimates the run-off rate of a pool: the 99 % quantile of what left in a period over the balance at its start, over periods that
 * follow each other without overlap and end at the block. A rate above 1, from deposits within the period, counts as 1.
 *
 * @param spans - Of one balance; spans without flows are left out.
 * @param whole - Number of whole spans that the ledger covers.
 * @param length - Spans in a period.
 * @returns A ratio; INSUFFICIENT_DATA below 100 periods with a balance at their start.
 */
export function runOffRate(spans: readonly OutflowSpan[], whole: number, length: number): Estimate {
  const rates = periodRates(spans, whole, length);
  const method = `99 % quantile of outflow / balance over ${length} h`;
  if (rates.length < MINIMUM_PERIODS) return tooFew(rates.length, MINIMUM_PERIODS, method);
  const found = quantile(rates, LEVEL);
  return { ...found, method: `${method}, ${found.method}` };
}

/** Returns outflow over opening balance of each period, oldest first; periods that open without a balance are left out. */
export function periodRates(spans: readonly OutflowSpan[], whole: number, length: number): number[] {
  return ratesOfPeriods(spans, whole, length).filter((rate) => rate !== null);
}

/** As {@link periodRates}, with null for a period that opens without a balance. */
export function ratesOfPeriods(
  spans: readonly OutflowSpan[],
  whole: number,
  length: number,
): (number | null)[] {
  const oldestFirst = [...spans].sort((a, b) => Number(b.span - a.span));
  const byPeriod = groupsBy(oldestFirst, ({ span }) => Math.floor(Number(span) / length));
  const periods = Math.floor(whole / length);
  const before = oldestFirst.findLast(({ span }) => span >= BigInt(periods * length));
  let balance = before?.closing ?? oldestFirst[0]?.opening ?? 0n;
  const rates: (number | null)[] = [];
  for (let period = periods - 1; period >= 0; period--) {
    const within = byPeriod.get(period) ?? [];
    const opening = within[0]?.opening ?? balance;
    const outflow = within.reduce((sum, span) => sum + span.outflow, 0n);
    balance = within.at(-1)?.closing ?? balance;
    rates.push(opening > 0n ? rateOf(outflow, opening) : null);
  }
  return rates;
}

function rateOf(outflow: bigint, opening: bigint): number {
  return outflow >= opening ? 1 : toDouble(rational(outflow, opening));
}
