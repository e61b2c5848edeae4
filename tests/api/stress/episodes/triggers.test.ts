import { describe, expect, test } from "vitest";
import { EPISODE_PARAMETERS } from "../../../../api/stress/episodes/episode-parameters.ts";
import { ScopeDetector } from "../../../../api/stress/episodes/scope-detector.ts";
import { episodesOf, flow, level } from "./made-series.ts";

// A day is 288 buckets of 5 minutes, 72 hours are 864, 90 days 25,920, half an hour 6, an hour 12.

describe("a collateral's price", () => {
  test("default: a fall of 16 % that is made good after a day", () => {
    // 84 / 100 - 1 = -0.16 in buckets 1000 to 1287; from 1288 on the price a day before is 84 too. The last 100 before the onset
    // is in bucket 999. 100 - 0.1 * 16 = 98.4 is reached in 1300, for good.
    const price = level(3000, { 0: 100, 1000: 84, 1300: 100 });
    expect(episodesOf("PRICE", [price])).toEqual([
      {
        ...{ start: 999, onset: 1000, known: 1001, peak: 1000, trough: 1000, end: 1288, recovery: 1300 },
        ...{ startBadness: -100, troughBadness: -84, rank: null, isOvertaken: false },
        conditions: ["RETURN_BELOW_LIMIT"],
      },
    ]);
  });

  test("behavior: one bucket below the limit is no onset, nor is -14.9 %", () => {
    expect(episodesOf("PRICE", [level(3000, { 0: 100, 1000: 84, 1001: 100 })])).toEqual([]);
    expect(episodesOf("PRICE", [level(3000, { 0: 100, 1000: 85.1 })])).toEqual([]);
  });

  test("behavior: it stays on until the fall is below 12 %, which is 80 % of 15 %", () => {
    // 87: -13 % stays on; 88.5: -11.5 % does not.
    const [episode] = episodesOf("PRICE", [level(3000, { 0: 100, 1000: 84, 1010: 87, 1100: 88.5 })]);
    expect(episode).toMatchObject({ onset: 1000, end: 1100, recovery: null });
  });

  test("behavior: the end is known only after 288 quiet buckets", () => {
    const price = level(1600, { 0: 100, 1000: 84, 1300: 100 });
    // Quiet are 1288 to 1575: at the end of bucket 1574 one is missing.
    expect(episodesOf("PRICE", [price.slice(0, 1575)])[0]?.end).toBeNull();
    expect(episodesOf("PRICE", [price.slice(0, 1576)])[0]?.end).toBe(1288);
  });

  test("behavior: missing buckets are neither quiet nor part of a row", () => {
    const price = level(2000, {
      0: 100,
      1000: 84,
      1001: Number.NaN,
      1002: 84,
      1004: 100,
      1010: Number.NaN,
      1110: 100,
    });
    // 1002 and 1003 make the row; 100 buckets are missing, and a day later again because a day's return needs both ends: quiet are
    // 1004 to 1009, 1110 to 1288 and 1290 to 1297 (1289 is a day after the missing 1001), 1398 on: 6 + 179 + 8 = 193, so 95 are left
    // and the last is 1398 + 94 = 1492.
    expect(episodesOf("PRICE", [price.slice(0, 1492)])[0]).toMatchObject({ onset: 1002, end: null });
    expect(episodesOf("PRICE", [price.slice(0, 1493)])[0]).toMatchObject({ onset: 1002, end: 1004 });
  });

  test("behavior: a fall of 1 % is stress where falls are rarer than 1 % of a year", () => {
    // Falls are 0 in 25,712 buckets (288 have no day before). With m falls of 0.01 the 99 % quantile lies at place
    // (25,711 + m) * 0.99: above 25,711, so above 0, from m = 260 on (25,711.29: 0.29 of 0.01). The first fall is in bucket 26,000.
    const price = level(27_000, { 0: 100, 26000: 99 });
    const [episode, ...others] = episodesOf("PRICE", [price]);
    expect(others).toEqual([]);
    expect(episode).toMatchObject({
      ...{ start: 25_999, onset: 26_259, known: 26_260, trough: 26_000, end: 26_288, recovery: null },
      conditions: ["RETURN_BELOW_QUANTILE"],
      // All of the 25,712 + 261 changes were at most as bad.
      rank: 1,
    });
  });

  test("behavior: the peak is that of the composite stress index where there is one", () => {
    const detector = new ScopeDetector("PRICE", EPISODE_PARAMETERS);
    const price = level(1400, { 0: 100, 1000: 84, 1300: 100 });
    for (const [i, value] of price.entries()) detector.push([value], i === 1100 ? 0.8 : 0.5);
    expect(detector.episodes()[0]?.peak).toBe(1100);
  });
});

