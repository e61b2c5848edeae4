import { scaledErfc } from "../stats/erfc.ts";

const ROOT_HALF_PI = Math.sqrt(Math.PI / 2);
/** From this half width on, the difference of two ratios loses no more than two digits. */
const WIDE = 0.25;
/** Depth of the continued fraction: enough for full precision from 1 on. */
const DEPTH = 220;
const MOST_TERMS = 60;

/** Returns Mills' ratio (1 − Φ(z))/φ(z), for z above -26. */
function millsRatio(z: number): number {
  return ROOT_HALF_PI * scaledErfc(z * Math.SQRT1_2);
}

/**
 * Returns R(centre − half) − R(centre + half), where R(z) = (1 − Φ(z))/φ(z) is Mills' ratio: what is left of an option's value
 * after the common factor φ. Relative error below 1e-13, however close the two are: narrow differences are a series of
 * positive terms 2 Σ Mₙ halfⁿ/n! over odd n, with Mₙ = ∫₀^∞ tⁿ e^(−centre·t − t²/2) dt.
 *
 * @param centre - At least 0.
 * @param half - At least 0; centre − half above -26.
 * @see Jäckel, Let's Be Rational, Wilmott 2015 (the same cancellation, other series)
 * @example millsDifference(10, 0.001) // 1.9239…e-5
 */
export function millsDifference(centre: number, half: number): number {
  if (half >= WIDE) return millsRatio(centre - half) - millsRatio(centre + half);
  return 2 * oddTerms(centre < 1 ? forwardMoments(centre) : fractionMoments(centre), half);
}

/** Adds Mₙ halfⁿ/n! over odd n until the terms no longer count. */
function oddTerms(moments: Iterator<number, undefined>, half: number): number {
  let sum = 0;
  let factor = 1;
  for (let n = 0; n <= MOST_TERMS; n++) {
    const moment = moments.next().value;
    if (moment === undefined) break;
    if (n > 0) factor *= half / n;
    if (n % 2 === 0) continue;
    const term = moment * factor;
    sum += term;
    if (term <= sum * Number.EPSILON) break;
  }
  return sum;
}

/** Mₙ₊₁ = n Mₙ₋₁ − centre Mₙ, upward: good for a centre below 1 and the few terms that a small half width needs. */
function* forwardMoments(centre: number): Generator<number, undefined> {
  let before = millsRatio(centre);
  let moment = 1 - centre * before;
  yield before;
  for (let n = 1; ; n++) {
    yield moment;
    [before, moment] = [moment, n * before - centre * moment];
  }
}

/** Mₙ/Mₙ₋₁ = n/(centre + Mₙ₊₁/Mₙ), a continued fraction of positive terms evaluated from below. */
function* fractionMoments(centre: number): Generator<number, undefined> {
  const ratios = new Float64Array(DEPTH + 2);
  for (let n = DEPTH; n >= 1; n--) ratios[n] = n / (centre + (ratios[n + 1] as number));
  let moment = millsRatio(centre);
  yield moment;
  for (let n = 1; n <= MOST_TERMS; n++) {
    moment *= ratios[n] as number;
    yield moment;
  }
  return undefined;
}
