import { describe, expect, test } from "vitest";
import {
  QUIET,
  type ReplayScenario,
  type ScenarioEvent,
} from "../../../../api/stress/replay/replay-scenario.ts";
import { type KernelChoice, runReplay } from "../../../../api/stress/replay/run-replay.ts";
import { madeStressBook, madeTerms, type StressParts } from "../../../support/stress/made-stress-book.ts";

const UNIT = 1_000_000n;
const DOLLAR = 10n ** 18n;

/** 10 coins of 200 dollars against 1,500; unsafe below 187.5. The fund has 60 dollars and 1 coin. */
const PARTS: StressParts = {
  prices: [200n * UNIT, UNIT],
  markets: [madeTerms(8_000)],
  accounts: [
    { market: 0, collateral: [{ factor: 0, raw: 10n * UNIT }], debt: [{ factor: 1, raw: 1_500n * UNIT }] },
  ],
  layers: [[{ factor: 1, raw: 60n * UNIT }], [{ factor: 0, raw: UNIT }]],
};

function event(type: ScenarioEvent["type"], fields: Partial<ScenarioEvent> = {}): ScenarioEvent {
  const none = { asset: null, market: null, from: 0, to: null, change: 0, share: 0, term: null, value: 0 };
  return { ...none, type, ...fields };
}

function replay(scenario: Partial<ReplayScenario>, parts: Partial<StressParts> = {}, kernel?: KernelChoice) {
  const book = madeStressBook({ ...PARTS, ...parts });
  return runReplay({
    book,
    scenario: { ...QUIET, ...scenario },
    ...(kernel === undefined ? {} : { kernel }),
  });
}

const fall = (...multiples: number[]) => ({ paths: [{ asset: "a0", multiples }] });
const addedLosses = ({ levels }: ReturnType<typeof replay>) =>
  levels.map(({ addedLoss }) => Number(addedLoss / 10n ** 12n) / 1e6);

