import { parseEther } from "viem";
import { describe, expect, test } from "vitest";
import { rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

describe("the scenario put-backstop-crash", () => {
  const run = proveScenario("put-backstop-crash", 3_000);

  test("behavior: puts pay on both sides, in cash and in kind, and one ends worthless", () => {
    const { ledger, expected } = run();
    const kinds = rowsOf(ledger, "OptionExercise").map(({ side, kind }) => `${side} ${kind}`);
    expect(new Set(kinds)).toEqual(
      new Set(["LONG EXERCISE", "SHORT EXERCISE", "SHORT SETTLEMENT", "SHORT EXPIRY"]),
    );
    // One holder delivers its 300 WETH.
    expect(expected.balances["Put-option backstop/WETH"]).toBe(parseEther("300"));
  });

  test("behavior: the European put settles at the price of its expiry", () => {
    const settlement = rowsOf(run().ledger, "OptionExercise").find(({ kind }) => kind === "SETTLEMENT");
    // By hand: 127.99428 dollars at noon of 13 March (devnet/world/price-path.ts), strike 140, 300 WETH: 300 * 12.00572.
    expect(settlement?.["settled"]).toBe(String(parseEther("3601.716")));
  });

  test("behavior: losses empty the surplus first, then the reserve pays", () => {
    const { lossesByLayer, balances, openDeficits } = run().expected;
    expect(balances["Surplus buffer/RUSD"]).toBe(0n);
    expect(lossesByLayer["SURPLUS_BUFFER"]).toBeGreaterThan(0n);
    expect(openDeficits).toEqual({ "WETH vaults": 0n });
  });
});
