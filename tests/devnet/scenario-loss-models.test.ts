import { parseEther, parseUnits } from "viem";
import { describe, expect, test } from "vitest";
import { StakeLayer } from "../../devnet/scenarios/credit/reserve-layers.ts";
import { Depth } from "../../devnet/scenarios/illiquid-squeeze/depth.ts";
import { InsuranceModel, LendingModel } from "../../devnet/scenarios/lending/lending-model.ts";
import { MarginModel } from "../../devnet/scenarios/margin/margin-model.ts";
import { priceAt } from "../../devnet/scenarios/price-steps.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const dollars = (amount: string) => parseUnits(amount, 8);

const MARGIN_TERMS = {
  initialBps: 1_000n,
  maintenanceBps: 500n,
  slopeBps: 100n,
  slopeUnit: parseEther("100"),
  penaltyBps: 100n,
};

/** One long of 10 at 100 dollars against two shorts of 6 and 4, and a keeper. */
function market(): MarginModel {
  const model = new MarginModel(MARGIN_TERMS);
  model.price = dollars("100");
  model.deposit("long", usdc("200"));
  model.deposit("short-1", usdc("1000"));
  model.deposit("short-2", usdc("200"));
  model.deposit("keeper", usdc("5000"));
  model.trade("long", "short-1", parseEther("6"));
  model.trade("long", "short-2", parseEther("4"));
  return model;
}

describe("the plain model of margins, by hand", () => {
  test("behavior: margins grow with the open interest, and an account breaks at 5 % of its notional", () => {
    const model = market();
    // 10 % and a tenth of 1 % for 10 of 100 units: 10.1 % of 1,000.
    expect(model.requiredFor(parseEther("10"))).toBe(usdc("101"));
    model.price = dollars("85");
    // 200 - 150 = 50 against 42.5.
    expect(model.isLiquidatable(model.account("long"))).toBe(false);
    model.price = dollars("84");
    // 200 - 160 = 40 against 42.
    expect(model.isLiquidatable(model.account("long"))).toBe(true);
  });

  test("behavior: who is liquidated in time pays a penalty to the fund and keeps the rest", () => {
    const model = market();
    model.price = dollars("84");
    model.liquidate("keeper", "long");
    expect(model.fund).toBe(usdc("8.4"));
    expect(model.account("long")).toEqual({ margin: usdc("31.6"), size: 0n, mark: dollars("84") });
    expect(model.account("keeper").size).toBe(parseEther("10"));
  });

  test("behavior: a loss takes the fund, then the profit that is highest for its margin, then stays open", () => {
    const model = market();
    model.fund = usdc("50");
    model.price = dollars("60");
    // The long owes 400 and has 200. The shorts have 240 of 1,000 and 160 of 200 in profit.
    model.liquidate("keeper", "long");
    expect(Object.fromEntries(model.lossesByLayer)).toEqual({
      INSURANCE_FUND: usdc("50"),
      ADL: usdc("150"),
    });
    expect(Object.fromEntries(model.cuts)).toEqual({ "short-2": usdc("150") });
    expect(model.open).toBe(0n);
  });

  test("behavior: profit that was settled before cannot be cut", () => {
    const model = market();
    model.price = dollars("60");
    for (const role of ["short-1", "short-2"]) model.withdraw(role, 0n);
    model.liquidate("keeper", "long");
    expect([model.open, model.cuts.size]).toEqual([usdc("200"), 0]);
  });

  test("behavior: profits are rounded down, also below zero", () => {
    const model = market();
    expect(model.profitOf({ margin: 0n, size: 1n, mark: dollars("101") })).toBe(-1n);
    expect(model.profitOf({ margin: 0n, size: -1n, mark: dollars("101") })).toBe(0n);
  });
});

