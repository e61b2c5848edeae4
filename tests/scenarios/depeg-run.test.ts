import { parseEther, parseUnits } from "viem";
import { describe, expect, test } from "vitest";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

describe("the scenario depeg-run", () => {
  const run = proveScenario("depeg-run", 1_000);

  test("behavior: the module fills up to its ceiling and is then emptied until nobody's coins fit", () => {
    const flows = rowsOf(run().ledger, "FundFlow").filter(({ cause }) => cause === "PEG_SWAP");
    const reserves = flows.map((row) => big(row, "balanceAfter"));
    const highest = reserves.reduce((most, reserve) => (reserve > most ? reserve : most), 0n);
    // The ceiling is 3,000,000 RUSD, at one to one.
    expect(highest).toBe(parseUnits("3000000", 6));
    // Holders bring 33,333.33 at a time: less than that is left.
    expect(run().expected.balances["Peg-stability module/USDC"]).toBeLessThan(parseUnits("33334", 6));
  });

  test("behavior: what is left is what was paid in fees", () => {
    // By hand: 3,000,000 came in. Arbitrageurs bring back all that they got for 2,000,000, which is less by the fees in; holders
    // bring 30 lots of a third of 100,000, which is 1,000,000. Of each, the fee out stays.
    const { balances } = run().expected;
    const fees = balances["Surplus buffer/RUSD"] ?? 0n;
    const unit = 10n ** 12n;
    expect(balances["Peg-stability module/USDC"]).toBe((fees + unit - 1n) / unit);
    // 0.1 % of nearly 3,000,000, and at most 1 % of 2,000,000.
    expect(fees).toBeGreaterThan(parseEther("2900"));
    expect(fees).toBeLessThan(parseEther("23000"));
  });

  test("behavior: the door is closed and opened again", () => {
    const statuses = rowsOf(run().ledger, "StatusChange").map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(["PAUSED", "ACTIVE"]));
  });
});
