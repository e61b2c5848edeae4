import { parseEther, parseUnits } from "viem";
import { describe, expect, test } from "vitest";
import { listScenarios, SCENARIOS, scenarioNamed } from "../../devnet/scenarios/catalogue.ts";
import { type AuctionModel, auctionPrice, takePart } from "../../devnet/scenarios/credit/auction-model.ts";
import { CreditModel } from "../../devnet/scenarios/credit/credit-model.ts";
import { CREDIT_TERMS } from "../../devnet/scenarios/credit/credit-terms.ts";
import { LossModel } from "../../devnet/scenarios/credit/loss-model.ts";
import { PoolModel } from "../../devnet/scenarios/credit/pool-model.ts";
import { UnknownScenarioError } from "../../devnet/scenarios/errors.ts";
import { PegModel } from "../../devnet/scenarios/peg/peg-model.ts";

const ether = parseEther;

function auction(lot: string, tab: string): AuctionModel {
  const amounts = { lot: ether(lot), tab: ether(tab), startPrice: ether("240") };
  return { number: 1, owner: "owner", debt: 0n, raised: 0n, startedAt: 1_000, ...amounts };
}

describe("plain models of scenarios, by hand", () => {
  test("behavior: an auction's price falls in a straight line to nothing", () => {
    // A quarter of the time takes a quarter of 240.
    expect(auctionPrice(auction("1", "1"), 1_000 + 5_400, 21_600)).toBe(ether("180"));
    expect(auctionPrice(auction("1", "1"), 1_000 + 21_600, 21_600)).toBe(0n);
  });

  test("behavior: a buyer gets the lot, or what raises the tab, and pays rounded up", () => {
    expect(takePart(auction("10", "900"), ether("10"), ether("100"))).toEqual({
      bought: ether("9"),
      paid: ether("900"),
    });
    expect(takePart(auction("10", "1200"), ether("10"), ether("100"))).toEqual({
      bought: ether("10"),
      paid: ether("1000"),
    });
    expect(takePart(auction("0", "1"), 3n, 1n)).toEqual({ bought: 3n, paid: 1n });
  });

  test("behavior: half of an unsafe vault's debt is repaid for collateral worth 113 % of it", () => {
    const model = new CreditModel(CREDIT_TERMS);
    model.price = parseUnits("200", 8);
    model.open("owner", ether("10"), ether("1000"));
    // 0.5 % of 1,000 comes on top.
    expect(model.vault("owner").debt).toBe(ether("1005"));
    model.price = parseUnits("150", 8);
    model.liquidate("keeper", "owner", model.mostRepaid(model.vault("owner")));
    // 502.5 are repaid; 502.5 * 1.13 / 150 = 3.7855 WETH.
    expect(model.vault("owner")).toMatchObject({ debt: ether("502.5"), collateral: ether("6.2145") });
  });

  test("behavior: what collateral does not cover takes the surplus, and the rest stays open", () => {
    const model = new CreditModel(CREDIT_TERMS);
    model.price = parseUnits("200", 8);
    model.open("owner", ether("10"), ether("1000"));
    model.price = parseUnits("113", 8);
    // The collateral is worth 1,130 and pays for 1,000 of 1,005; the surplus has 5.
    model.liquidate("keeper", "owner", model.mostRepaid(model.vault("owner")));
    expect([model.losses.surplus, model.losses.open]).toEqual([0n, 0n]);
    expect(Object.fromEntries(model.losses.byLayer)).toEqual({ SURPLUS_BUFFER: ether("5") });
    const losses = new LossModel();
    losses.surplus = 30n;
    losses.absorb(100n);
    expect([losses.surplus, losses.open]).toEqual([0n, 70n]);
  });

  test("behavior: depositors of a pool share losses and collateral; an emptied pool ends their shares", () => {
    const pool = new PoolModel();
    pool.deposit("one", ether("300"));
    pool.deposit("two", ether("100"));
    pool.offset(ether("200"), ether("8"));
    pool.deposit("three", ether("100"));
    // 400 shares are worth 200 now.
    expect(pool.sharesOf("three")).toBe(ether("200"));
    pool.claimGain("one");
    // Three quarters of 8 are taken out.
    expect(pool.collateral).toBe(ether("2"));
    pool.offset(ether("300"), ether("6"));
    expect([pool.balance, pool.sharesOf("one"), pool.sharesOf("two")]).toEqual([0n, 0n, 0n]);
    pool.claimGain("two");
    // 2 of the first collateral, 100 of 600 shares of the second.
    expect(pool.collateral).toBe(ether("5"));
  });

  test("behavior: a peg module keeps its fees", () => {
    const peg = new PegModel(ether("1000"));
    peg.feeInBps = 100n;
    peg.feeOutBps = 10n;
    expect(peg.buy(parseUnits("100", 6))).toBe(ether("99"));
    peg.sell(ether("50"));
    // 0.1 % of 50 stays.
    expect(peg.balance).toBe(parseUnits("50.05", 6));
    expect(peg.fees).toBe(ether("1.05"));
  });
});

describe("the catalogue of scenarios", () => {
  test("behavior: each has one line and is found by its name", () => {
    const lines = listScenarios().split("\n");
    expect(lines.map((line) => line.split(" ", 1)[0])).toEqual(SCENARIOS.map(({ name }) => name));
    for (const scenario of SCENARIOS) expect(scenarioNamed(scenario.name)).toBe(scenario);
  });

  test("error: an unknown name, with those that there are", () => {
    expect(() => scenarioNamed("crash")).toThrow(UnknownScenarioError);
    expect(() => scenarioNamed("crash")).toThrow("black-thursday, put-backstop-crash");
  });
});
