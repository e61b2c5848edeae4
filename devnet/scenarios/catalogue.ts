import { blackThursday } from "./black-thursday/black-thursday.ts";
import { calmYear } from "./calm-year/calm-year.ts";
import { deleveragingCascade } from "./deleveraging-cascade/deleveraging-cascade.ts";
import { depegRun } from "./depeg-run/depeg-run.ts";
import { UnknownScenarioError } from "./errors.ts";
import { illiquidSqueeze } from "./illiquid-squeeze/illiquid-squeeze.ts";
import { impairmentRun } from "./impairment-run/impairment-run.ts";
import { putBackstopCrash } from "./put-backstop-crash/put-backstop-crash.ts";
import type { Scenario } from "./scenario.ts";
import { staleOracle } from "./stale-oracle/stale-oracle.ts";

/** All scenarios, in the order in which they are listed. */
export const SCENARIOS: readonly Scenario[] = [
  blackThursday,
  putBackstopCrash,
  depegRun,
  impairmentRun,
  illiquidSqueeze,
  deleveragingCascade,
  staleOracle,
  calmYear,
];

/**
 * Returns the scenario of a name.
 *
 * @throws {UnknownScenarioError} when there is none.
 */
export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((candidate) => candidate.name === name);
  if (scenario !== undefined) return scenario;
  throw new UnknownScenarioError(
    name,
    SCENARIOS.map((candidate) => candidate.name),
  );
}

/** One line for each scenario. */
export function listScenarios(): string {
  const width = Math.max(...SCENARIOS.map(({ name }) => name.length));
  return SCENARIOS.map(({ name, about }) => `${name.padEnd(width)}  ${about}`).join("\n");
}
