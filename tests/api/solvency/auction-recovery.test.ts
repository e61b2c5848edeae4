import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import type { AuctionOutcome } from "../../../api/solvency/auction-outcome.ts";
import { auctionRecovery } from "../../../api/solvency/auction-recovery.ts";
import { winningPrice } from "../../../api/solvency/winning-price.ts";

const WAD = 10n ** 18n;
const RAD = 10n ** 45n;
const DECIMALS = new Map([
  ["weth", 18],
  ["dai", 45],
]);

const decimalsOf = (asset: string) => DECIMALS.get(asset) ?? null;

function outcome(fields: Partial<AuctionOutcome>): AuctionOutcome {
  return {
    id: "0x01",
    market: "ETH-A",
    kind: "COLLATERAL",
    lotAsset: "weth",
    bidAsset: "dai",
    lotSold: 2n * WAD,
    bid: RAD,
    debt: 200n * RAD,
    tab: 226n * RAD,
    status: "SETTLED",
    kickPrice: { price: 150n * WAD, decimals: 18, quote: "USD" },
    ...fields,
  };
}

function only(outcomes: AuctionOutcome[], priceBelow: bigint | null = 1n) {
  const groups = auctionRecovery(outcomes, {
    priceBelow: priceBelow === null ? null : rational(priceBelow),
    decimalsOf,
  });
  const [group] = groups;
  if (group === undefined || groups.length > 1) throw new Error(`Expected one group, got ${groups.length}.`);
  return group;
}

describe("auctionRecovery", () => {
  // By hand: debts 200 + 200, bids 1 + 230: net 169, shortfall 199 (the second brought 30 more), tab 452 − 231 = 221.
  test("default", () => {
    const group = only([outcome({}), outcome({ id: "0x02", bid: 230n * RAD, lotSold: WAD })]);
    expect(group).toMatchObject({ auctionCount: 2, settledCount: 2, zeroBidCount: 0 });
    expect(group.debtMinusBids.raw).toBe(169n * RAD);
    expect(group.shortfall.raw).toBe(199n * RAD);
    expect(group.tabMinusBids.raw).toBe(221n * RAD);
    expect(group.lotValue).toEqual({ value: "450", exact: "450", quote: "USD", status: "OK", reason: null });
    expect(group.recoveryRate.value).toBe("0.5775");
    expect(group.belowPrice).toMatchObject({
      count: 1,
      share: { value: "0.5", numerator: "1", denominator: "2" },
    });
    expect(group.belowPrice.lotSold.raw).toBe(2n * WAD);
    expect(group.belowPrice.lotValue.value).toBe("300");
  });

  test("behavior: the threshold itself is not below it, one unit less is", () => {
    expect(only([outcome({ bid: 2n * RAD })]).belowPrice.count).toBe(0);
    expect(only([outcome({ bid: 2n * RAD - 1n })]).belowPrice.count).toBe(1);
  });

  test("behavior: a bid of exactly zero is counted, one unit is not", () => {
    const group = only([outcome({ bid: 0n }), outcome({ bid: 1n })]);
    expect(group).toMatchObject({ zeroBidCount: 1, zeroBidShare: { value: "0.5" } });
  });

  test("behavior: open and cancelled auctions are counted and in no sum", () => {
    const group = only([
      outcome({}),
      outcome({ status: "OPEN", bid: 50n * RAD }),
      outcome({ status: "CANCELLED" }),
    ]);
    expect(group).toMatchObject({ auctionCount: 3, settledCount: 1, cancelledCount: 1 });
    expect(group.bids.raw).toBe(RAD);
  });

  test("behavior: unknown debt and price are left out and said", () => {
    const group = only([outcome({}), outcome({ debt: null, kickPrice: null })]);
    expect(group.debtMinusBids).toMatchObject({ raw: 199n * RAD, status: "PARTIAL_COVERAGE" });
    expect(group.lotValue).toMatchObject({ value: "300", status: "PARTIAL_COVERAGE" });
    expect(group.completeness).toEqual({ required: 4, present: 2 });
    expect(only([outcome({ debt: null })]).debt).toMatchObject({ raw: null, status: "NO_DATA" });
  });

  test("behavior: without a threshold or decimals there is no count", () => {
    expect(only([outcome({})], null).belowPrice).toMatchObject({
      count: null,
      share: { status: "NOT_APPLICABLE" },
    });
    expect(only([outcome({ lotAsset: "mystery" })]).belowPrice).toMatchObject({
      count: null,
      share: { status: "NO_DATA" },
    });
  });

  test("behavior: no settled auction has no share", () => {
    expect(only([outcome({ status: "OPEN" })]).zeroBidShare).toMatchObject({
      value: null,
      status: "ZERO_DENOMINATOR",
    });
  });

  test("behavior: markets and assets are kept apart", () => {
    const groups = auctionRecovery([outcome({}), outcome({ market: "BAT-A" })], {
      priceBelow: null,
      decimalsOf,
    });
    expect(groups.map(({ market }) => market)).toEqual(["ETH-A", "BAT-A"]);
    expect(auctionRecovery([], { priceBelow: null, decimalsOf })).toEqual([]);
  });
});

describe("winningPrice", () => {
  test("behavior: nothing sold has no price", () => {
    expect(winningPrice(0n, 0n, { lot: 18, bid: 45 })).toBeNull();
  });
});
