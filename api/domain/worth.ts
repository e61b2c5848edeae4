import { exactDecimal } from "./exact-decimal.ts";
import type { MetricStatus } from "./metric-status.ts";
import { missingRatio, type Ratio } from "./ratio.ts";
import {
  addRational,
  compareRational,
  multiplyRational,
  type Rational,
  rational,
  toDecimal,
} from "./rational.ts";
import type { Valuation } from "./valuation.ts";

/**
 * Worth of amounts, exact: a multiple of a power of ten, not rounded. `amount` is null exactly when the status is neither
 * OK nor PARTIAL_COVERAGE; PARTIAL_COVERAGE leaves out what the reason names.
 */
export type Worth = {
  readonly amount: Rational | null;
  /** Currency such as `USD`, or the id of the asset in which everything is counted. */
  readonly unit: string;
  readonly status: MetricStatus;
  readonly reason: string | null;
};

const ZERO = rational(0n);

/** Makes a worth that is known. */
export function knownWorth(amount: Rational, unit: string): Worth {
  return { amount, unit, status: "OK", reason: null };
}

/** Makes a worth that cannot be given. */
export function missingWorth(unit: string, status: MetricStatus, reason: string): Worth {
  return { amount: null, unit, status, reason };
}

/**
 * Adds worths of one unit.
 *
 * @param what - Name of the terms for the reason, such as `holdings`.
 * @returns OK when all terms are; zero without terms; PARTIAL_COVERAGE with the sum of the known ones when some are not;
 *   the first missing term's status when none is known.
 */
export function sumWorths(terms: readonly Worth[], unit: string, what: string): Worth {
  const flawed = terms.filter(({ status }) => status !== "OK");
  const known = terms.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const amount = known.reduce(addRational, ZERO);
  const [first] = flawed;
  if (first === undefined) return knownWorth(amount, unit);
  const reason = `${flawed.length} of ${terms.length} ${what} cannot be valued in full; the first: ${first.reason}`;
  if (known.length === 0) return missingWorth(unit, first.status, reason);
  return { amount, unit, status: "PARTIAL_COVERAGE", reason };
}

/** The part of a worth above zero: `max(0, worth)`. */
export function positivePart(worth: Worth): Worth {
  return worth.amount !== null && worth.amount.numerator < 0n ? { ...worth, amount: ZERO } : worth;
}

/** The worth without its sign. */
export function absoluteWorth(worth: Worth): Worth {
  return worth.amount !== null && worth.amount.numerator < 0n ? scaleWorth(worth, -1n) : worth;
}

/** The smaller of two worths of one unit; when one is not known in full, so is the answer. */
export function smallerWorth(a: Worth, b: Worth): Worth {
  if (a.amount === null) return a;
  if (b.amount === null) return b;
  const smaller = compareRational(a.amount, b.amount) <= 0 ? a : b;
  const flawed = a.status === "OK" ? b : a;
  return { ...smaller, status: flawed.status, reason: flawed.reason };
}

/** Subtracts worths of one unit; when one is not known in full, so is the answer, and it has no amount where one has none. */
export function subtractWorth(a: Worth, b: Worth): Worth {
  const missing = [a, b].find(({ amount }) => amount === null);
  if (missing !== undefined) return missing;
  return sumWorths([a, negative(b)], a.unit, "terms");
}

/** Multiplies a worth exactly; the factor's denominator is a power of ten, the status stays. */
export function multiplyWorth(worth: Worth, factor: Rational): Worth {
  return worth.amount === null ? worth : { ...worth, amount: multiplyRational(worth.amount, factor) };
}

/** Multiplies a worth by a whole number; the status stays. */
export function scaleWorth(worth: Worth, factor: bigint): Worth {
  if (worth.amount === null) return worth;
  const { numerator, denominator } = worth.amount;
  return { ...worth, amount: { numerator: numerator * factor, denominator } };
}

/**
 * Divides worths of one unit.
 *
 * @param unit - What is divided by what, such as `resources / exposure`.
 * @returns value rounded half-even to 18 decimals. The worse part's status when one has no amount; ZERO_DENOMINATOR when
 *   there is nothing to divide by; PARTIAL_COVERAGE with a value when the numerator leaves something out, and without one when the
 *   denominator does, because the ratio would be too high.
 */
export function worthRatio(numerator: Worth, denominator: Worth, unit: string): Ratio {
  const missing = [denominator, numerator].find(({ amount }) => amount === null);
  if (missing !== undefined)
    return missingRatio(unit, missing.status, missing.reason ?? "A part is not known.");
  const top = numerator.amount ?? ZERO;
  const bottom = denominator.amount ?? ZERO;
  const parts = { numerator: exactDecimal(top), denominator: exactDecimal(bottom), unit };
  if (denominator.status !== "OK")
    return { ...parts, value: null, status: denominator.status, reason: denominator.reason };
  if (bottom.numerator === 0n) {
    return { ...parts, value: null, status: "ZERO_DENOMINATOR", reason: "The denominator is zero." };
  }
  const inverse = rational(bottom.denominator, bottom.numerator);
  const value = toDecimal(multiplyRational(top, inverse));
  return { ...parts, value, status: numerator.status, reason: numerator.reason };
}

/** Writes a worth for readers: every digit, and rounded half-even to 18 decimals. */
export function toValuation({ amount, unit, status, reason }: Worth): Valuation {
  return {
    value: amount === null ? null : toDecimal(amount),
    exact: amount === null ? null : exactDecimal(amount),
    quote: unit,
    status,
    reason,
  };
}

function negative(worth: Worth): Worth {
  if (worth.amount === null) return worth;
  const { numerator, denominator } = worth.amount;
  return { ...worth, amount: { numerator: -numerator, denominator } };
}
