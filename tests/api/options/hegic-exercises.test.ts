import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { parseDecimal } from "../../../api/domain/decimal-string.ts";
import { type Rational, scaled } from "../../../api/domain/rational.ts";
import {
  type AnalysedEnd,
  type AnalysedSeries,
  type ExerciseAnalytics,
  exerciseAnalytics,
} from "../../../api/options/exercise-analytics.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";

const FOLDER = sharedPath("data");
const TYPES: Readonly<Record<string, string>> = { "1": "PUT", "2": "CALL" };
const MARKETS = [
  ["ETH", "eth_options", "eth_hourly.csv"],
  ["WBTC", "btc_options", "btc_hourly.csv"],
] as const;
const DECIMALS: Readonly<Record<string, number>> = { ETH: 18, WBTC: 8 };

interface Option {
  readonly symbol: string;
  readonly amount: number;
  readonly price: number;
  readonly expiration: Date;
  readonly exercise_timestamp: Date | null;
}

/** Closes of the hours of one coin by the second at which they ended. */
function readCloses(name: string): {
  readonly ends: readonly number[];
  readonly closes: readonly Rational[];
} {
  const [, ...lines] = readFileSync(join(FOLDER as string, "prices-hourly", name), "utf8")
    .trim()
    .split("\n");
  const hours = lines
    .map((line) => line.split(","))
    .map((cells) => ({ end: Number(cells[0]) + 3600, close: cells[6] ?? "" }))
    .sort((one, other) => one.end - other.end);
  return {
    ends: hours.map(({ end }) => end),
    closes: hours.map(({ close }) => {
      const { raw, decimals } = parseDecimal(close);
      return scaled(raw, decimals);
    }),
  };
}

type Hours = ReturnType<typeof readCloses>;

/** The series and the end of one option; its terms where they are recorded. */
function factsOf(
  option: Option,
  id: string,
  terms: readonly string[] | undefined,
  { ends, closes }: Hours,
): { readonly series: AnalysedSeries; readonly end: AnalysedEnd } {
  const [, , strike, amount, , , , type] = terms ?? [];
  const { symbol, expiration, exercise_timestamp: exercised } = option;
  const time = (exercised ?? expiration).getTime() / 1000;
  return {
    series: {
      ...{ id, backstop: symbol, market: symbol, underlying: symbol, style: "AMERICAN", strikeDecimals: 8 },
      type: type === undefined ? null : (TYPES[type] ?? null),
      strike: BigInt(strike ?? Math.round(option.price * 1e8)),
      expiry: BigInt(expiration.getTime() / 1000),
    },
    end: {
      ...{
        series: id,
        kind: exercised === null ? "EXPIRY" : "EXERCISE",
        side: "SHORT",
        timestamp: BigInt(time),
      },
      size: amount === undefined ? null : BigInt(amount),
      ...{ payoffAsset: symbol, owed: null, settled: 0n, shortfall: null },
      price: closes[ends.findLastIndex((end) => end <= time)] ?? null,
    },
  };
}

async function analyse(): Promise<ExerciseAnalytics[]> {
  const folder = join(FOLDER as string, "hegic-v888");
  const file = await asyncBufferFromFile(join(folder, "df_full.parquet"));
  const options = (await parquetReadObjects({ file })) as unknown as Option[];
  const [, ...lines] = readFileSync(join(folder, "current_options.csv"), "utf8").trim().split("\n");
  const terms = lines.map((line) => line.trim().split(","));
  const facts = MARKETS.flatMap(([symbol, market, name]) => {
    const known = terms.filter((cells) => cells.at(-1) === market);
    const hours = readCloses(name);
    return options
      .filter((option) => option.symbol === symbol)
      .map((option, index) => factsOf(option, `${symbol}-${index}`, known[index], hours));
  });
  return exerciseAnalytics(
    facts.map(({ series }) => series),
    facts.map(({ end }) => end),
    (asset) => DECIMALS[asset] ?? null,
  );
}

/**
 * Counted from the same files by a script in Python with fractions: last hourly close at or before the end of an option; the terms of current_options.csv belong
 * to the first options of each coin, in order. An hour is coarse: some exercises look as if they were out of the money.
 */