describe("the plain model of a lending pool, by hand", () => {
  function pool(): LendingModel {
    const model = new LendingModel({ loanToValueBps: 9_000n, thresholdBps: 9_300n, bonusBps: 500n });
    model.price = dollars("1");
    model.supply("one", usdc("600"));
    model.supply("two", usdc("400"));
    model.borrow("borrower", parseEther("1000"), usdc("850"));
    return model;
  }

  test("behavior: who comes first takes the cash that there is", () => {
    const model = pool();
    const shares = model.sharesFor(model.cash);
    expect(model.worthOf(shares)).toBeLessThanOrEqual(usdc("150"));
    model.withdraw("two", shares);
    expect(model.cash).toBeLessThanOrEqual(1n);
  });

  test("behavior: what a closed loan leaves unpaid is every lender's", () => {
    const model = pool();
    model.price = dollars("0.63");
    // Worth 630: 600 less the bonus. 250 of 850 are lost, a quarter of all claims.
    expect(model.isUnsafe(model.loan("borrower"))).toBe(true);
    model.liquidate("borrower");
    expect([model.repaid, model.socialised, model.claims]).toEqual([usdc("600"), usdc("250"), usdc("750")]);
    expect(model.worthOf(model.sharesOf("one"))).toBe(usdc("450"));
  });

  test("behavior: collateral beyond debt and bonus stays with the borrower", () => {
    const model = pool();
    model.price = dollars("0.9");
    // 900 against 850: above 93 %, and more than the 892.5 that the liquidator gets.
    model.liquidate("borrower");
    expect(model.seized).toBe((parseEther("1000") * 8_925n) / 9_000n);
    expect(model.socialised).toBe(0n);
  });

  test("behavior: an insurance pays its queue from the head, up to its limit for each", () => {
    const insurance = new InsuranceModel(usdc("60"));
    insurance.balance = usdc("100");
    for (const lost of ["50", "80", "10"]) insurance.report(usdc(lost));
    insurance.pay();
    // 50, then 50 of 60.
    expect([insurance.paid, insurance.queued]).toEqual([usdc("100"), usdc("20")]);
    insurance.balance = usdc("15");
    insurance.pay();
    expect([insurance.paid, insurance.queued, insurance.balance]).toEqual([usdc("115"), usdc("5"), 0n]);
  });
});

describe("plain models of reserves and of a thin market, by hand", () => {
  test("behavior: each loss takes at most a part of the stake, and stakers leave with what is left", () => {
    const stake = new StakeLayer(3_000n);
    stake.stake("one", parseEther("100"));
    stake.stake("two", parseEther("300"));
    expect(stake.capacity()).toBe(parseEther("120"));
    stake.pay(parseEther("120"));
    expect(stake.capacity()).toBe(parseEther("84"));
    stake.exit("one");
    // A quarter of 280 leaves, rounded down.
    expect(stake.balance - parseEther("210")).toBeLessThan(10n);
    expect(stake.sharesOf("one")).toBe(0n);
  });

  test("behavior: the market sells so much in a block, the last of it 3 % dearer", () => {
    const depth = new Depth();
    depth.begin(dollars("0.5"));
    expect(depth.most(parseEther("1000000"))).toBe(parseEther("400000"));
    // Half of the depth: 1.5 % dearer, 200,000 at 0.5075.
    expect(depth.costOf(parseEther("200000"))).toBe(parseEther("101500"));
    depth.buy(parseEther("200000"));
    expect(depth.costOf(parseEther("200000"))).toBe(parseEther("103000"));
    depth.buy(parseEther("200000"));
    expect(depth.most(1n)).toBe(0n);
    depth.begin(dollars("0.6"));
    expect(depth.left).toBe(parseEther("400000"));
  });

  test("behavior: a price holds until the next step, the first before and the last after the path", () => {
    const steps = { from: "2021-05-19T00:00:00Z", every: 900, prices: ["3379.1", "3351.7"] };
    const at = (time: string) => priceAt(steps, Date.parse(time) / 1000);
    expect(at("2021-05-18T00:00:00Z")).toBe(337_910_000_000n);
    expect(at("2021-05-19T00:14:59Z")).toBe(337_910_000_000n);
    expect(at("2021-05-19T00:15:00Z")).toBe(335_170_000_000n);
    expect(at("2021-05-20T00:00:00Z")).toBe(335_170_000_000n);
  });
});
