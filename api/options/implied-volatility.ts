import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import { solveMonotone } from "../stats/solve-monotone.ts";
import type { BlackTerms, OptionKind } from "./black-76.ts";
import { valueAndVega } from "./black-greeks.ts";

/** What the volatility is sought for. */
export type QuotedOption = Omit<BlackTerms, "volatility"> & {
  readonly kind: OptionKind;
  /** Price paid now, in the unit of the strike, for one unit of the underlying. */
  readonly price: number;
};

/** Method stated with inverted volatilities. */
const IMPLIED = "Black-76 inverted";

const OPPOSITE = { PUT: "CALL", CALL: "PUT" } as const;

/** A deviation at which every option is worth its upper bound to the last digit. */
const LARGEST_DEVIATION = 64;

/**
 * Finds the volatility at which Black's formula gives the price, by Newton's steps on the logarithm of the time value inside a bracket.
 * As precise as the price's own time value: an option in the money loses the digits of its intrinsic value.
 *
 * @returns A ratio a year. MODEL_DOMAIN when the price is not strictly inside the bounds that exclude arbitrage, for a put
 *   (K e^(−rT) − F e^(−rT))⁺ < P < K e^(−rT), for a call (F e^(−rT) − K e^(−rT))⁺ < C < F e^(−rT), or when nothing is left of its life.
 * @example impliedVolatility({ kind: "PUT", price: 0.0586, forward: 100, strike: 60, years: 30 / 365, rate: 0 }).value // 0.8998…
 */
export function impliedVolatility(option: QuotedOption): Estimate {
  const { kind, price, forward, strike, years, rate } = option;
  const undiscounted = price * Math.exp(rate * years);
  const intrinsic = Math.max(0, kind === "PUT" ? strike - forward : forward - strike);
  const cap = kind === "PUT" ? strike : forward;
  if (!(years > 0)) return outside("Expected an expiry after the price.");
  if (!(undiscounted > intrinsic && undiscounted < cap)) {
    return outside(
      `Expected an undiscounted price between ${intrinsic} and ${cap}, the bounds without arbitrage, got ${undiscounted}.`,
    );
  }
  const outOfTheMoney = intrinsic === 0 ? kind : OPPOSITE[kind];
  const deviation = deviationOf(outOfTheMoney, { forward, strike }, undiscounted - intrinsic);
  return estimated({ value: deviation / Math.sqrt(years), n: 1, method: IMPLIED });
}

/** Solves ln(value) = ln(target) for the option that is out of the money. */
function deviationOf(kind: OptionKind, terms: { forward: number; strike: number }, target: number): number {
  return solveMonotone(
    (deviation) => {
      const { value, vega } = valueAndVega(kind, terms, deviation);
      return { value: Math.log(value / target), slope: vega / value };
    },
    { low: 0, high: LARGEST_DEVIATION },
  );
}

function outside(reason: string): Estimate {
  return missingEstimate("MODEL_DOMAIN", reason, { n: 1, method: IMPLIED });
}
