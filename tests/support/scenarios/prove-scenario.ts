import { afterAll, beforeAll, expect, test } from "vitest";
import { invariantViolations } from "../e2e/invariants.ts";
import { rowsOf } from "../e2e/ledger.ts";
import { ledgerTotals } from "./ledger-totals.ts";
import { runScenario, type ScenarioRun } from "./scenario-run.ts";

const LIMIT_MS = 900_000;

/**
 * Plays a scenario and adds the tests that every scenario must pass.
 *
 * @param name - As `--scenario` names it.
 * @param comparisons - Fewest numbers of the ledger that must have been compared with the contracts' views.
 * @returns Gives the run, inside of tests.
 */
export function proveScenario(name: string, comparisons: number): () => ScenarioRun {
  let run: ScenarioRun;
  beforeAll(async () => {
    run = await runScenario(name);
  }, LIMIT_MS);
  afterAll(async () => {
    await run?.stop();
  });
  test("default: the ledger's totals are those of the plain model, to the last unit", () => {
    const { figures, ...totals } = run.expected;
    expect(ledgerTotals(run.ledger)).toEqual(totals);
  });
  test(
    "behavior: at every block the ledger equals the contracts' views",
    async () => {
      const { counts, differences } = await run.reconcile();
      expect(differences).toEqual([]);
      expect(counts["MATCH"]).toBeGreaterThan(comparisons);
    },
    LIMIT_MS,
  );
  test("behavior: nothing is skipped and all invariants hold", () => {
    expect(rowsOf(run.ledger, "SkippedEvent")).toEqual([]);
    expect(invariantViolations(run.ledger)).toEqual([]);
  });
  test("behavior: a second start finds the finished play and leaves the chain as it is", async () => {
    const { network, blocks, transactions } = run.world;
    expect(await run.replay()).toEqual({ network, blocks, transactions, expected: null });
  });
  return () => run;
}