describe("a peg", () => {
  test("default: 60 basis points for more than half an hour", () => {
    // 1 - 0.994 = 0.006 from 100 on, known with the sixth bucket; 0.9955 (45 bps) stays on above 40; 0.997 is off. 10 % of 0.006 are
    // 6 bps: the price is within in 200.
    const price = level(800, { 0: 1, 100: 0.994, 111: 0.9955, 121: 0.997, 200: 1 });
    const [episode, ...others] = episodesOf("DEPEG", [price]);
    expect(others).toEqual([]);
    expect(episode).toMatchObject({
      ...{ start: 99, onset: 100, known: 105, trough: 100, peak: 100, end: 121, recovery: 200 },
    });
    expect(episode?.troughBadness).toBeCloseTo(0.006, 12);
  });

  test("behavior: 25 minutes are too short, and above the peg counts like below", () => {
    expect(episodesOf("DEPEG", [level(800, { 0: 1, 100: 0.9, 105: 1 })])).toEqual([]);
    expect(episodesOf("DEPEG", [level(800, { 0: 1, 100: 1.1, 106: 1 })])[0]?.onset).toBe(100);
  });
});

describe("liquidations", () => {
  test("default: any are above normal where there were none for 90 days", () => {
    // 5 in bucket 26,000 are the hour's sum in 26,000 to 26,011; both thresholds are 0. 10 % of 5 is reached in 26,012.
    const [episode, ...others] = episodesOf("LIQUIDATION_INTENSITY", [flow(27_000, { 26000: 5 })]);
    expect(others).toEqual([]);
    expect(episode).toMatchObject({
      ...{ start: 25_999, onset: 26_000, known: 26_001, trough: 26_000, end: 26_012, recovery: 26_012 },
      ...{ startBadness: 0, troughBadness: 5, rank: 1 },
    });
  });

  test("behavior: before 90 days nothing is normal", () => {
    expect(episodesOf("LIQUIDATION_INTENSITY", [flow(25_000, { 20000: 5 })])).toEqual([]);
  });

  test("behavior: ten times the median of 30 days must be exceeded", () => {
    // One a bucket are 12 an hour, so 120 is the threshold: 109 in one bucket make 11 + 109 = 120, 110 make 121.
    const steady = (most: number) => Array.from({ length: 27_000 }, (_, i) => (i === 26_500 ? most : 1));
    expect(episodesOf("LIQUIDATION_INTENSITY", [steady(109)])).toEqual([]);
    expect(episodesOf("LIQUIDATION_INTENSITY", [steady(110)])[0]).toMatchObject({
      onset: 26_500,
      end: 26_512,
    });
  });
});

describe("bad debt", () => {
  test("default: more than 0.01 % of debt in a day", () => {
    // 30 of 200,000 against 20, in the day's sum from 500 to 787. Open: 30 until 600, then 2, which is below 10 % of 30.
    const columns = [
      flow(1500, { 500: 30 }),
      level(1500, { 0: 200_000 }),
      flow(1500, {}),
      level(1500, { 0: 0, 500: 30, 600: 2 }),
    ];
    expect(episodesOf("BAD_DEBT", columns)[0]).toMatchObject({
      ...{ start: 499, onset: 500, known: 501, trough: 500, end: 788, recovery: 600 },
      conditions: ["BAD_DEBT_CREATED"],
    });
  });

  test("behavior: a single draw is stress for an hour, whatever its size, and where debt is not known", () => {
    const nothing = flow(800, {});
    const columns = [nothing, nothing.map(() => Number.NaN), flow(800, { 50: 1 }), nothing];
    expect(episodesOf("BAD_DEBT", columns)[0]).toMatchObject({
      ...{ onset: 50, known: 51, end: 62, conditions: ["LOSS_EVENT"] },
    });
  });
});

