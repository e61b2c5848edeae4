import type { DecimalString } from "../domain/decimal-string.ts";
import { addRational, compareRational, type Rational, rational, toDecimal } from "../domain/rational.ts";

/** How far in the money options were: 0.1 is a tenth of the strike, negative is out of the money. Exact values, rounded half-even to 18 decimals. */
export type MoneynessSummary = {
  /** Options whose moneyness is known. */
  readonly count: number;
  /** Options whose price, strike or type is not told. */
  readonly untold: number;
  readonly least: DecimalString | null;
  /** The middle one; of an even number the lower of the two. */
  readonly median: DecimalString | null;
  readonly greatest: DecimalString | null;
  readonly mean: DecimalString | null;
};

/** Digits to which each value is cut before values are added, so that their denominators do not multiply. */
const DIGITS = 10n ** 36n;

/**
 * Summarises exact moneyness.
 *
 * @param values - Null where it is not known.
 * @returns Nulls when none is known.
 */
export function summariseMoneyness(values: readonly (Rational | null)[]): MoneynessSummary {
  const known = values.filter((value) => value !== null).sort(compareRational);
  const count = known.length;
  const at = (index: number) => {
    const value = known[index];
    return value === undefined ? null : toDecimal(value);
  };
  return {
    count,
    untold: values.length - count,
    least: at(0),
    median: at(Math.ceil(count / 2) - 1),
    greatest: at(count - 1),
    mean: count === 0 ? null : toDecimal(mean(known)),
  };
}

function mean(values: readonly Rational[]): Rational {
  const cut = values.map(({ numerator, denominator }) =>
    rational((numerator * DIGITS) / denominator, DIGITS),
  );
  const sum = cut.reduce(addRational, rational(0n));
  return rational(sum.numerator, sum.denominator * BigInt(values.length));
}
