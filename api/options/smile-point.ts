import { blackPrice } from "./black-76.ts";
import { densityAt, type OptionTerms, skewedValue } from "./skewed-value.ts";
import type { Smile } from "./smile.ts";
import type { StripQuote } from "./variance-swap.ts";

/** What a smile says at one strike, per unit of the underlying. */
export type SmilePoint = {
  readonly strike: number;
  /** A year. */
  readonly volatility: number;
  readonly put: number;
  readonly call: number;
  /** Of a price below the strike. */
  readonly exerciseProbability: number;
  /** In 1 over the unit of the strike. */
  readonly density: number;
};

/**
 * Returns values, probability and density at one strike, at the smile's own expiry.
 *
 * @throws {InvalidRequestError} when the strike is not above 0.
 */
export function smilePoint(smile: Smile, terms: Omit<OptionTerms, "years">): SmilePoint {
  const own = { ...terms, years: smile.years };
  const { price, volatility, exerciseProbability } = skewedValue("PUT", own, smile);
  return {
    strike: terms.strike,
    volatility,
    put: price,
    call: blackPrice("CALL", { ...own, volatility }),
    exerciseProbability,
    density: densityAt(own, smile),
  };
}

/** Returns the options of a strip at some strikes: puts up to the forward, calls above, and at the highest strike not above it the mean of both. */
export function stripOf(
  smile: Smile,
  terms: Omit<OptionTerms, "years" | "strike">,
  strikes: readonly number[],
): StripQuote[] {
  const ascending = [...strikes].sort((one, other) => one - other);
  const central = ascending.filter((strike) => strike <= terms.forward).at(-1);
  return ascending.map((strike) => {
    const { put, call } = smilePoint(smile, { ...terms, strike });
    const outside = strike <= terms.forward ? put : call;
    return { strike, price: strike === central ? (put + call) / 2 : outside };
  });
}
