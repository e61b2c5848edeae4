import { InvalidRequestError } from "../domain/errors.ts";
import { addRational, multiplyRational, type Rational, rational } from "../domain/rational.ts";
import { requireLevel } from "./level.ts";

/** Expected shortfall of a sum and how its terms share it; exact. */
export type ShortfallContributions = {
  /** ES(ΣL), in the unit of the losses. */
  readonly total: Rational;
  /** ES_p = E[L_p | ΣL in its tail], in the order of the members; they sum to `total` exactly. */
  readonly contributions: readonly Rational[];
};

/**
 * Splits the historical expected shortfall of a sum of losses over its members (Euler allocation), in exact arithmetic:
 * ES = [Σ_{L > v} L + (w − g)v]/w with w = n(1 − α), v = VaR, g = #{L > v}; ES_p is the same sum over the member's own losses,
 * with those of scenarios that tie at v averaged, so that the order of scenarios does not matter.
 *
 * @param losses - One list for each member, all over the same scenarios: integers in one unit, positive when money is lost.
 * @param level - α, inside (0, 1).
 * @throws {InvalidRequestError} when lists differ in length or hold nothing, or the level is not inside (0, 1).
 * @see Tasche, Risk contributions and performance measurement (1999); historical-tail.ts for the value itself
 * @example shortfallContributions([[4n, 0n], [0n, 2n]], rational(1n, 2n)).contributions // 4 and 0
 */
export function shortfallContributions(
  losses: readonly (readonly bigint[])[],
  level: Rational,
): ShortfallContributions {
  requireLevel(level);
  const n = losses[0]?.length ?? 0;
  if (n === 0 || losses.some((member) => member.length !== n)) {
    throw new InvalidRequestError(`Expected losses of every member in the same ${n} scenarios.`);
  }
  const totals = Array.from({ length: n }, (_, s) => losses.reduce((sum, member) => sum + at(member, s), 0n));
  const weight = rational(BigInt(n) * (level.denominator - level.numerator), level.denominator);
  const tail = tailOf(totals, weight);
  return {
    total: meanIn(tail, totals, weight),
    contributions: losses.map((member) => meanIn(tail, member, weight)),
  };
}

/** Scenarios beyond VaR count whole, those at VaR share what is left of the weight. */
type TailScenarios = {
  readonly beyond: readonly number[];
  readonly ties: readonly number[];
  readonly share: Rational;
};

function tailOf(totals: readonly bigint[], weight: Rational): TailScenarios {
  const descending = totals.toSorted((a, b) => (a === b ? 0 : a > b ? -1 : 1));
  const boundary = descending[Number(weight.numerator / weight.denominator)] as bigint;
  const indices = [...totals.keys()];
  const beyond = indices.filter((s) => at(totals, s) > boundary);
  const ties = indices.filter((s) => at(totals, s) === boundary);
  const left = addRational(weight, rational(-BigInt(beyond.length)));
  return { beyond, ties, share: multiplyRational(left, rational(1n, BigInt(ties.length))) };
}

function meanIn(
  { beyond, ties, share }: TailScenarios,
  losses: readonly bigint[],
  weight: Rational,
): Rational {
  const whole = rational(sumAt(losses, beyond));
  const shared = multiplyRational(rational(sumAt(losses, ties)), share);
  return multiplyRational(addRational(whole, shared), rational(weight.denominator, weight.numerator));
}

function sumAt(losses: readonly bigint[], scenarios: readonly number[]): bigint {
  return scenarios.reduce((sum, s) => sum + at(losses, s), 0n);
}

function at(values: readonly bigint[], index: number): bigint {
  return values[index] as bigint;
}
