import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaled, toDecimal } from "../../../api/domain/rational.ts";
import { toValuation, type Worth } from "../../../api/domain/worth.ts";
import {
  type Acquisition,
  auctionEventAsAcquisition,
  type LiquidationTerms,
  liquidationAsAcquisition,
} from "../../../api/solvency/acquisition.ts";
import { type Price, WITHOUT_FEED } from "../../../api/solvency/price-board.ts";
import { type AcquisitionPrices, ValueLeakageTally } from "../../../api/solvency/value-leakage.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;
const DECIMALS: Readonly<Record<string, number>> = { weth: 18, usdc: 6 };

/** Dollars in units of 10^-8. */
function dollars(price: bigint): Price {
  return { ...WITHOUT_FEED, rate: scaled(price, 8), status: "OK", reason: null };
}

function taken(acquired: bigint | null, paid: bigint, fields: Partial<Acquisition> = {}): Acquisition {
  return {
    ...{ market: "m", channel: "DIRECT", acquiredAsset: "weth", acquired, paidAsset: "usdc", paid },
    ...{ bonus: null, time: 1n },
    ...fields,
  };
}

function prices(weth: bigint, usdc: bigint, later: (Price | null)[] = [null, null, null]): AcquisitionPrices {
  return { acquired: dollars(weth), paid: dollars(usdc), later };
}

function tallied(items: readonly (readonly [Acquisition, AcquisitionPrices])[]) {
  const tally = new ValueLeakageTally((asset) => DECIMALS[asset] ?? null);
  for (const [acquisition, at] of items) tally.add(acquisition, at);
  return tally.groups();
}

const E8 = 100_000_000n;
const GAIN = [
  taken((11n * WETH) / 10n, 2000n * USDC, { bonus: 100n * USDC }),
  prices(2000n * E8, 99_900_000n),
] as const;
const LOSS = [taken(WETH, 2000n * USDC), prices(1900n * E8, E8)] as const;

describe("value leakage", () => {
  // By hand: 1.1 × 2,000 − 2,000 × 0.999 = 202; 1,900 − 2,000 = −100; 102 / 3,998 and 3,998 / 4,100.
  test("default", () => {
    const [group] = tallied([GAIN, LOSS]);
    const worth = (name: "acquiredWorth" | "paidWorth" | "profit" | "gains") =>
      toValuation(group?.[name] as Worth).value;
    expect([worth("acquiredWorth"), worth("paidWorth"), worth("profit"), worth("gains")]).toEqual([
      "4100",
      "3998",
      "102",
      "202",
    ]);
    expect(group).toMatchObject({
      count: 2,
      losingCount: 1,
      acquired: { raw: (21n * WETH) / 10n, status: "OK" },
      paid: { raw: 4000n * USDC, status: "OK" },
      bonus: { raw: 100n * USDC, status: "PARTIAL_COVERAGE" },
      profitRate: { value: "0.025512756378189095", numerator: "102", denominator: "3998" },
      paidForWorth: { value: "0.975121951219512195", numerator: "3998", denominator: "4100" },
    });
  });

  test("behavior: an acquisition without a price on one side is left out of both worths", () => {
    const unpriced = [taken(WETH, USDC), { ...prices(1n, 1n), acquired: WITHOUT_FEED }] as const;
    const [group] = tallied([GAIN, unpriced]);
    expect(toValuation(group?.profit as Worth)).toMatchObject({ value: "202", status: "PARTIAL_COVERAGE" });
    expect(group?.profitRate).toMatchObject({ value: "0.101101101101101101", status: "PARTIAL_COVERAGE" });
    const [none] = tallied([unpriced]);
    expect(none).toMatchObject({
      count: 1,
      profit: { amount: null, status: "NO_DATA" },
      profitRate: { value: null, status: "NO_DATA" },
    });
  });

  test("behavior: nothing paid has no rate", () => {
    const [group] = tallied([[taken(WETH, 0n), prices(E8, E8)]]);
    expect(group?.profitRate.status).toBe("ZERO_DENOMINATOR");
    expect(group?.paidForWorth).toMatchObject({ value: "0", status: "OK" });
  });

  // By hand: 101 / 100 − 1 for a minute, 99 / 100 − 1 for an hour; the day has not passed.
  test("behavior: markouts are means over moments, and say what they leave out", () => {
    const later = [dollars(101n * E8), dollars(99n * E8), null];
    const items = Array.from({ length: 60 }, (_, i) => {
      const time = BigInt(i - (i % 2));
      return [taken(WETH, USDC, { time }), prices(100n * E8, E8, later)] as const;
    });
    const [minute, hour, day] = tallied(items)[0]?.markouts ?? [];
    expect(minute).toMatchObject({ seconds: 60n, mean: { n: 30, status: "OK" }, unmoved: 0, pending: 0 });
    expect(minute?.mean.value).toBeCloseTo(0.01, 15);
    expect(hour?.mean.value).toBeCloseTo(-0.01, 15);
    expect(day).toMatchObject({ mean: { value: null, status: "NO_DATA" }, pending: 30 });
  });

  test("behavior: a return of zero is counted as unmoved, one without a price as unpriced, few are no mean", () => {
    const later = [dollars(100n * E8), WITHOUT_FEED, dollars(100n * E8)];
    const [group] = tallied([[taken(WETH, USDC), prices(100n * E8, E8, later)]]);
    expect(group?.markouts).toMatchObject([
      { unmoved: 1, unpriced: 0, mean: { n: 1, status: "INSUFFICIENT_DATA" } },
      { unmoved: 0, unpriced: 1, mean: { n: 0, status: "NO_DATA" } },
      { unmoved: 1 },
    ]);
  });

  test("behavior: groups by market, channel and assets", () => {
    const groups = tallied([GAIN, [taken(WETH, 1n, { channel: "AUCTION" }), prices(1n, 1n)], LOSS]);
    expect(groups.map(({ channel, count }) => [channel, count])).toEqual([
      ["DIRECT", 2],
      ["AUCTION", 1],
    ]);
  });

  test("behavior: profit is what was acquired less what was paid, in any order and at any scale of units", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 24n });
    const price = fc.bigInt({ min: 1n, max: 10n ** 13n });
    const items = fc.array(fc.tuple(amount, amount, price, price), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 9 }), (rows, k) => {
        const made = rows.map(([a, p, weth, usdc]) => [taken(a, p), prices(weth, usdc)] as const);
        const [group] = tallied(made);
        const [reversed] = tallied(made.toReversed());
        const net = rows.reduce((sum, [a, p, weth, usdc]) => sum + a * weth - p * 10n ** 12n * usdc, 0n);
        expect(toValuation(group?.profit as Worth).value).toBe(toDecimal(scaled(net, 26)));
        expect(toValuation(reversed?.profit as Worth).exact).toBe(toValuation(group?.profit as Worth).exact);
        const scale = 10n ** BigInt(k);
        const finer = new ValueLeakageTally((asset) => (DECIMALS[asset] ?? 0) + k);
        for (const [{ acquired, paid }, at] of made)
          finer.add(taken((acquired ?? 0n) * scale, (paid ?? 0n) * scale), at);
        expect(finer.groups()[0]?.profitRate.value).toBe(group?.profitRate.value);
      }),
    );
  });
});