describe("runReplay", () => {
  test("default: a fall by way of 180 closes the account in time", () => {
    const { settled, kernel, record } = replay(fall(0.9, 0.7));
    expect(kernel).toBe("PAIRS");
    expect(settled.loss).toBe(0n);
    expect([...record.counts]).toEqual([1, 0]);
  });

  test("behavior: a jump to 140 loses 100, which goes through the layers in order, in whole numbers", () => {
    // The coins are worth 1,400 of the 1,500. The fund pays 60, the coin (140) the other 40.
    const { settled, record } = replay(fall(0.7));
    expect([...record.counts]).toEqual([1]);
    expect(record.repaid[0]).toBeCloseTo(1_400, 9);
    expect(Number(settled.loss) / 1e18).toBeCloseTo(100, 9);
    expect(settled.unabsorbed).toBe(0n);
    const [fund, coin] = settled.draws;
    expect(fund?.drawn).toBe(60n * DOLLAR);
    expect(fund?.holdings[0]).toMatchObject({ start: 60n * UNIT, drawn: 60n * UNIT, left: 0n });
    // 40 / 140 = 0.285714..., rounded up to the next 10^-6.
    expect(Number(coin?.drawn) / 1e18).toBeCloseTo(40, 9);
    expect(coin?.holdings[0]).toMatchObject({ drawn: 285_715n, left: 714_285n });
    expect(settled.breach).toBeNull();
  });

  test("behavior: what no layer can pay is unabsorbed, and the first step of it is told", () => {
    // At 120 dollars: 300 lost; 60 and 120 are there.
    const { settled } = replay(fall(1, 0.6));
    expect(Number(settled.unabsorbed) / 1e18).toBeCloseTo(120, 9);
    expect(settled.breach).toBe(1);
  });

  test("behavior: without a shock nothing happens, also to accounts that are unsafe already", () => {
    const owed = [{ factor: 1, raw: 3_000n * UNIT }];
    const accounts = [{ market: 0, collateral: [{ factor: 0, raw: 10n * UNIT }], debt: owed }];
    for (const kernel of ["AUTO", "GENERAL"] as const) {
      const { settled, record } = replay(fall(1, 1), { accounts }, kernel);
      expect(settled.loss).toBe(0n);
      expect([...record.counts]).toEqual([0, 0]);
      expect(settled.draws.every(({ drawn }) => drawn === 0n)).toBe(true);
    }
  });

  test("behavior: an oracle that is late liquidates late, and the level ORACLE shows what that costs", () => {
    // At 180 dollars the account would be closed in time; an hour later it is seen at 180 while the market is at 140. Nobody
    // pays 1,500 for coins worth 1,166.67; so the loss is what is missing at the end: 1,500 - 1,400 at the market price.
    const late = { oracle: { lagSeconds: 3_600, heartbeatSeconds: null, deviation: 0 }, stepSeconds: 3_600 };
    const result = replay({ ...fall(0.9, 0.7), ...late });
    expect(result.levels.map(({ level }) => level)).toEqual(["PRICE_ONLY", "ORACLE", "CASCADE", "RUN"]);
    expect(addedLosses(result)).toEqual([0, 100, 0, 0]);
  });

  test("behavior: an oracle that reports only large moves keeps its answer until then", () => {
    const rule = { lagSeconds: 0, heartbeatSeconds: null, deviation: 0.35 };
    const result = replay({ ...fall(0.9, 0.7), oracle: rule });
    expect([...result.record.counts]).toEqual([0, 0]);
    const due = replay({ ...fall(0.9, 0.9), oracle: { ...rule, heartbeatSeconds: 600 } });
    // Its last answer was one step before the first; after 600 seconds, two steps, it answers anew.
    expect([...due.record.counts]).toEqual([0, 1]);
  });

  test("behavior: a stale oracle and a wrong one", () => {
    const stale = event("ORACLE_STALE", { to: 600 });
    // Steps are at 300 and 600 seconds: stale is the first of them. At 0.9 the account is then closed without a loss.
    expect([...replay({ ...fall(0.9, 0.9), events: [stale] }).record.counts]).toEqual([0, 1]);
    // The market has not moved, the oracle says 180: the account is closed.
    const wrong = replay({ events: [event("ORACLE_MISPRICE", { asset: "a0", change: -0.1 })], steps: 1 });
    expect([...wrong.record.counts]).toEqual([1]);
    expect(wrong.settled.loss).toBe(0n);
  });

  test("behavior: impaired collateral that oracles do not see is a latent loss", () => {
    const impaired = event("COLLATERAL_IMPAIRMENT", { asset: "a0", change: -1 });
    const result = replay({ events: [impaired], steps: 1 });
    // Oracles that see it (PRICE_ONLY) or not: all of the 1,500 is lost. The coin of the second layer is worth nothing either.
    expect(addedLosses(result)).toEqual([1_500, 0, 0, 0]);
    expect([...result.record.counts]).toEqual([0]);
    expect(Number(result.settled.unabsorbed) / 1e18).toBe(1_440);
  });

  test("behavior: a depeg of what is owed leaves what contracts count alone", () => {
    const depeg = event("DEPEG", { asset: "a1", change: -0.12 });
    const result = replay({ events: [depeg], ...fall(0.7) }, { faceValue: [1] });
    // 1,400 of 1,500 coins are repaid as before, each worth 0.88 now: the loss is 88 dollars.
    expect(Number(result.settled.loss) / 1e18).toBeCloseTo(88, 9);
  });

  test("behavior: sales lower the price on the way, and absent keepers let losses grow", () => {
    const thin = { asset: "a0", model: { kind: "LINEAR" as const, perUnit: 0.01, most: 0.9 } };
    const owed = [{ factor: 1, raw: 1_300n * UNIT }];
    const accounts = [
      ...PARTS.accounts,
      { market: 0, collateral: [{ factor: 0, raw: 10n * UNIT }], debt: owed },
    ];
    // At 180: the first sells 1,500 / 180 = 8.3333 coins, which costs 8.3333 %: 165. The second is unsafe below 162.5: safe.
    const some = replay({ ...fall(0.9), depth: [thin] }, { accounts });
    expect([...some.record.counts]).toEqual([1]);
    expect(some.record.market[0]).toBeCloseTo(0.9 * (1 - 0.08333333333333333), 12);
    // At 175: 8.5714 coins, 160: below 162.5, so the second is closed too.
    expect([...replay({ ...fall(0.875), depth: [thin] }, { accounts }).record.counts]).toEqual([2]);
    const absent = replay({ ...fall(0.9, 0.7), events: [event("KEEPER_ABSENCE", { to: 600 })] });
    expect([...absent.record.counts]).toEqual([0, 1]);
    expect(addedLosses(absent)).toEqual([0, 0, 100, 0]);
  });

  test("behavior: half of the depth that was used is back after the half-life", () => {
    const thin = { asset: "a0", model: { kind: "LINEAR" as const, perUnit: 0.01, most: 0.9 } };
    const { record } = replay({ ...fall(0.9, 0.9), depth: [thin], recoveryHalfLifeSeconds: 300 });
    // 8.3333 coins are sold in the first step; 4.1667 of them still weigh in the second.
    expect(record.market[2]).toBeCloseTo(0.9 * (1 - 0.041666666666666664), 12);
    const dry = event("LIQUIDITY_EVAPORATION", { change: -0.5 });
    const dried = replay({ ...fall(0.9), depth: [thin], events: [dry] });
    expect(dried.record.market[0]).toBeCloseTo(0.9 * (1 - 0.16666666666666666), 12);
  });

  test("behavior: keepers with little money take a part in each step", () => {
    const keepers = { debtPerHour: 6_000, gasPerLiquidation: 0 };
    // 500 dollars in 300 seconds: 1,500 takes three steps. At 160, 500 buy 3.125 coins; 6.875 × 160 × 0.8 = 880 < 1,000, and so on.
    const { record, kernel } = replay({ ...fall(0.8, 0.8, 0.8, 0.8), keepers });
    expect(kernel).toBe("GENERAL");
    expect([...record.repaid]).toEqual([500, 500, 500, 0].map((value) => expect.closeTo(value, 9)));
  });

  test("behavior: nobody liquidates at a loss", () => {
    // The bonus of 5 % of 1,500 is 75 dollars.
    const markets = [madeTerms(8_000, 10_000, 500)];
    const cost = (gasPerLiquidation: number) =>
      replay({ ...fall(0.9), keepers: { debtPerHour: null, gasPerLiquidation } }, { markets }).record
        .counts[0];
    expect([cost(74), cost(76)]).toEqual([1, 0]);
  });

  test("behavior: a delay between unsafe and liquidated", () => {
    const { record } = replay({ ...fall(0.9, 0.9, 0.7), liquidationDelaySeconds: 600 });
    expect([...record.counts]).toEqual([0, 0, 1]);
    expect(record.losses[2]).toBeCloseTo(100, 9);
  });

  test("behavior: an auction sells at the price of its end", () => {
    // Put up at 180, sold two steps later at 120: 1,200 of 1,500. Until then what is missing is latent.
    const { record, settled } = replay({ ...fall(0.9, 0.7, 0.6, 1), auctionSeconds: 600 });
    expect([...record.counts]).toEqual([1, 0, 0, 0]);
    expect([...record.repaid]).toEqual([0, 0, 1_200, 0].map((value) => expect.closeTo(value, 9)));
    expect([...settled.lossPath]).toEqual([0, 100, 300, 300].map((value) => expect.closeTo(value, 9)));
    // What raises more than the debt goes back to the owner: at 200, 7.5 of the 10 coins are sold.
    const thin = { asset: "a0", model: { kind: "LINEAR" as const, perUnit: 0.01, most: 0.9 } };
    const risen = replay({ ...fall(0.9, 1), auctionSeconds: 300, depth: [thin] });
    expect(risen.settled.loss).toBe(0n);
    expect(risen.record.market[2]).toBeCloseTo(1 - 0.075, 12);
  });

  test("behavior: capital that runs is not there when the loss comes", () => {
    const run = event("RUN", { share: 0.5 });
    const { settled, levels } = replay({ ...fall(0.7), events: [run] });
    // 30 dollars and half a coin (70) are left for 100.
    expect(settled.draws.map(({ holdings }) => holdings[0]?.withdrawn)).toEqual([30n * UNIT, UNIT / 2n]);
    expect(Number(settled.unabsorbed) / 1e18).toBeCloseTo(0, 9);
    const all = replay({ ...fall(0.7), events: [event("RUN", { share: 1 })] });
    expect(Number(all.settled.unabsorbed) / 1e18).toBeCloseTo(100, 9);
    expect(levels.map(({ addedUnabsorbed }) => addedUnabsorbed).slice(0, 3)).toEqual([0n, 0n, 0n]);
  });

  test("behavior: a lower threshold liquidates at the price of today", () => {
    const change = event("PARAMETER_CHANGE", { market: "m0", term: "threshold", value: 0.7, from: 600 });
    const { record, settled } = replay({ events: [change], steps: 3 });
    expect([...record.counts]).toEqual([0, 1, 0]);
    expect(settled.loss).toBe(0n);
  });

  test("behavior: one liquidation repays the close factor, and the next follows while the account is unsafe", () => {
    // At 180: 750 repaid for 4.166667 coins; 5.833333 are left, worth 1,050, for 750: × 0.8 = 840, safe.
    const { record } = replay(fall(0.9), { markets: [madeTerms(8_000, 5_000)] });
    expect([...record.counts]).toEqual([1]);
    expect(record.repaid[0]).toBeCloseTo(750, 9);
  });

  test("behavior: the multiple of the log-returns at which the book breaks", () => {
    // Layers have 60 + 1 coin at price p, the loss is 1,500 - 10 p: they break at 60 + p = 1,500 - 10 p, p = 130.909...;
    // from 200 that is ln(0.654545...), and the path falls by ln(0.9).
    const { multiplier } = replay({ ...fall(0.9), findMultiplier: true });
    const expected = Math.log(1_440 / 11 / 200) / Math.log(0.9);
    expect(expected).toBeGreaterThan(4);
    expect(multiplier).toMatchObject({ breaks: null, holds: 4, searchedTo: 4 });
    const deep = replay({ ...fall(0.8), findMultiplier: true }).multiplier;
    const exact = Math.log(1_440 / 11 / 200) / Math.log(0.8);
    expect(deep?.holds).toBeLessThanOrEqual(exact);
    expect(deep?.breaks).toBeGreaterThanOrEqual(exact - 1e-12);
    expect((deep?.breaks ?? 0) - (deep?.holds ?? 0)).toBeLessThan(1e-7);
  });

  test("behavior: an asset without a past is left out unless another stands for it", () => {
    const without = replay({ unknown: ["a0"], steps: 1 });
    expect(without.accounts).toEqual({ replayed: 0, leftOut: 1 });
    expect(without.warnings[0]).toContain("NOT_REPLAYABLE");
    const proxies = [{ asset: "a0", proxy: "a1", beta: 2, change: 0 }];
    const moved = replay({ unknown: ["a0"], proxies, paths: [{ asset: "a1", multiples: [0.8] }] });
    // 0.8 ^ 2 = 0.64 of 200 dollars is 128, and what is owed is worth 0.8 of itself.
    expect(moved.record.market[0]).toBeCloseTo(0.64, 12);
    expect(moved.accounts.replayed).toBe(1);
  });

  test("behavior: a perpetual long is closed at its maintenance margin", () => {
    const given = madeStressBook({ ...PARTS, accounts: [], markets: [madeTerms(9_000)] });
    const long = {
      owner: "o",
      market: 0,
      base: 0,
      rawSize: 0n,
      size: 10,
      marginFactor: 1,
      rawMargin: 0n,
      margin: 300,
    };
    const at = (multiple: number, size = 10) =>
      runReplay({
        book: { ...given, perpetuals: [{ ...long, size }] },
        scenario: { ...QUIET, ...fall(multiple) },
      });
    // Long 10 at 200 with 300: equity 300 - 10 (200 - p) >= 10 % of 10 p  <=>  p >= 188.888...
    expect([at(0.945).record.counts[0], at(0.944).record.counts[0]]).toEqual([0, 1]);
    // At 160 the equity is -100.
    expect(Number(at(0.8).settled.loss) / 1e18).toBeCloseTo(100, 9);
    // Short 10 at 200 with 300: 300 - 10 (p - 200) >= p  <=>  p <= 209.0909...
    expect([at(1.045, -10).record.counts[0], at(1.046, -10).record.counts[0]]).toEqual([0, 1]);
  });

  test("error: an asset that is none of the book's", () => {
    expect(() => replay({ paths: [{ asset: "x", multiples: [1] }] })).toThrow('got "x"');
    expect(() => replay({ events: [event("DEPEG", { asset: "x" })] })).toThrow('got "x"');
    expect(() => replay({ steps: 0 })).toThrow("Expected 1 to 100000 steps");
  });
});