describe("a run", () => {
  const unknown = level(1500, {});

  test("default: 5.5 % of claims in a day", () => {
    // 30 in bucket 300 and 25 in 310 are 55 of 1000 in 310 to 587; 25 are below 80 % of 5 % of 970 in 588.
    const claims = level(1500, { 0: 1000, 300: 970, 310: 945 });
    const out = flow(1500, { 300: 30, 310: 25 });
    expect(episodesOf("RUN", [out, claims, unknown])[0]).toMatchObject({
      ...{ start: 299, onset: 310, known: 311, trough: 310, end: 588, recovery: null },
      ...{ startBadness: -1000, troughBadness: -945, conditions: ["NET_OUTFLOW"] },
    });
  });

  test("behavior: what comes in counts against what goes out", () => {
    const claims = level(1500, { 0: 1000, 300: 970, 305: 990, 310: 965 });
    expect(episodesOf("RUN", [flow(1500, { 300: 30, 305: -20, 310: 25 }), claims, unknown])).toEqual([]);
  });

  test("behavior: utilisation of 99 % for half an hour", () => {
    const used = level(1500, { 0: 0.5, 400: 0.99, 406: 0.5 });
    const [episode] = episodesOf("RUN", [flow(1500, {}), level(1500, { 0: 1000 }), used]);
    expect(episode).toMatchObject({ onset: 400, known: 405, end: 406, conditions: ["UTILISATION"] });
  });
});

describe("levels", () => {
  test("default: a price older than two heartbeats, a freeze, the stress index", () => {
    const old = level(900, { 0: 0.4, 100: 2, 101: 2.1, 103: 1.7, 104: 1.5 });
    // Exactly 2 is not above; 1.7 is above 80 % of 2.
    expect(episodesOf("ORACLE", [old])[0]).toMatchObject({ start: 99, onset: 101, trough: 101, end: 104 });
    const frozen = level(900, { 0: 0, 100: 1, 110: 0 });
    expect(episodesOf("COLLATERAL_IMPAIRMENT", [frozen])[0]).toMatchObject({
      onset: 100,
      end: 110,
      recovery: 110,
    });
    const index = level(900, { 0: 0.2, 100: 0.95, 105: 0.75, 107: 0.7 });
    expect(episodesOf("COMPOSITE", [index])[0]).toMatchObject({ onset: 100, end: 107 });
  });
});

describe("two spells", () => {
  // Stress in buckets 1000 and 1001, and in 1500 and 1501: 498 quiet buckets between them.
  const spells = { 0: 1, 1000: 3, 1002: 1, 1500: 4, 1502: 1 };

  test("default: are two episodes where the second one's start is more than a day after the first one's end", () => {
    const [first, second] = episodesOf("ORACLE", [level(2500, spells)]);
    expect(first).toMatchObject({ start: 999, onset: 1000, end: 1002, recovery: 1002, isOvertaken: false });
    expect(second).toMatchObject({ start: 1499, onset: 1500, trough: 1500, end: 1502 });
  });

  test("behavior: are one episode where the second one's start is less than a day after the first one's end", () => {
    // The last best value of the 72 hours before 1500 is in bucket 1100, 98 buckets after 1002.
    const series = level(2500, { ...spells, 1100: 0.5, 1101: 1 });
    expect(episodesOf("ORACLE", [series])).toMatchObject([
      { start: 999, onset: 1000, trough: 1500, end: 1502, recovery: 1502 },
    ]);
  });

  test("behavior: the first one is overtaken when it has not recovered, and can recover later", () => {
    // From 1002 on the age is 1.5: more than 10 % of the rise from 1 to 3 is missing, until 2600. The second one rises from 1.5.
    const series = level(4000, { 0: 1, 1000: 3, 1002: 1.5, 2000: 4, 2002: 1.5, 2600: 1 });
    const [first, second] = episodesOf("ORACLE", [series]);
    expect(first).toMatchObject({ end: 1002, recovery: 2600, isOvertaken: true });
    expect(second).toMatchObject({ start: 1999, recovery: 2002, isOvertaken: false });
    const [early] = episodesOf("ORACLE", [series.slice(0, 2300)]);
    expect(early).toMatchObject({ recovery: null, isOvertaken: true });
  });

  test("behavior: are one episode where the first one's start is still the best value of the 72 hours before the second", () => {
    const series = level(2500, { 0: 1, 1000: 3, 1002: 1.5, 1500: 4, 1502: 1.5 });
    expect(episodesOf("ORACLE", [series])).toMatchObject([
      { start: 999, trough: 1500, end: 1502, recovery: null },
    ]);
  });
});