describe("acquisitions", () => {
  const LIQUIDATION: LiquidationTerms = {
    ...{
      market: "m",
      mode: "DIRECT",
      collateralAsset: "weth",
      collateralSeized: 11n,
      collateralReturned: 1n,
    },
    ...{ debtAsset: "usdc", debtRepaid: 20n, liquidatorFee: 2n, timestamp: 7n },
  };

  test("default", () => {
    expect(liquidationAsAcquisition(LIQUIDATION)).toEqual({
      ...{ market: "m", channel: "DIRECT", acquiredAsset: "weth", acquired: 10n, paidAsset: "usdc" },
      ...{ paid: 20n, bonus: 2n, time: 7n },
    });
  });

  test("behavior: nobody takes over what goes to an auction, is closed in cash or written off", () => {
    for (const mode of ["AUCTION", "CLOSE_OUT", "WRITE_OFF"]) {
      expect(liquidationAsAcquisition({ ...LIQUIDATION, mode })).toBeNull();
    }
    expect(liquidationAsAcquisition({ ...LIQUIDATION, collateralAsset: null })).toBeNull();
  });

  // Maker Flipper: `deal` hands the lot to the last bid; Clipper: `take` hands out a part for what it paid.
  test("behavior: the winner pays the whole bid at the settlement, a taker what it took", () => {
    const auction = { kind: "COLLATERAL", market: "m", lotAsset: "weth", bidAsset: "usdc" };
    const event = { bought: 5n, paid: 3n, bidAfter: 90n, timestamp: 7n };
    const settled = auctionEventAsAcquisition({ ...event, action: "SETTLE", paid: 0n }, auction);
    expect(settled).toMatchObject({ channel: "AUCTION", acquired: 5n, paid: 90n });
    expect(auctionEventAsAcquisition({ ...event, action: "TAKE" }, auction)).toMatchObject({ paid: 3n });
    expect(auctionEventAsAcquisition({ ...event, action: "BID_UP", bought: 0n }, auction)).toBeNull();
    expect(auctionEventAsAcquisition({ ...event, action: "TAKE" }, { ...auction, kind: "DEBT" })).toBeNull();
  });
});
