import { addRational, multiplyRational, type Rational, rational, toDecimal } from "../domain/rational.ts";
import type { Worth } from "../domain/worth.ts";
import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import { tailWeight } from "../stats/historical-tail.ts";
import { shortfallContributions } from "../stats/shortfall-contributions.ts";

/** Losses of one member over scenarios that all members share, in 10^-decimals of the pool's unit. */
export type MemberScenarios = {
  readonly account: string;
  readonly losses: readonly bigint[];
  readonly decimals: number;
};

/** What one member's losses mean for the pool. */
export type MemberTail = {
  readonly account: string;
  /** ES of the member alone. */
  readonly shortfall: Estimate;
  /** Its part of the pool's ES; the parts sum to it. */
  readonly contribution: Estimate;
};

/** Shortfalls over common scenarios, in the pool's unit. */
export type SharedTail = {
  /** ES of the sum of all members' losses. */
  readonly shortfall: Estimate;
  /** Σ of the members' own ES: the call when all are at their worst at once. */
  readonly sumOfShortfalls: Estimate;
  /** 1 − shortfall / sumOfShortfalls, in [0, 1] for losses: what sharing saves. */
  readonly diversification: Estimate;
  /** capital / sumOfShortfalls. */
  readonly coverage: Estimate;
  readonly members: readonly MemberTail[];
};

const FEWEST_IN_TAIL = 10;
const METHOD = "historical, mean of the worst share, exact arithmetic";

/**
 * Computes the shortfalls of a pool's members over common scenarios. Values are exact quotients rounded once to a double, so that
 * contributions sum to the shortfall up to that rounding.
 *
 * @param scenarios - One entry for each member, all of one length and scale; null when none are given.
 * @param level - α, inside (0, 1).
 * @param capital - What stands behind the members.
 * @returns NOT_APPLICABLE without scenarios, INSUFFICIENT_DATA for n(1 − α) < 10. No interval is given.
 * @throws {InvalidRequestError} when members have different numbers of scenarios, or the level is not inside (0, 1).
 */
export function sharedTail(
  scenarios: readonly MemberScenarios[] | null,
  level: Rational,
  capital: Worth,
): SharedTail {
  if (scenarios === null || scenarios.length === 0) {
    return withoutTail(missing("NOT_APPLICABLE", "No scenarios of losses are given.", 0), []);
  }
  const n = scenarios[0]?.losses.length ?? 0;
  if (scenarios.every(({ losses }) => losses.length === 0)) {
    return withoutTail(missing("NO_DATA", "The scenarios are empty.", 0), scenarios);
  }
  if (n > 0 && tailWeight(n, level).whole < FEWEST_IN_TAIL) {
    const reason = `Expected n(1 − α) of at least ${FEWEST_IN_TAIL}, got ${n} scenarios at ${level.numerator}/${level.denominator}.`;
    return withoutTail(missing("INSUFFICIENT_DATA", reason, n), scenarios);
  }
  return tailOf(scenarios, level, { capital, n });
}

function tailOf(
  scenarios: readonly MemberScenarios[],
  level: Rational,
  { capital, n }: { readonly capital: Worth; readonly n: number },
): SharedTail {
  const unit = rational(1n, 10n ** BigInt(scenarios[0]?.decimals ?? 0));
  const inUnit = (value: Rational) => multiplyRational(value, unit);
  const { total, contributions } = shortfallContributions(
    scenarios.map(({ losses }) => losses),
    level,
  );
  const alone = scenarios.map(({ losses }) => shortfallContributions([losses], level).total);
  const sum = alone.reduce(addRational, rational(0n));
  const saved = addRational(sum, rational(-total.numerator, total.denominator));
  return {
    shortfall: known(inUnit(total), n),
    sumOfShortfalls: known(inUnit(sum), n),
    diversification: quotient(saved, sum, n),
    coverage: coverageOf(capital, inUnit(sum), n),
    members: scenarios.map(({ account }, p) => ({
      account,
      shortfall: known(inUnit(alone[p] as Rational), n),
      contribution: known(inUnit(contributions[p] as Rational), n),
    })),
  };
}

function coverageOf({ amount, status, reason }: Worth, sum: Rational, n: number): Estimate {
  if (amount === null || status !== "OK")
    return missing(status === "OK" ? "NO_DATA" : status, reason ?? "The capital is not known.", n);
  return quotient(amount, sum, n);
}

function quotient(numerator: Rational, denominator: Rational, n: number): Estimate {
  if (denominator.numerator === 0n)
    return missing("ZERO_DENOMINATOR", "The members' shortfalls are zero.", n);
  return known(multiplyRational(numerator, rational(denominator.denominator, denominator.numerator)), n);
}

function known(value: Rational, n: number): Estimate {
  return estimated({ value: Number(toDecimal(value)), n, method: METHOD });
}

function missing(status: Exclude<Estimate["status"], "OK">, reason: string, n: number): Estimate {
  return missingEstimate(status, reason, { n, method: METHOD });
}

function withoutTail(none: Estimate, scenarios: readonly MemberScenarios[]): SharedTail {
  return {
    ...{ shortfall: none, sumOfShortfalls: none, diversification: none, coverage: none },
    members: scenarios.map(({ account }) => ({ account, shortfall: none, contribution: none })),
  };
}
