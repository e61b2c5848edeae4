import { parseEther, parseUnits } from "viem";
import { describe, expect, test } from "vitest";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";
import { askScenario } from "../support/scenarios/scenario-api.ts";

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

  test("behavior: the API dates the episode", async () => {
    const { ledger, world } = run();
    const { data, errors } = await askScenario(ledger, world.blocks, EPISODES);
    expect(errors).toEqual([]);
    const episodes: Episode[] = data.stressEpisodes.edges.map(({ node }: { node: Episode }) => node);
    // By hand from the path: 1.5 % below the peg from hour 24 on, 12 % from hour 36 on, 0.25 % from hour 60 on, which is less than
    // 80 % of 0.5 % and less than 10 % of 12 %.
    const hour = (after: number) => new Date(Date.parse("2025-01-06") + after * 3_600_000).toISOString();
    expect(episodes.filter(({ trigger }) => trigger === "DEPEG")).toMatchObject([
      {
        ...{ onset: hour(24).replace(".000", ""), trough: hour(36).replace(".000", "") },
        ...{ end: hour(60).replace(".000", ""), recovery: hour(60).replace(".000", "") },
        ...{ troughValue: 0.12, isSevere: true, phase: "RECOVERED" },
      },
    ]);
    // The module falls from its ceiling to what is left of it at the end, all within a day; the play ends before a quiet day.
    const left = Number(run().expected.balances["Peg-stability module/USDC"]) / 1e6;
    const runs = episodes.filter(({ trigger }) => trigger === "RUN");
    expect(runs).toMatchObject([{ startValue: 3_000_000, troughValue: left, end: null }]);
    expect(Number(runs[0]?.runOff[0]?.largestDay.decimal)).toBeCloseTo(3_000_000 - left, 6);
    expect(episodes).toHaveLength(2);
  });
});

type Episode = {
  readonly trigger: string;
  readonly runOff: readonly { readonly largestDay: { readonly decimal: string } }[];
};

const EPISODES = `{ stressEpisodes { edges { node {
  trigger phase onset trough end recovery startValue troughValue isSevere runOff { largestDay { decimal } }
} } } }`;
