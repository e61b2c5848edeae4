import { createPublicClient, type Hex, http, parseUnits } from "viem";
import { describe, expect, test } from "vitest";
import { referenceArtifact } from "../../devnet/contracts/compile.ts";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { failedTransactions } from "../support/scenarios/failed-transactions.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const seconds = (utc: string) => BigInt(Date.parse(utc) / 1000);

/** When the attestation shows the hole, and when reporters first write the token down. */
const [ALARM, WRITE_DOWN] = [seconds("2025-03-05T00:00:00Z"), seconds("2025-03-05T12:00:00Z")];

describe("the scenario impairment-run", () => {
  const run = proveScenario("impairment-run", 5_000);

  test("behavior: attestations count what is there, and the pool's part is proven each time", () => {
    const rows = rowsOf(run().ledger, "Attestation").toSorted((a, b) =>
      Number(big(a, "epoch") - big(b, "epoch")),
    );
    const proven = rows.filter(({ isVerified }) => isVerified === "true");
    // Each epoch is stated once without a proof and once with it.
    expect(rows.length).toBe(2 * proven.length);
    // 100.5 % of what is owed is held at first; 20 % and 16 % leave thirty hours after the start.
    const permille = proven.map((row) => (big(row, "assets") * 1_000n) / big(row, "liabilities"));
    expect(permille).toEqual([1_005n, 1_005n, 645n, 645n, 645n, 645n, 645n]);
    expect(run().expected.figures?.["ratio"]).toBe(64_500_000n);
  });

  test("behavior: the run empties the pool while the price still stands", async () => {
    const { ledger, rpcUrl, world } = run();
    const pool = world.network.sources.find(({ name }) => name === "ImpairmentRunLendingPool");
    const { abi } = referenceArtifact("LendingPool");
    const client = createPublicClient({ transport: http(rpcUrl) });
    const states = await client.getContractEvents({
      ...{ abi, address: pool?.address as Hex, eventName: "LendingStated", fromBlock: 0n },
    });
    const cash: bigint[] = [];
    for (const { blockNumber, args } of states) {
      const { timestamp } = await client.getBlock({ blockNumber });
      if (timestamp < ALARM || timestamp >= WRITE_DOWN) continue;
      const { suppliedAssets, borrowedAssets } = args as Record<string, bigint>;
      cash.push((suppliedAssets ?? 0n) - (borrowedAssets ?? 0n));
    }
    // Rounding of shares leaves at most a unit or two.
    expect(cash.at(-1)).toBeLessThanOrEqual(2n);
    const prices = rowsOf(ledger, "PriceObservation").filter(
      (row) => row["status"] === "OK" && big(row, "timestamp") < WRITE_DOWN,
    );
    expect(new Set(prices.map(({ price }) => price))).toEqual(new Set(["100000000"]));
    expect(rowsOf(ledger, "Liquidation").every((row) => big(row, "timestamp") >= WRITE_DOWN)).toBe(true);
  });

  test("behavior: withdrawals fail as often as the model says, by the chain's own receipts", async () => {
    const { refused } = run().expected.figures ?? {};
    expect(BigInt(await failedTransactions(run().rpcUrl))).toBe(refused);
    expect(refused).toBeGreaterThan(50n);
  });

  test("behavior: keepers do not act on the first write-down, which is less than what is missing", () => {
    const prices = rowsOf(run().ledger, "Liquidation").map(({ price }) => price);
    expect(new Set(prices)).toEqual(new Set(["64500000"]));
  });

  test("behavior: lenders who stay bear the loss, and get of it what the insurance has", () => {
    const { lossesByLayer, balances, openDeficits } = run().expected;
    // Both premiums, 250,000 and 150,000, are paid out; the rest of the queue waits.
    expect(lossesByLayer["INSURANCE_FUND"]).toBe(usdc("400000"));
    expect(balances["Deposit insurance/USDC"]).toBe(0n);
    expect(openDeficits["Insured deposits"]).toBeGreaterThan(0n);
    const insured = rowsOf(run().ledger, "LossAllocation").filter(({ layer }) => layer === "INSURANCE_FUND");
    for (const row of insured) expect(big(row, "amount")).toBeLessThanOrEqual(usdc("60000"));
  });
});
