import { multiplyRational, type Rational, rational, scaled } from "../../domain/rational.ts";
import type { StressBook } from "./stress-book.ts";

/** What the smallest unit of each factor is worth, as whole numbers of one fine unit of account. */
export type ExactWorths = {
  /** Units of account in one US dollar. */
  readonly unit: bigint;
  /** Of each factor by its index; null where there is no price. */
  readonly of: readonly (bigint | null)[];
};

const WHOLE_BPS = 10_000n;

/**
 * Values the factors of a book exactly after changes of their prices.
 *
 * @param shocks - Signed changes in basis points by asset, −10,000 or more; those left out keep theirs.
 */
export function exactWorths(book: StressBook, shocks: ReadonlyMap<string, number>): ExactWorths {
  const rates = book.factors.map(({ asset, exactPrice, decimals }): Rational | null => {
    if (exactPrice === null || decimals === null) return null;
    const left = rational(WHOLE_BPS + BigInt(shocks.get(asset) ?? 0), WHOLE_BPS);
    return multiplyRational(multiplyRational(exactPrice, left), scaled(1n, decimals));
  });
  const unit = rates.reduce((common, rate) => (rate === null ? common : lcm(common, rate.denominator)), 1n);
  return {
    unit,
    of: rates.map((rate) => (rate === null ? null : rate.numerator * (unit / rate.denominator))),
  };
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
