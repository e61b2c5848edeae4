import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../../api/domain/decimal-string.ts";
import { rational, scaled } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { assetWaterfalls } from "../../../api/solvency/asset-waterfalls.ts";
import type { Holding } from "../../../api/solvency/book.ts";
import { shareProRata } from "../../../api/solvency/pro-rata.ts";
import { type Waterfall, waterfall } from "../../../api/solvency/waterfall.ts";
import { type BookParts, madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

type Where = { readonly asset?: string; readonly market?: string };

/** Books list their holdings by rank, then id. */
function sorted(holdings: readonly Holding[]): Holding[] {
  return [...holdings].sort(
    (a, b) => a.backstop.rank - b.backstop.rank || (a.backstop.id < b.backstop.id ? -1 : 1),
  );
}

function run(loss: string, parts: BookParts, { asset, market }: Where = {}): Waterfall {
  const book = madeBook({ ...parts, holdings: sorted(parts.holdings ?? []) });
  const { raw, decimals } = parseDecimal(loss);
  return waterfall({
    book,
    loss: scaled(raw, decimals),
    asset: asset ?? null,
    market: market ?? null,
    maxPriceAge: null,
  });
}

function taken({ layers }: Waterfall): [string, string | null][] {
  return layers.map(({ holding, absorbed }) => [holding.backstop.id, toValuation(absorbed).exact]);
}

const MILLION = 10n ** 6n;
const USD = { assets: { usd: 0 }, prices: [madePrice("usd", 10n ** 8n)] };

describe("waterfall", () => {
  // metrics.md M-02, worked check: rsETH, April 2026. Bad debt of 123.7 to 230.1 M against about 55 M of Umbrella WETH and
  // about 85 M of treasury: 123.7 − 55 = 68.7 of the treasury and nothing left; 230.1 − 55 − 85 = 90.1 left.
  test("default", () => {
    const holdings = [
      madeHolding({ id: "umbrella", rank: 2 }, { usd: { balance: 55n * MILLION } }),
      madeHolding({ id: "treasury", rank: 3 }, { usd: { balance: 85n * MILLION } }),
    ];
    const low = run("123700000", { ...USD, holdings });
    expect(taken(low)).toEqual([
      ["umbrella", "55000000"],
      ["treasury", "68700000"],
    ]);
    expect(toValuation(low.unabsorbed).exact).toBe("0");
    const high = run("230100000", { ...USD, holdings });
    expect(toValuation(high.unabsorbed)).toMatchObject({ exact: "90100000", quote: "USD", status: "OK" });
    expect(toValuation(high.capacity).exact).toBe("140000000");
  });

  // Usable: 100 − 10 − 20 − 30 − ⌈100 × 5 / 100⌉ = 35.
  test("behavior: what is asked back, locked or switched off pays nothing", () => {
    const held = { pendingOutflow: 10n, encumbered: 20n, disabled: 30n, shares: 100n, pendingShares: 5n };
    const holdings = [
      madeHolding({ id: "a", rank: 1 }, { usd: { balance: 100n, ...held } }),
      madeHolding({ id: "b", rank: 2, status: "DISABLED" }, { usd: { balance: 100n } }),
    ];
    expect(taken(run("50", { ...USD, holdings }))).toEqual([
      ["a", "35"],
      ["b", "0"],
    ]);
  });

  // 10 over 3, 3, 9 of one rank: 10·3/15 = 2, 2, 6, all exact. 2 over 1, 1, 1: 2/3 each, so 0 and two units left, which
  // go to the lowest ids.
  test("behavior: layers of one rank share in proportion, units left over go to the lowest ids", () => {
    const of = (capacities: readonly bigint[]) =>
      capacities.map((balance, at) => madeHolding({ id: `l${at}` }, { usd: { balance } }));
    const parts = (loss: string, capacities: readonly bigint[]) =>
      taken(run(loss, { ...USD, holdings: of(capacities) }, { asset: "usd" })).map(([, part]) => part);
    expect(parts("10", [3n, 3n, 9n])).toEqual(["2", "2", "6"]);
    expect(parts("2", [1n, 1n, 1n])).toEqual(["1", "1", "0"]);
    expect(parts("9", [1n, 1n, 1n])).toEqual(["1", "1", "1"]);
  });

  test("behavior: a loss in a market is not paid by backstops of another", () => {
    const holdings = [
      madeHolding({ id: "a", market: "m" }, { usd: { balance: 5n } }),
      madeHolding({ id: "b", market: "n" }, { usd: { balance: 5n } }),
      madeHolding({ id: "c", rank: 2 }, { usd: { balance: 5n } }),
    ];
    expect(taken(run("8", { ...USD, holdings }, { market: "n" }))).toEqual([
      ["b", "5"],
      ["c", "3"],
    ]);
  });

  test("behavior: layers without capital have no capacity and leave the rest unabsorbed", () => {
    const holdings = [
      madeHolding({ id: "fund" }, { usd: { balance: 5n } }),
      madeHolding({ id: "adl", rank: 2, layer: "ADL" }, {}),
      madeHolding(
        { id: "flop", rank: 2, layer: "AUCTION_RECAP", balanceSource: "PARTIAL" },
        { usd: { balance: 9n } },
      ),
      madeHolding({ id: "psm", kind: "PEG_STABILITY_MODULE" }, { usd: { balance: 9n } }),
      madeHolding({ id: "engine", rank: 0, layer: "POSITION_MARGIN" }, {}),
    ];
    const found = run("8", { ...USD, holdings });
    expect(taken(found)).toEqual([
      ["fund", "5"],
      ["adl", null],
      ["flop", null],
    ]);
    expect(toValuation(found.unabsorbed)).toMatchObject({ exact: "3", status: "OK" });
    expect(found.layers[1]?.capacity.reason).toContain("no entry prices");
  });

  test("behavior: a layer whose capital is not known makes what is left an upper bound", () => {
    const holdings = [
      madeHolding({ id: "a", balanceSource: "PARTIAL" }, { usd: { balance: 9n } }),
      madeHolding({ id: "b", rank: 2 }, { usd: { balance: 5n } }),
    ];
    const found = run("8", { ...USD, holdings });
    expect(taken(found)).toEqual([
      ["a", null],
      ["b", "5"],
    ]);
    expect(toValuation(found.unabsorbed)).toMatchObject({ exact: "3", status: "PARTIAL_COVERAGE" });
  });

  // Umbrella: 300 USDC lost of 100 held, 1 WETH lost of 5 held. Surplus WETH pays no USDC: 200 dollars are left, although
  // 4 WETH × 2,000 dollars would pay them.
  test("behavior: losses in several assets run one by one and are added", () => {
    const book = madeBook({
      assets: { usdc: 6, weth: 18 },
      prices: [madePrice("usdc", 100_000_000n), madePrice("weth", 200_000_000_000n)],
      holdings: [
        madeHolding({ id: "a" }, { usdc: { balance: 100n * 10n ** 6n } }),
        madeHolding({ id: "b" }, { weth: { balance: 5n * 10n ** 18n } }),
      ],
    });
    const losses = [
      { asset: "usdc", decimals: 6, loss: rational(300n) },
      { asset: "weth", decimals: 18, loss: rational(1n) },
    ];
    const { runs, loss, absorbed, unabsorbed } = assetWaterfalls(book, losses, null, null);
    expect(runs.map((one) => toValuation(one.unabsorbed).exact)).toEqual(["200", "0"]);
    expect([loss, absorbed, unabsorbed].map((worth) => toValuation(worth).exact)).toEqual([
      "2300",
      "2100",
      "200",
    ]);
  });
});

describe("properties of the waterfall", () => {
  const layer = fc.record({ rank: fc.integer({ min: 1, max: 4 }), balance: fc.bigInt(0n, 10n ** 24n) });
  const layers = fc.array(layer, { maxLength: 8 });
  const lossUnits = fc.bigInt(0n, 10n ** 25n);

  type Layer = { readonly rank: number; readonly balance: bigint };

  function runOf(loss: bigint, rows: readonly Layer[], factor = 1n): Waterfall {
    const holdings = rows.map(({ rank, balance }, at) =>
      madeHolding({ id: `l${at}`, rank }, { usd: { balance: balance * factor } }),
    );
    return run((loss * factor).toString(), { ...USD, holdings }, { asset: "usd" });
  }

  function units(worth: Waterfall["loss"]): bigint {
    const { numerator, denominator } = worth.amount ?? rational(0n);
    expect(numerator % denominator).toBe(0n);
    return numerator / denominator;
  }

  test("behavior: it conserves, no layer takes more than it has, and an earlier rank is spent before a later one", () => {
    fc.assert(
      fc.property(lossUnits, layers, (loss, rows) => {
        const found = runOf(loss, rows);
        const parts = found.layers.map(({ holding, capacity, absorbed }) => ({
          rank: holding.backstop.rank,
          capacity: units(capacity),
          absorbed: units(absorbed),
        }));
        const absorbedByAll = parts.reduce((total, { absorbed }) => total + absorbed, 0n);
        expect(absorbedByAll + units(found.unabsorbed)).toBe(loss);
        expect(units(found.absorbed)).toBe(absorbedByAll);
        for (const part of parts) {
          expect(part.absorbed).toBeLessThanOrEqual(part.capacity);
          if (part.absorbed === 0n) continue;
          const earlier = parts.filter(({ rank }) => rank < part.rank);
          expect(earlier.every(({ absorbed, capacity }) => absorbed === capacity)).toBe(true);
        }
        if (units(found.unabsorbed) > 0n) expect(absorbedByAll).toBe(units(found.capacity));
      }),
    );
  });

  test("behavior: a larger loss never leaves less, and costs no layer less by more than the unit that goes round", () => {
    fc.assert(
      fc.property(lossUnits, lossUnits, layers, (loss, more, rows) => {
        const [a, b] = [runOf(loss, rows), runOf(loss + more, rows)];
        expect(units(b.unabsorbed)).toBeGreaterThanOrEqual(units(a.unabsorbed));
        for (const [at, { absorbed }] of a.layers.entries()) {
          const after = b.layers[at]?.absorbed;
          expect(after && units(after) + 1n).toBeGreaterThanOrEqual(units(absorbed));
        }
      }),
    );
  });

  test("behavior: ten times as much of everything is ten times as much for each layer, but for shares below a unit", () => {
    fc.assert(
      fc.property(lossUnits, layers, fc.integer({ min: 1, max: 9 }), (loss, rows, k) => {
        const factor = 10n ** BigInt(k);
        const [small, large] = [runOf(loss, rows), runOf(loss, rows, factor)];
        expect(units(large.unabsorbed)).toBe(units(small.unabsorbed) * factor);
        const sharesRank = new Set(rows.map(({ rank }) => rank)).size < rows.length;
        for (const [at, { absorbed }] of small.layers.entries()) {
          const grown = units(large.layers[at]?.absorbed ?? absorbed);
          const difference = grown - units(absorbed) * factor;
          expect(difference < 0n ? -difference : difference).toBeLessThanOrEqual(sharesRank ? factor : 0n);
        }
      }),
    );
  });

  test("behavior: with one asset no price matters", () => {
    fc.assert(
      fc.property(lossUnits, layers, fc.option(fc.bigInt(1n, 10n ** 20n)), (loss, rows, price) => {
        const holdings = rows.map(({ rank, balance }, at) =>
          madeHolding({ id: `l${at}`, rank }, { usd: { balance } }),
        );
        const priced = { assets: { usd: 0 }, prices: [madePrice("usd", price)], holdings };
        const found = run(loss.toString(), priced, { asset: "usd" });
        expect(taken(found)).toEqual(taken(runOf(loss, rows)));
        expect(found.unabsorbed.status).toBe("OK");
      }),
    );
  });

  const capacities = fc.array(fc.bigInt(0n, 10n ** 24n), { maxLength: 8 });
  const sum = (terms: readonly bigint[]) => terms.reduce((total, term) => total + term, 0n);

  test("behavior: shares add up and exceed no capacity", () => {
    fc.assert(
      fc.property(lossUnits, capacities, (amount, all) => {
        const shares = shareProRata(amount, all);
        const total = sum(all);
        expect(sum(shares)).toBe(amount < total ? amount : total);
        expect(shares.every((share, at) => share <= (all[at] ?? 0n))).toBe(true);
      }),
    );
  });

  test("behavior: shares are within a unit of the exact proportion", () => {
    fc.assert(
      fc.property(lossUnits, capacities, (amount, all) => {
        const total = sum(all);
        fc.pre(amount < total);
        for (const [at, share] of shareProRata(amount, all).entries()) {
          const error = share * total - amount * (all[at] ?? 0n);
          expect(error > -total && error < total).toBe(true);
        }
      }),
    );
  });
});