const COUNTED = {
  "ETH/PUT": {
    exercises: 14,
    expiries: 99,
    irrational: 3,
    mean: -0.005438553656556464,
    unused: [18, 1103.189656632],
  },
  "ETH/CALL": {
    exercises: 114,
    expiries: 95,
    irrational: 1,
    mean: 0.13125239458202373,
    unused: [27, 10392.787442048013],
  },
  "WBTC/PUT": { exercises: 5, expiries: 29, irrational: 0, mean: 0.022179353734262396, unused: [3, 278.146] },
  "WBTC/CALL": {
    exercises: 71,
    expiries: 17,
    irrational: 0,
    mean: 0.12884988020881422,
    unused: [5, 513.1538],
  },
} as const;
const MEDIANS = {
  "ETH/PUT": 0.010036054458375935,
  "ETH/CALL": 0.11300767750665457,
  "WBTC/PUT": 0.014696422000476201,
  "WBTC/CALL": 0.10904004320083172,
} as const;

describe.skipIf(FOLDER === null)(
  `Hegic's exercises of 2020 and 2021${FOLDER === null ? ` (${SHARED_MISSING})` : ""}`,
  () => {
    let groups: ExerciseAnalytics[];

    beforeAll(async () => {
      groups = await analyse();
    }, 60_000);

    // Published: 2,004 of 4,003 (published-numbers.md, item 10); ETH 1,343 of 2,687, WBTC 661 of 1,316.
    test("behavior: every exercise is counted, and every one was early", () => {
      const count = (symbol: string, field: "exercises" | "expiries") =>
        groups.filter(({ market }) => market === symbol).reduce((sum, group) => sum + group[field], 0);
      expect([count("ETH", "exercises"), count("WBTC", "exercises")]).toEqual([1343, 661]);
      expect([count("ETH", "expiries"), count("WBTC", "expiries")]).toEqual([2687 - 1343, 1316 - 661]);
      for (const { earlyRate } of groups) expect(earlyRate.value).toBe("1");
    });

    test("behavior: the longest time left is the recorded one", () => {
      const longest = (symbol: string) =>
        groups
          .filter(({ market }) => market === symbol)
          .map(({ timeLeft }) => timeLeft.longest ?? 0n)
          .reduce((most, next) => (next > most ? next : most), 0n);
      expect([longest("ETH"), longest("WBTC")]).toEqual([2_416_863n, 2_275_854n]);
    });

    test.each(Object.entries(COUNTED))(
      "behavior: moneyness and what was left unused of %s",
      (name, counted) => {
        const group = groups.find(({ market, type }) => `${market}/${type}` === name) as ExerciseAnalytics;
        const { exercises, expiries, irrational, moneyness, unusedCount, unused } = group;
        expect({ exercises, expiries, irrational }).toEqual({
          exercises: counted.exercises,
          expiries: counted.expiries,
          irrational: counted.irrational,
        });
        expect(moneyness).toMatchObject({ count: counted.exercises, untold: 0 });
        expect(Number(moneyness.mean)).toBeCloseTo(counted.mean, 14);
        expect(Number(moneyness.median)).toBeCloseTo(MEDIANS[name as keyof typeof MEDIANS], 14);
        expect(unusedCount).toBe(counted.unused[0]);
        const { numerator, denominator } = unused.amount as Rational;
        expect(Number((numerator * 10n ** 12n) / denominator) / 1e12).toBeCloseTo(counted.unused[1], 8);
      },
    );

    test("behavior: options whose type is not recorded have no moneyness", () => {
      const untyped = groups.filter(({ type }) => type === null);
      expect(untyped.map(({ moneyness: { count, untold } }) => [count, untold])).toEqual([
        [0, 1343 - 14 - 114],
        [0, 661 - 5 - 71],
      ]);
      for (const { unused, shortfall } of untyped) {
        expect(unused).toMatchObject({ amount: null, status: "NO_DATA" });
        expect(shortfall[0]).toMatchObject({ raw: null, status: "NO_DATA" });
      }
    });
  },
);
