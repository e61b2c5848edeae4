import { parseEther } from "viem";
import { describe, expect, test } from "vitest";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

describe("the scenario calm-year", () => {
  const run = proveScenario("calm-year", 2_000);

  test("behavior: fees and premiums exceed what is lost and paid", () => {
    const { ledger, expected } = run();
    const flows = rowsOf(ledger, "FundFlow");
    const income = flows
      .filter(({ direction, cause }) => direction === "IN" && (cause === "FEE" || cause === "PREMIUM"))
      .reduce((sum, row) => sum + big(row, "amount"), 0n);
    const costs = Object.values(expected.lossesByLayer).reduce((sum, amount) => sum + amount, 0n);
    expect(income).toBeGreaterThan(costs);
    expect(expected.openDeficits).toEqual({ "WETH vaults": 0n });
  });

  test("behavior: the reserve ends with its capital, the premiums of thirteen months, and one payoff less", () => {
    const { balances, exercises } = run().expected;
    const premiums = rowsOf(run().ledger, "OptionTrade").map((row) => big(row, "premium"));
    expect(premiums.length).toBe(13);
    // The first: 100 puts at 1.2 % of the price, which begins 120 dollars below 2,000: 100 * 1,880 * 0.012.
    expect(premiums.toSorted((a, b) => Number(a - b))[0]).toBe(parseEther("2256"));
    const earned = premiums.reduce((sum, premium) => sum + premium, 0n);
    expect(balances["Put-option backstop/RUSD"]).toBe(parseEther("500000") + earned - exercises.paid);
    expect(exercises.count).toBe(1);
  });

  test("behavior: every other put ends worthless", () => {
    const expiries = rowsOf(run().ledger, "OptionExercise").filter(({ kind }) => kind === "EXPIRY");
    // The last is sold on day 360 and outlives the year.
    expect(expiries.length).toBe(11);
  });
});
