import { createPublicClient, http, parseGwei } from "viem";
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
});
