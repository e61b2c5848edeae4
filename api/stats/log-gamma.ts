import { InvalidRequestError } from "../domain/errors.ts";
import { polynomial } from "./polynomial.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727;
const ONE_MINUS_EULER = 0.42278433509846713;
/** ζ(k) - 1 for k = 2, 3, ...: one fourth of a power is left at the last, so the rest is below 1e-18. */
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
  3.725334024788457e-9, 1.862659723513049e-9, 9.313274324196682e-10,
] as const;
/** B₂ₖ / (2k(2k-1)) for k = 1, 2, ... */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
] as const;
const POWERS = ZETA_MINUS_ONE.map((value, index) => (index % 2 === 0 ? value : -value) / (index + 2));

/** ln Γ(2 + z) for |z| <= 0.5. */
function nearTwo(z: number): number {
  return z * (ONE_MINUS_EULER + z * polynomial(POWERS, z));
}

/**
 * Returns Stirling's correction ln Γ(x) - [(x - 1/2) ln x - x + ln(2π)/2], for x >= 10.
 *
 * @see Abramowitz and Stegun 6.1.41
 * @example stirlingCorrection(10) // 0.008330563433362871
 */
export function stirlingCorrection(x: number): number {
  return polynomial(STIRLING, 1 / (x * x)) / x;
}

/**
 * Returns ln Γ(x). Relative error about 1e-15, also near the zeros at 1 and 2.
 *
 * @param x - Greater than 0.
 * @throws {InvalidRequestError} when `x` is not greater than 0 or not finite.
 * @see Abramowitz and Stegun 6.1.33 (series about 2) and 6.1.41 (Stirling)
 * @example logGamma(0.5) // 0.5723649429247001
 */
export function logGamma(x: number): number {
  if (!(x > 0 && x < Infinity)) {
    throw new InvalidRequestError(`Expected a finite argument greater than 0, got ${x}.`);
  }
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingCorrection(x);
  if (x < 0.5) return nearTwo(x) - Math.log(x) - Math.log1p(x);
  if (x < 1.5) return nearTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let z = x;
  while (z > 2.5) {
    z -= 1;
    product *= z;
  }
  return Math.log(product) + nearTwo(z - 2);
}
