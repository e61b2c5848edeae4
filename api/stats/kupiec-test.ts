import { InvalidRequestError } from "../domain/errors.ts";
import { chiSquaredTail } from "./chi-squared-tail.ts";
import { binomialDeviance } from "./deviance.ts";
import { missingTest, powerWarning, type TestResult } from "./test-result.ts";

/**
 * Tests whether losses exceeded VaR as often as they should (proportion of failures, unconditional coverage):
 * LR = -2[(n-x) ln((1-p)/(1-x/n)) + x ln(p/(x/n))], 0 ln 0 = 0, against χ² with one degree of freedom.
 *
 * @param hits - Whether each forecast was exceeded, in time order.
 * @param probability - p = 1 - α, the share that should be exceeded, inside (0, 1).
 * @returns Statistic at least 0; NO_DATA without forecasts; a reason below 250 of them.
 * @throws {InvalidRequestError} when the probability is not inside (0, 1).
 * @see Kupiec, Techniques for Verifying the Accuracy of Risk Measurement Models, J. Derivatives 3 (1995)
 */
export function kupiecTest(hits: readonly boolean[], probability: number): TestResult {
  if (!(probability > 0 && probability < 1)) {
    throw new InvalidRequestError(`Expected a probability inside (0, 1), got ${probability}.`);
  }
  const n = hits.length;
  const method = "Kupiec, proportion of failures";
  if (n === 0) return missingTest("NO_DATA", "Expected at least one forecast.", { n, method });
  const exceeded = hits.filter((hit) => hit).length;
  const statistic = 2 * binomialDeviance({ successes: exceeded, trials: n }, probability);
  const pValue = chiSquaredTail(statistic, 1);
  return { statistic, pValue, n, method, status: "OK", reason: powerWarning(n) };
}
