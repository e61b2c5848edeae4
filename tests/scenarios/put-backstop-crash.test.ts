import { parseEther } from "viem";
import { describe, expect, test } from "vitest";
import { CREDIT_TERMS } from "../../devnet/scenarios/credit/credit-terms.ts";
import { TERMS } from "../../devnet/scenarios/put-backstop-crash/cast.ts";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";
import { askScenario } from "../support/scenarios/scenario-api.ts";

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

  // The contracts' rules that the ledger does not state are given: the required ratio grows with what is lent, one liquidation
  // repays half, an hour after the flag. Then everything else comes from the ledger: the vaults and layers at two o'clock, the
  // prices until the end. Contracts round to whole units, the replay is in doubles: 1e-9 of each sum.
  test("behavior: replayed in the API, the crash liquidates and loses what the contracts did", async () => {
    const { ledger, world } = run();
    const opened = rowsOf(ledger, "PositionChange").filter(({ cause }) => cause === "OPEN");
    const lent = opened.reduce((sum, row) => sum + big(row, "debtAfter"), 0n);
    const required = Number(TERMS.baseRatioBps + (TERMS.slopeBps * lent) / TERMS.ceiling);
    const { data, errors } = await askScenario(
      ledger,
      world.blocks,
      `{ replay(
        protocol: "${rowsOf(ledger, "Protocol")[0]?.["slug"]}", asOf: { time: "2020-03-12T02:00:00Z" }, maxPriceAgeSeconds: ${TERMS.maxPriceAge}
        scenario: {
          stepSeconds: 600, liquidationDelaySeconds: ${TERMS.latency}
          episode: { from: "2020-03-12T02:00:00Z", to: "2020-03-14T06:00:00Z" }
          events: [
            { type: PARAMETER_CHANGE, rule: THRESHOLD, value: ${10_000 / required} }
            { type: PARAMETER_CHANGE, rule: CLOSE_FACTOR, value: ${Number(CREDIT_TERMS.closeFactorBps) / 10_000} }
          ]
        }) { liquidations liquidatedDebt loss { exact } layers { backstop { layer } drawn { exact } } unabsorbed { exact } warnings } }`,
    );
    expect(errors).toEqual([]);
    const rows = rowsOf(ledger, "Liquidation");
    const total = (field: string) => Number(rows.reduce((sum, row) => sum + big(row, field), 0n)) / 1e18;
    expect(data.replay.liquidations).toBe(rows.length);
    expect(data.replay.liquidatedDebt / total("debtRepaid")).toBeCloseTo(1, 9);
    expect(Number(data.replay.loss.exact) / total("loss")).toBeCloseTo(1, 9);
    const allocated = rowsOf(ledger, "LossAllocation").filter(({ layer }) => layer === "SURPLUS_BUFFER");
    const surplus = allocated.reduce((sum, row) => sum + big(row, "amount"), 0n);
    const drawn = data.replay.layers.find(
      ({ backstop }: { backstop: { layer: string } }) => backstop.layer === "SURPLUS_BUFFER",
    );
    expect(Number(drawn.drawn.exact) / (Number(surplus) / 1e18)).toBeCloseTo(1, 9);
  });
});
