import { parseEther } from "viem";
import { describe, expect, test } from "vitest";
import { roleAccount } from "../../devnet/world/accounts.ts";
import { big, rowsOf } from "../support/e2e/ledger.ts";
import { proveScenario } from "../support/scenarios/prove-scenario.ts";

const addressOf = (role: string) => roleAccount(`illiquid-squeeze ${role}`).address.toLowerCase();

/** THIN that the market sells in a block, and that a keeper buys for one call (devnet/scenarios/illiquid-squeeze). */
const [DEPTH, PIECE] = [parseEther("400000"), parseEther("100000")];

describe("the scenario illiquid-squeeze", () => {
  const run = proveScenario("illiquid-squeeze", 5_000);

  const direct = () => rowsOf(run().ledger, "Liquidation").filter(({ mode }) => mode === "DIRECT");

  test("behavior: debt is repaid in small pieces, and no block repays more than the market sells", () => {
    const perBlock = new Map<string, bigint>();
    const add = (block: string | null | undefined, amount: bigint) =>
      perBlock.set(block ?? "", (perBlock.get(block ?? "") ?? 0n) + amount);
    for (const row of direct()) {
      expect(big(row, "debtRepaid")).toBeLessThanOrEqual(PIECE);
      add(row["blockNumber"], big(row, "debtRepaid"));
    }
    for (const row of rowsOf(run().ledger, "AuctionEvent")) add(row["blockNumber"], big(row, "paid"));
    expect(direct().length).toBeGreaterThan(50);
    const amounts = [...perBlock.values()];
    for (const amount of amounts) expect(amount).toBeLessThanOrEqual(DEPTH);
    // Depth is what binds: many blocks use all of it, to the last unit but the rounding of a piece of an auction.
    expect(amounts.filter((amount) => amount > DEPTH - 100n).length).toBeGreaterThan(10);
  });

  test("behavior: the squeeze makes vaults of one debtor worth less than they owe, at a higher price of the debt", () => {
    const whales = new Set(Array.from({ length: 14 }, (_, index) => addressOf(`whale-${index + 1}`)));
    const auctioned = rowsOf(run().ledger, "Liquidation").filter(({ mode }) => mode === "AUCTION");
    for (const { account } of auctioned) expect(whales).toContain(account);
    expect(auctioned.length).toBeGreaterThan(5);
    // One dollar buys 1 / 0.4132 THIN at the lowest, 1 / 0.7206 at the highest of the day.
    const prices = rowsOf(run().ledger, "Liquidation").map((row) => big(row, "price"));
    expect(prices.every((price) => price >= 138773244n && price <= 242013552n)).toBe(true);
  });

  test("behavior: the fund and the stakers pay until little is left, a rest stays open", () => {
    const { lossesByLayer, balances, openDeficits } = run().expected;
    expect([balances["Surplus buffer/THIN"], balances["Insurance fund/THIN"]]).toEqual([0n, 0n]);
    expect(lossesByLayer["INSURANCE_FUND"]).toBe(parseEther("1000000"));
    // Of 6,000,000 staked; the rest is what one staker leaves with and the other keeps.
    expect(lossesByLayer["STAKED_FIRST_LOSS"]).toBeGreaterThan(parseEther("5000000"));
    const open = openDeficits["USDS vaults"] ?? 0n;
    expect(open).toBeGreaterThan(0n);
    // The treasury pays 1,500,000 of what the layers left.
    const [deficit] = rowsOf(run().ledger, "Deficit");
    const layers = Object.values(lossesByLayer).reduce((sum, amount) => sum + amount, 0n);
    expect(big(deficit ?? {}, "created")).toBe(layers + parseEther("1500000") + open);
  });

  test("behavior: the staker who asked to leave at the alarm bears the losses of its cooldown", () => {
    const exits = rowsOf(run().ledger, "FundFlow").filter(
      ({ cause, direction }) => cause === "WITHDRAWAL" && direction === "OUT",
    );
    expect(exits.length).toBe(1);
    expect(big(exits[0] ?? {}, "amount")).toBeLessThan(parseEther("300000"));
  });
});
