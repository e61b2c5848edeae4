import { describe, expect, test } from "vitest";
import { marketPrice } from "../../devnet/scenarios/stale-oracle/prices.ts";
import { big, type LedgerRow, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

const seconds = (utc: string) => BigInt(Date.parse(utc) / 1000);

describe("the scenario stale-oracle", () => {
  const run = proveScenario("stale-oracle", 5_000);

  /** Liquidations with what the vault had before, from the ledger alone. */
  function liquidations() {
    const { ledger } = run();
    const changes = new Map(
      rowsOf(ledger, "PositionChange")
        .filter(({ cause }) => cause === "LIQUIDATION")
        .map((row) => [row["transactionHash"], row]),
    );
    return rowsOf(ledger, "Liquidation").map((row) => ({
      row,
      change: changes.get(row["transactionHash"] ?? "") ?? {},
    }));
  }

  /** Whether the market's price leaves 118 % of the debt, by the ledger's records of the vault. */
  function isSafe(change: LedgerRow, price: bigint): boolean {
    const collateral = big(change, "collateralAfter") - big(change, "collateralChange");
    const debt = big(change, "debtAfter") - big(change, "debtChange");
    return collateral * price * 100n >= debt * 118n * 10n ** 8n;
  }

  test("behavior: wrongful liquidations and what they cost the owners are the model's, counted again from the ledger", () => {
    let [wrongful, cost] = [0n, 0n];
    for (const { row, change } of liquidations()) {
      const price = marketPrice(Number(big(row, "timestamp")));
      if (!isSafe(change, price)) continue;
      wrongful += 1n;
      // Debt falls by what the keeper repaid and by what is forgiven.
      cost += (big(row, "collateralSeized") * price) / 10n ** 8n + big(change, "debtChange");
    }
    expect({ wrongful, cost }).toEqual({
      wrongful: run().expected.figures?.["wrongful"],
      cost: run().expected.figures?.["cost"],
    });
    expect(wrongful).toBeGreaterThan(20n);
  });

  test("behavior: they happen while the oracle is silent, and while it is capped, at the price that it was left with", () => {
    const wrong = liquidations().filter(({ row, change }) =>
      isSafe(change, marketPrice(Number(big(row, "timestamp")))),
    );
    const priceIn = (from: string, to: string) =>
      new Set(
        wrong
          .filter(({ row }) => big(row, "timestamp") >= seconds(from) && big(row, "timestamp") < seconds(to))
          .map(({ row }) => row["price"]),
      );
    // The last report before the silence, and the cap.
    expect(priceIn("2022-11-10T01:00:00Z", "2022-11-10T14:00:00Z")).toEqual(new Set(["109053000000"]));
    expect(priceIn("2022-11-10T17:00:00Z", "2022-11-10T23:00:00Z")).toEqual(new Set(["115000000000"]));
  });

  test("behavior: the protocol bears losses that the market's price would not have made", () => {
    const { lossesByLayer, figures, openDeficits } = run().expected;
    const borne = Object.values(lossesByLayer).reduce((sum, amount) => sum + amount, 0n);
    // Vaults opened an hour before the cap at 121 % of their debt or more fall below 113 % only by the oracle.
    expect(figures?.["needlessLoss"]).toBe(borne);
    expect(lossesByLayer["AUCTION_RECAP"]).toBeGreaterThan(0n);
    expect(openDeficits).toEqual({ "WETH vaults": 0n });
  });
});
