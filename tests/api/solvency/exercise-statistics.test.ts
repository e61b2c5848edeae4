import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import type { OptionExercise, OptionSeries, OptionTrade } from "../../../api/domain/entities/option.ts";
import { exerciseStatistics } from "../../../api/solvency/exercise-statistics.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";

const DECIMALS = new Map([
  ["eth", 18],
  ["wbtc", 8],
]);

const decimalsOf = (asset: string) => DECIMALS.get(asset) ?? null;
const FACT = {
  network: "n",
  ordinal: 1n,
  blockNumber: 1n,
  blockHash: "0x",
  timestamp: 1n,
  transactionHash: "0x",
  logIndex: 0,
  protocol: "p",
};

function series(id: string, fields: Partial<OptionSeries>): OptionSeries {
  return {
    network: "n",
    id,
    createdOrdinal: 1n,
    protocol: "p",
    market: "ETH",
    backstop: "b",
    contract: "0x",
    number: null,
    type: "PUT",
    style: "AMERICAN",
    settlement: "CASH",
    underlying: "eth",
    strike: 20_000_000_000n,
    strikeDecimals: 8,
    expiry: null,
    size: 10n ** 18n,
    open: null,
    premium: 0n,
    premiumAsset: null,
    owed: null,
    settled: 0n,
    payoffAsset: null,
    exerciseCount: 0n,
    isEnded: false,
    updatedOrdinal: 1n,
    ...fields,
  };
}

function trade(of: string, premium: bigint): OptionTrade {
  return {
    ...FACT,
    id: `t${of}`,
    series: of,
    position: of,
    account: "0x",
    action: "OPEN",
    side: "SHORT",
    size: 10n ** 18n,
    premiumAsset: "eth",
    premium,
    fee: 0n,
    impliedVolatility: null,
  };
}

function exercise(of: string, fields: Partial<OptionExercise>): OptionExercise {
  return {
    ...FACT,
    id: `e${of}`,
    series: of,
    position: of,
    account: "0x",
    kind: "EXERCISE",
    side: "SHORT",
    size: 10n ** 18n,
    payoffAsset: "eth",
    owed: 5n,
    settled: 3n,
    shortfall: 2n,
    priceAtExercise: null,
    ...fields,
  };
}

type RecordedOption = {
  readonly symbol: string;
  readonly amount: number;
  readonly price: number;
  readonly exercise_timestamp: Date | null;
};

describe("exerciseStatistics", () => {
  // By hand: 1 × 200 + 1 × 200 quote; one of two exercised, owed 5, paid 3.
  test("default", () => {
    const [group, ...others] = exerciseStatistics(
      {
        series: [series("1", {}), series("2", {})],
        trades: [trade("1", 7n), trade("2", 8n), trade("other", 100n)],
        exercises: [
          exercise("1", {}),
          exercise("2", { kind: "EXPIRY", owed: 0n, settled: 0n, shortfall: 0n }),
        ],
      },
      decimalsOf,
    );
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      seriesCount: 2,
      tradeCount: 2,
      exerciseCount: 1,
      exercisedSeriesCount: 1,
      expiredSeriesCount: 1,
      exerciseRate: { value: "0.5" },
      sizeExerciseRate: { value: "0.5" },
      notional: { value: "400", exact: "400", status: "OK" },
      premium: [{ raw: 15n, asset: "eth" }],
      owed: [{ raw: 5n }],
      settled: [{ raw: 3n }],
      shortfall: [{ raw: 2n }],
    });
  });

  test("behavior: unknown strike, size or payoff is left out and said", () => {
    const [group] = exerciseStatistics(
      {
        series: [series("1", {}), series("2", { strike: null }), series("3", { size: null })],
        trades: [],
        exercises: [exercise("1", { owed: null, shortfall: null })],
      },
      decimalsOf,
    );
    expect(group?.notional).toMatchObject({ value: "200", status: "PARTIAL_COVERAGE" });
    expect(group?.completeness).toEqual({ required: 3, present: 1 });
    expect(group?.shortfall).toMatchObject([{ raw: null, status: "NO_DATA" }]);
  });

  test("behavior: strikes of different scales add up exactly", () => {
    const [group] = exerciseStatistics(
      {
        series: [series("1", {}), series("2", { strike: 2n, strikeDecimals: 0 })],
        trades: [],
        exercises: [],
      },
      decimalsOf,
    );
    expect(group?.notional).toMatchObject({ value: "202", exact: "202" });
  });

  // ournetwork.xyz ON-057 and an independent count of the same rows: 93.88 M + 96.64 M USD, 2,004 of 4,003 exercised.
  const file = sharedPath("data", "hegic-v888", "df_full.parquet");
  test.skipIf(file === null)(
    `behavior: the recorded Hegic options${file === null ? ` (${SHARED_MISSING})` : ""}`,
    async () => {
      const rows = (await parquetReadObjects({
        file: await asyncBufferFromFile(file ?? ""),
      })) as RecordedOption[];
      const isEth = (row: RecordedOption) => row.symbol === "ETH";
      const all = rows.map((row, index) => {
        const eth = isEth(row);
        return series(String(index), {
          market: eth ? "ETH" : "WBTC",
          underlying: eth ? "eth" : "wbtc",
          size: BigInt(Math.round(Number(row.amount) * 1e8)) * (eth ? 10n ** 10n : 1n),
          strike: BigInt(Math.round(Number(row.price) * 1e8)),
        });
      });
      const exercises = rows.flatMap((row, index) =>
        row.exercise_timestamp === null ? [] : [exercise(String(index), {})],
      );
      const groups = exerciseStatistics({ series: all, trades: [], exercises }, decimalsOf);
      expect(groups.reduce((sum, group) => sum + group.seriesCount, 0)).toBe(4003);
      expect(groups.reduce((sum, group) => sum + group.exercisedSeriesCount, 0)).toBe(2004);
      const millions = groups.map(({ market, notional }) => [
        market,
        (Number(notional.value) / 1e6).toFixed(2),
      ]);
      expect(Object.fromEntries(millions)).toEqual({ ETH: "93.88", WBTC: "96.64" });
    },
  );
});
