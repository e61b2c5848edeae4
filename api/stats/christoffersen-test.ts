import { chiSquaredTail } from "./chi-squared-tail.ts";
import { binomialDeviance } from "./deviance.ts";
import { kupiecTest } from "./kupiec-test.ts";
import { missingTest, powerWarning, type TestResult } from "./test-result.ts";

/** The two tests that look at the order of hits. */
export type ChristoffersenTests = {
  /** Whether a hit makes the next hit neither more nor less likely; χ² with one degree of freedom. */
  readonly independence: TestResult;
  /** Independence and the right frequency together (LR_uc + LR_ind); χ² with two degrees of freedom. */
  readonly conditionalCoverage: TestResult;
};

/** Hits that follow a hit or a calm observation, and how many observations follow each. */
function transitions(
  hits: readonly boolean[],
  from: boolean,
): { readonly successes: number; readonly trials: number } {
  const followers = hits.slice(1).filter((_, i) => hits[i] === from);
  return { successes: followers.filter((hit) => hit).length, trials: followers.length };
}

function independenceStatistic(hits: readonly boolean[]): number {
  const afterCalm = transitions(hits, false);
  const afterHit = transitions(hits, true);
  const share = (afterCalm.successes + afterHit.successes) / (hits.length - 1);
  return 2 * (binomialDeviance(afterCalm, share) + binomialDeviance(afterHit, share));
}

/**
 * Tests whether VaR is exceeded independently of the day before, and at the right frequency besides:
 * LR_ind = 2 ln[L(π₀₁, π₁₁)/L(π)] over the n - 1 transitions, 0 ln 0 = 0; LR_cc = LR_uc + LR_ind.
 *
 * @param hits - Whether each forecast was exceeded, in time order.
 * @param probability - p = 1 - α, inside (0, 1).
 * @returns Statistics at least 0; INSUFFICIENT_DATA below two forecasts. Without hits independence says nothing: 0 with p-value 1.
 * @throws {InvalidRequestError} when the probability is not inside (0, 1).
 * @see Christoffersen, Evaluating Interval Forecasts, Int. Econ. Review 39 (1998)
 */
export function christoffersenTest(hits: readonly boolean[], probability: number): ChristoffersenTests {
  const coverage = kupiecTest(hits, probability);
  const n = hits.length;
  const names = {
    independence: "Christoffersen, independence",
    both: "Christoffersen, conditional coverage",
  };
  if (coverage.statistic === null || n < 2) {
    const missing = (method: string) =>
      missingTest("INSUFFICIENT_DATA", `Expected at least 2 forecasts, got ${n}.`, { n, method });
    return { independence: missing(names.independence), conditionalCoverage: missing(names.both) };
  }
  const result = (statistic: number, degrees: number, method: string): TestResult => {
    const pValue = chiSquaredTail(statistic, degrees);
    return { statistic, pValue, n, method, status: "OK", reason: powerWarning(n) };
  };
  const statistic = independenceStatistic(hits);
  return {
    independence: result(statistic, 1, names.independence),
    conditionalCoverage: result(coverage.statistic + statistic, 2, names.both),
  };
}
