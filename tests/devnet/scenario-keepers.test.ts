import { parseGwei } from "viem";
import { describe, expect, test } from "vitest";
import { Chance } from "../../devnet/scenarios/chance.ts";
import { drawGas, gasPriceAt } from "../../devnet/scenarios/keepers/gas-path.ts";
import { Keeper, type KeeperTerms } from "../../devnet/scenarios/keepers/keeper.ts";

const TERMS: KeeperTerms = {
  role: "keeper",
  latency: 60,
  callsPerBlock: 2,
  gasPerBlock: 500_000n,
  mostGasPrice: parseGwei("100"),
};

/** A block in which a coin of the chain is worth 200 units of gain. */
function block(keeper: Keeper, time: number, gwei: string): void {
  keeper.begin({ time, gasPrice: parseGwei(gwei), coinPrice: 200n * 10n ** 18n });
}

const chance = (key: string, gain: bigint, gas = 200_000n) => ({ key, gas, gain });

/** 200,000 gas at 50 gwei are 0.01 coins: 2 whole units, of 18 decimals. */
const COST = 2n * 10n ** 18n;

describe("a keeper", () => {
  test("behavior: acts once its latency is over, on what is worth more than its gas", () => {
    const keeper = new Keeper({ ...TERMS });
    block(keeper, 1_000, "50");
    expect(keeper.costOf(200_000n)).toBe(COST);
    expect(keeper.takes(chance("even", COST))).toBe(false);
    expect(keeper.takes(chance("good", COST + 1n))).toBe(false);
    block(keeper, 1_060, "50");
    expect(keeper.takes(chance("good", COST + 1n))).toBe(true);
    expect(keeper.counts).toEqual({ acted: 1n, tooDear: 0n, unprofitable: 1n, late: 1n, full: 0n });
  });

  test("behavior: begins to wait anew when it stops paying in between", () => {
    const keeper = new Keeper(TERMS);
    block(keeper, 1_000, "50");
    keeper.takes(chance("good", 2n * COST));
    block(keeper, 1_030, "99");
    // At 99 gwei it costs 3.96.
    expect(keeper.takes(chance("good", COST))).toBe(false);
    block(keeper, 1_060, "50");
    expect(keeper.takes(chance("good", 2n * COST))).toBe(false);
    block(keeper, 1_120, "50");
    expect(keeper.takes(chance("good", 2n * COST))).toBe(true);
  });

  test("behavior: stays away above its highest gas price, whatever it would earn", () => {
    const keeper = new Keeper({ ...TERMS, latency: 0 });
    block(keeper, 1_000, "100.000000001");
    expect(keeper.takes(chance("good", 1_000n * COST))).toBe(false);
    expect(keeper.counts.tooDear).toBe(1n);
  });

  test("behavior: has so many calls and so much gas in a block, and again in the next", () => {
    const keeper = new Keeper({ ...TERMS, latency: 0 });
    block(keeper, 1_000, "50");
    const heavy = (key: string) => keeper.takes(chance(key, 10n * COST, 300_000n));
    expect([heavy("one"), heavy("two")]).toEqual([true, false]);
    expect(keeper.takes(chance("three", 10n * COST))).toBe(true);
    expect(keeper.takes(chance("four", 10n * COST, 0n))).toBe(false);
    expect(keeper.counts.full).toBe(2n);
    block(keeper, 1_012, "50");
    expect(heavy("two")).toBe(true);
  });
});

describe("a gas path", () => {
  test("behavior: each price holds until the next, the first also before", () => {
    const path = [
      { from: "2020-03-12T00:00:00Z", gwei: "7" },
      { from: "2020-03-12T01:00:00Z", gwei: "249.12" },
    ] as const;
    const at = (time: string) => gasPriceAt([...path], Date.parse(time) / 1000);
    expect(at("2020-03-11T00:00:00Z")).toBe(7_000_000_000n);
    expect(at("2020-03-12T00:59:59Z")).toBe(7_000_000_000n);
    expect(at("2020-03-12T01:00:00Z")).toBe(249_120_000_000n);
  });
});

describe("drawn gas prices", () => {
  test("behavior: one an hour within the range, times as many in a rush, the same for the same seed", () => {
    const from = "2022-11-22T00:00:00Z";
    const plan = { from, hours: 5, range: [10n, 20n], rush: { from: 2, to: 3, times: 100n } } as const;
    const [gas, again] = [drawGas(new Chance(5n), plan), drawGas(new Chance(5n), plan)];
    const begin = Date.parse(from) / 1000;
    const prices = [0, 1, 2, 3, 4].map((hour) => gas(begin + hour * 3_600));
    const isIn = (price: bigint, times: bigint) =>
      price >= parseGwei("10") * times && price <= parseGwei("20") * times;
    expect(prices.map((price, hour) => isIn(price, hour === 2 ? 100n : 1n))).toEqual(Array(5).fill(true));
    expect(gas(begin + 2 * 3_600 - 1)).toBe(prices[1]);
    expect([gas(0), gas(begin + 1_000_000)]).toEqual([prices[0], prices[4]]);
    expect([0, 1, 2, 3, 4].map((hour) => again(begin + hour * 3_600))).toEqual(prices);
  });
});

describe("random choices", () => {
  test("behavior: are the published numbers of SplitMix64", () => {
    // Rosetta Code, "Pseudo-random numbers/Splitmix64": the first five for the seed 1234567.
    const generator = new Chance(1_234_567n);
    expect(Array.from({ length: 5 }, () => generator.next())).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  test("behavior: stay within their bounds, and only the order of shuffled things changes", () => {
    const generator = new Chance(7n);
    const drawn = Array.from({ length: 200 }, () => generator.between(3n, 5n));
    expect(new Set(drawn)).toEqual(new Set([3n, 4n, 5n]));
    const things = Array.from({ length: 20 }, (_, at) => at);
    const other = new Chance(7n).shuffled(things);
    expect(other).not.toEqual(things);
    expect(other.toSorted((a, b) => a - b)).toEqual(things);
    expect(new Chance(7n).shuffled(things)).toEqual(other);
  });
});
