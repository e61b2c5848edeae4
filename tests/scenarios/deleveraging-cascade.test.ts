import { describe, expect, test } from "vitest";
import { roleAccount } from "../../devnet/world/accounts.ts";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

const addressOf = (role: string) => roleAccount(`deleveraging-cascade ${role}`).address.toLowerCase();

describe("the scenario deleveraging-cascade", () => {
  const run = proveScenario("deleveraging-cascade", 2_000);

  test("behavior: keepers who took positions over break in turn", () => {
    const broken = new Set(rowsOf(run().ledger, "Liquidation").map(({ account }) => account));
    expect(broken).toContain(addressOf("keeper-1"));
  });

  test("behavior: the fund is used up before profits are cut, and only then does a rest stay open", () => {
    const { ledger } = run();
    const allocations = rowsOf(ledger, "LossAllocation");
    const fundOf = new Map<string, bigint>();
    for (const row of rowsOf(ledger, "FundFlow"))
      fundOf.set(row["transactionHash"] ?? "", big(row, "balanceAfter"));
    const cuts = allocations.filter(({ layer }) => layer === "ADL");
    expect(cuts.length).toBeGreaterThan(3);
    const short = rowsOf(ledger, "Liquidation").filter((row) => big(row, "unresolved") > 0n);
    expect(short.length).toBeGreaterThan(0);
    for (const { transactionHash } of short) expect(fundOf.get(transactionHash ?? "") ?? 0n).toBe(0n);
  });

  test("behavior: what each short loses is the model's, and the highest profit for its margin is cut first", () => {
    const { ledger, expected } = run();
    const rows = rowsOf(ledger, "Deleveraging");
    const cutOf = new Map<string, bigint>();
    for (const row of rows) {
      const taker = row["taker"] ?? "";
      cutOf.set(taker, (cutOf.get(taker) ?? 0n) + big(row, "haircut"));
    }
    const figures = Object.entries(expected.figures ?? {}).filter(([name]) => name.startsWith("cut "));
    expect(Object.fromEntries(cutOf)).toEqual(
      Object.fromEntries(figures.map(([name, amount]) => [addressOf(name.slice(4)), amount])),
    );
    // short-1 never settles, so that its profit is the highest whenever it has one left.
    const first = rows.toSorted((a, b) => Number(big(a, "ordinal") - big(b, "ordinal")))[0];
    expect([first?.["rank"], first?.["taker"]]).toEqual(["1", addressOf("short-1")]);
  });

  test("behavior: the treasury pays half of what is open in the end", () => {
    const { ledger, expected } = run();
    const [deficit] = rowsOf(ledger, "Deficit");
    const [open, later] = [
      expected.openDeficits["Perpetual"] ?? 0n,
      expected.figures?.["coveredLater"] ?? 0n,
    ];
    expect(open - later === 0n || open - later === 1n).toBe(true);
    // What is cut from profits never becomes a deficit: what the fund paid, what the treasury paid, what is open.
    const fund = expected.lossesByLayer["INSURANCE_FUND"] ?? 0n;
    expect(big(deficit ?? {}, "created")).toBe(fund + later + open);
  });
});
