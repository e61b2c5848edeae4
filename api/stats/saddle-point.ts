import { deviance } from "./deviance.ts";
import { logGamma, stirlingCorrection } from "./log-gamma.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727;

/** ln Γ(x+1) - [(x + 1/2) ln x - x + ln(2π)/2] for x > 0: the error of Stirling's formula for x!. */
function factorialCorrection(x: number): number {
  if (x >= 10) return stirlingCorrection(x);
  return logGamma(x) + Math.log(x) - ((x + 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
}

/**
 * Returns mean^x e^(-mean) / Γ(x+1), the Poisson mass continued to real x, to nearly full precision.
 *
 * @param x - At least 0.
 * @param mean - Greater than 0.
 * @see Loader, Fast and Accurate Computation of Binomial Probabilities (2000)
 * @example poissonMass(0, 2) // 0.1353352832366127
 */
export function poissonMass(x: number, mean: number): number {
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-factorialCorrection(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/**
 * Returns Γ(a+b+1)/(Γ(a+1)Γ(b+1)) p^a q^b, the binomial mass continued to real counts, to nearly full precision.
 *
 * @param counts - Successes `a` and failures `b`, at least 0, not both 0.
 * @param odds - `p` and `q = 1 - p`, both given so that neither loses digits; both greater than 0.
 * @see Loader, Fast and Accurate Computation of Binomial Probabilities (2000)
 * @example binomialMass({ a: 1, b: 1 }, { p: 0.5, q: 0.5 }) // 0.5
 */
export function binomialMass(
  counts: { readonly a: number; readonly b: number },
  odds: { readonly p: number; readonly q: number },
): number {
  const { a, b } = counts;
  const { p, q } = odds;
  const n = a + b;
  if (a === 0) return Math.exp(n * (p < 0.5 ? Math.log1p(-p) : Math.log(q)));
  if (b === 0) return Math.exp(n * (q < 0.5 ? Math.log1p(-q) : Math.log(p)));
  const exponent =
    factorialCorrection(n) -
    factorialCorrection(a) -
    factorialCorrection(b) -
    deviance(a, n * p) -
    deviance(b, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}
