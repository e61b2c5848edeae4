import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { ledgerTotals } from "../support/scenarios/ledger-totals.ts";
import { runScenario, type ScenarioRun } from "../support/scenarios/scenario-run.ts";

let run: ScenarioRun;

beforeAll(async () => {
  run = await runScenario("black-thursday");
}, 900_000);

afterAll(async () => {
  await run?.stop();
});

describe("the scenario black-thursday", () => {
  test("default: the ledger's totals are those of the plain model, to the last unit", () => {
    expect(ledgerTotals(run.ledger)).toEqual(run.expected);
  });

  test("behavior: at every block the ledger equals the contracts' views", async () => {
    const { counts, differences } = await run.reconcile();
    expect(differences).toEqual([]);
    expect(counts["MATCH"]).toBeGreaterThan(10_000);
  }, 900_000);

  test("behavior: nothing is skipped and all invariants hold", () => {
    expect(rowsOf(run.ledger, "SkippedEvent")).toEqual([]);
    expect(invariantViolations(run.ledger)).toEqual([]);
  });

  test("behavior: everything that the day is known for happens", () => {
    const modes = new Set(rowsOf(run.ledger, "Liquidation").map(({ mode }) => mode));
    expect(modes).toEqual(new Set(["DIRECT", "OFFSET", "AUCTION"]));
    // The last block of an auction comes when 180 of 21,600 seconds are left: 1 % of the start price, which is 120 % of a
    // price below 140 dollars. Such lots go for less than 2 RUSD.
    const takes = rowsOf(run.ledger, "AuctionEvent").filter((row) => row["action"] === "SETTLE");
    const cheap = takes.filter(
      (row) => big(row, "bought") > 0n && big(row, "paid") < 2n * big(row, "bought"),
    );
    expect(cheap.length).toBeGreaterThan(0);
    expect(run.expected.balances["Surplus buffer/RUSD"]).toBe(0n);
    expect(run.expected.lossesByLayer["AUCTION_RECAP"]).toBeGreaterThan(0n);
  });

  test("behavior: a second start finds the finished play and leaves the chain as it is", async () => {
    const { network, blocks, transactions } = run.world;
    expect(await run.replay()).toEqual({ network, blocks, transactions, expected: null });
  });
});
