import { describe, expect, test } from "vitest";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

describe("the scenario black-thursday", () => {
  const run = proveScenario("black-thursday", 10_000);

  test("behavior: everything that the day is known for happens", () => {
    const { ledger, expected } = run();
    const modes = new Set(rowsOf(ledger, "Liquidation").map(({ mode }) => mode));
    expect(modes).toEqual(new Set(["DIRECT", "OFFSET", "AUCTION"]));
    // The last block of an auction comes when 180 of 21,600 seconds are left: 1/120 of the start price, which is 120 % of a
    // price below 140 dollars. Such lots go for less than 2 RUSD.
    const takes = rowsOf(ledger, "AuctionEvent").filter((row) => big(row, "bought") > 0n);
    const cheap = takes.filter((row) => big(row, "paid") > 0n && big(row, "paid") < 2n * big(row, "bought"));
    expect(cheap.length).toBeGreaterThan(5);
    expect(expected.balances["Surplus buffer/RUSD"]).toBe(0n);
    expect(expected.lossesByLayer["AUCTION_RECAP"]).toBeGreaterThan(0n);
  });
});
