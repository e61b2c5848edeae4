import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../stats/estimate.ts";
import { neumaierSum } from "../stats/neumaier-sum.ts";
import { outOfTheMoney } from "./black-76.ts";
import type { Smile } from "./smile.ts";
import { sviPoint } from "./svi.ts";

/** Definition of model-free variance and the variance premium. */
export const VARIANCE_PREMIUM: MetricDefinition = {
  id: "variance-premium",
  title: "Model-free implied variance, realised variance and their difference",
  formula:
    "implied from prices = (2e^(rT)/T) Σ ΔK/K² Q(K) − (F/K0 − 1)²/T; implied from a smile = (2/T)(∫ put/K dk below the forward + ∫ call/K dk above it), k = ln K/F; " +
    "realised = 365/n Σ r²; premium = implied − realised",
  unit: "variance a year as a ratio: 0.64 is a volatility of 80 %",
  edgeCases: [
    "Fewer than 2 strikes out of the money, or none at or below the forward: INSUFFICIENT_DATA.",
    "Fewer than 20 returns: realised variance is INSUFFICIENT_DATA, and so is the premium.",
    "Days without a price are left out and not filled; a return over a gap counts once.",
    "The integral ends where options are worth less than 1e-14 of the strike, or at |k| = 40.",
  ],
  sources: [
    "Cboe Volatility Index Methodology, formula 1",
    "Demeterfi, Derman, Kamal and Zou, More Than You Ever Wanted to Know About Volatility Swaps, Goldman Sachs 1999",
  ],
  since: "1.2.0",
};

/** Price of the option that is out of the money at a strike. */
export type StripQuote = { readonly strike: number; readonly price: number };

/** Forward, time and rate of the strip. */
export type StripTerms = { readonly forward: number; readonly years: number; readonly rate: number };

const STRIP = "strip of out-of-the-money options";
const INTEGRAL = "replication under the smile";
const MOST_WIDE = 40;
const NEGLIGIBLE = 1e-14;
/** Width of a step in deviations at the money. */
const FINEST = 0.02;
/** Errors of the trapezoidal rule where put and call meet: their first and third derivatives differ by 1 there, whatever the smile. */
const KINK = 1 / 12;
const SECOND_KINK = 1 / 720;
/** Fewest returns from which realised variance is told. */
const MINIMUM_VARIANCE_RETURNS = 20;

/**
 * Returns the model-free variance of quoted options: K0 is the highest strike at or below the forward; ΔK is half the distance of the neighbours, at the ends
 * the whole distance of the one.
 *
 * @param quotes - In ascending order of strikes; at K0 the mean of put and call, below it puts, above it calls.
 * @see VARIANCE_PREMIUM
 */
export function stripVariance(quotes: readonly StripQuote[], { forward, years, rate }: StripTerms): Estimate {
  const n = quotes.length;
  const central = quotes.filter(({ strike }) => strike <= forward).at(-1);
  if (n < 2 || central === undefined) {
    return missingEstimate(
      "INSUFFICIENT_DATA",
      "Expected 2 strikes or more, one of them not above the forward.",
      {
        n,
        method: STRIP,
      },
    );
  }
  const terms = quotes.map(({ strike, price }, i) => {
    const below = quotes[i - 1]?.strike;
    const above = quotes[i + 1]?.strike;
    const width =
      below === undefined || above === undefined
        ? Math.abs((below ?? above ?? strike) - strike)
        : (above - below) / 2;
    return (width / (strike * strike)) * price;
  });
  const sum = (2 * Math.exp(rate * years) * neumaierSum(terms)) / years;
  return estimated({ value: sum - (forward / central.strike - 1) ** 2 / years, n, method: STRIP });
}

/**
 * Returns the variance a year that a variance swap on the smile is worth: the continuous strip, by the trapezoidal rule in k, which ends where options are worth
 * nothing. For a flat smile it is the flat variance.
 *
 * @see VARIANCE_PREMIUM
 */
export function swapVariance({ svi, years, quotes }: Pick<Smile, "svi" | "years" | "quotes">): Estimate {
  const step = FINEST * Math.sqrt(sviPoint(svi, 0).variance);
  if (!(step > 0)) return estimated({ value: 0, n: quotes, method: INTEGRAL });
  const at = (k: number) => {
    const value = outOfTheMoney(Math.abs(k), Math.sqrt(Math.max(0, sviPoint(svi, k).variance)));
    return k > 0 ? value * Math.exp(-k) : value;
  };
  const halves = [-step, step].map((signed) => {
    const terms: number[] = [];
    for (let i = 1; Math.abs(i * signed) < MOST_WIDE; i++) {
      const term = at(i * signed);
      terms.push(term);
      if (term < NEGLIGIBLE) break;
    }
    return neumaierSum(terms);
  });
  const [puts = 0, calls = 0] = halves;
  const area = step * (puts + calls + at(0)) - KINK * step ** 2 + SECOND_KINK * step ** 4;
  return estimated({ value: (2 * area) / years, n: quotes, method: INTEGRAL });
}

/**
 * Returns realised variance 365/n Σ r², without a mean: what a variance swap pays on.
 *
 * @param returns - Logarithmic, of one day each.
 */
export function realisedVariance(returns: readonly number[]): Estimate {
  const n = returns.length;
  const method = "365/n Σ r²";
  if (n < MINIMUM_VARIANCE_RETURNS) return tooFew(n, MINIMUM_VARIANCE_RETURNS, method);
  return estimated({ value: (365 * neumaierSum(returns.map((r) => r * r))) / n, n, method });
}

/** Returns implied less realised variance; where one is missing, its status and reason. */
export function variancePremium(implied: Estimate, realised: Estimate): Estimate {
  const method = "implied − realised";
  const missing = [implied, realised].find(({ value }) => value === null);
  if (missing !== undefined && missing.status !== "OK") {
    return missingEstimate(missing.status, missing.reason ?? "A part is missing.", { n: missing.n, method });
  }
  return estimated({ value: (implied.value ?? 0) - (realised.value ?? 0), n: realised.n, method });
}
