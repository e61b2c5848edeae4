import { createPublicClient, http, parseGwei } from "viem";
import { describe, expect, test } from "vitest";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";
import { askScenario } from "../support/scenarios/scenario-api.ts";

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

  test("behavior: blocks cost what gas cost on the day", async () => {
    const client = createPublicClient({ transport: http(run().rpcUrl) });
    const fees = new Map<number, bigint | null>();
    for (let number = 20n; number <= (await client.getBlockNumber()); number += 20n) {
      const { timestamp, baseFeePerGas } = await client.getBlock({ blockNumber: number });
      fees.set(Number(timestamp), baseFeePerGas);
    }
    // Blocks come every three minutes, so that every twentieth is at the same minute of each hour.
    const feeIn = (hour: string) => [...fees].find(([time]) => time >= Date.parse(hour) / 1000)?.[1];
    // 60th percentile of the first ten minutes (devnet/scenarios/black-thursday/gas.ts names the source).
    expect(feeIn("2020-03-12T13:00:00Z")).toBe(parseGwei("117"));
    expect(feeIn("2020-03-12T15:00:00Z")).toBe(parseGwei("200"));
    expect(feeIn("2020-03-13T04:00:00Z")).toBe(parseGwei("289.44"));
  });

  test("behavior: keepers act in the hours in which gas costs at most 66 gwei", () => {
    const { ledger, expected } = run();
    const direct = rowsOf(ledger, "Liquidation").filter(({ mode }) => mode === "DIRECT");
    // By hand from the two tables: above 66 gwei from 12:00 to 23:00, and from midnight to 8:00.
    const isDear = (hour: number) => (hour >= 12 && hour < 23) || (hour >= 24 && hour < 32);
    const hours = direct.map((row) => Number(big(row, "timestamp") - 1_583_971_200n) / 3_600);
    expect(hours.map((hour) => Math.floor(hour)).filter(isDear)).toEqual([]);
    expect(direct.length).toBeGreaterThan(2);
    expect(expected.figures?.["tooDear"]).toBeGreaterThan(100n);
  });

  test("behavior: the API dates the episode", async () => {
    const { ledger, world, expected } = run();
    const { data, errors } = await askScenario(ledger, world.blocks, EPISODES);
    expect(errors).toEqual([]);
    const { edges, systemic } = data.stressEpisodes;
    const [price, badDebt] = ["PRICE", "BAD_DEBT"].map((trigger) =>
      edges.map(({ node }: { node: Episode }) => node).find((node: Episode) => node.trigger === trigger),
    );
    // The path's values: 193.815 dollars before 3:00 on 12 March, 100.36 at 3:00 on the 13th. The play ends before a quiet day.
    expect(price).toMatchObject({
      startValue: 193.815,
      troughValue: 100.36,
      trough: "2020-03-13T03:00:00Z",
      end: null,
    });
    // By the plain model: everything that layers took, they took in this span; the surplus buffer paid first.
    const taken = Object.entries(expected.lossesByLayer).map(([layer, raw]) => ({
      layer,
      amount: { raw: String(raw) },
    }));
    expect([...badDebt.lossesByLayer].sort(byLayer)).toEqual(taken.sort(byLayer));
    expect(badDebt.badDebt).toEqual([{ created: { decimal: "1425301.903120445079184062" } }]);
    expect(systemic).toEqual([{ triggers: ["PRICE", "BAD_DEBT"], end: null }]);
  });
});

type Episode = { readonly trigger: string };

function byLayer(a: { layer: string }, b: { layer: string }): number {
  return a.layer < b.layer ? -1 : 1;
}

const EPISODES = `{ stressEpisodes { systemic { triggers end } edges { node {
  trigger trough end startValue troughValue lossesByLayer { layer amount { raw } } badDebt { created { decimal } }
} } } }`;
