import { describe, expect, test } from "vitest";
import { ImportError } from "../../devnet/history/errors.ts";
import { BlockTimes } from "../../devnet/history/importers/block-times.ts";
import { fixedPoint } from "../../devnet/history/importers/fixed-point.ts";
import { pokeTimes } from "../../devnet/history/importers/maker/poke-times.ts";
import { unitsOf } from "../../devnet/history/importers/units-of.ts";

const KNOWN = [
  { block: 100, time: 1000 },
  { block: 110, time: 1155 },
  { block: 111, time: 1156 },
];

describe("BlockTimes", () => {
  test("default: linear between known blocks, rounded down", () => {
    const times = new BlockTimes(KNOWN);
    expect([100, 101, 109, 110, 111].map((block) => times.timeOf(block))).toEqual([
      1000, 1015, 1139, 1155, 1156,
    ]);
  });

  test("behavior: 13 seconds per block after the last known one", () => {
    expect(new BlockTimes(KNOWN).timeOf(113)).toBe(1182);
  });

  test("behavior: times get blocks of their own, known times keep theirs", () => {
    const placed = new BlockTimes(KNOWN).place([1154, 1000, 1153, 1003, 1155, 1154]);
    expect(placed).toEqual([
      { block: 100, time: 1000 },
      { block: 101, time: 1003 },
      { block: 108, time: 1153 },
      { block: 109, time: 1154 },
      { block: 110, time: 1155 },
    ]);
  });

  test("error: ImportError", () => {
    const times = new BlockTimes(KNOWN);
    expect(() => times.timeOf(99)).toThrow(/before the first/);
    expect(() => times.place([999])).toThrow(/before the first/);
    expect(() => new BlockTimes([])).toThrow(ImportError);
    expect(() => new BlockTimes([...KNOWN, { block: 100, time: 1001 }])).toThrow(/do not fit/);
    expect(() => new BlockTimes([...KNOWN, { block: 120, time: 1157 }])).toThrow(/do not fit/);
    expect(() =>
      new BlockTimes([
        { block: 1, time: 0 },
        { block: 2, time: 60 },
      ]).place([5]),
    ).toThrow(/No block is free/);
  });
});

describe("pokeTimes", () => {
  // Pokes 270 blocks apart; one comes half an hour late, one hour is missed. The known block is 20 minutes behind the last.
  test("default", () => {
    const blocks = [0, 270, 540, 945, 1080, 1350, 1890, 2160];
    const hours = pokeTimes(blocks, { block: 2250, time: 100 * 3600 + 1800 }).map(({ time }) =>
      Math.floor(time / 3600),
    );
    expect(hours).toEqual([92, 93, 94, 95, 96, 97, 99, 100]);
  });
});

describe("fixedPoint", () => {
  test("default", () => {
    expect(fixedPoint("6286.611", 45)).toBe(6286611n * 10n ** 42n);
    expect(fixedPoint("0.000000000000000000000000001000000000000000000", 45)).toBe(10n ** 18n);
    expect(fixedPoint("7", 3)).toBe(7000n);
  });

  test.each(["1.0001", "-1", "1e5", "", "NO DEAL"])("error: ImportError for %j", (text) => {
    expect(() => fixedPoint(text, 3)).toThrow(ImportError);
  });
});

describe("unitsOf", () => {
  test("default", () => {
    expect(unitsOf(1e-13, 18, "exact")).toBe(100_000n);
    expect(unitsOf(0.1, 18, "exact")).toBe(10n ** 17n);
    expect(unitsOf(370.4718109734285, 8, "round down")).toBe(37_047_181_097n);
    expect(unitsOf(1.5e21, 2, "exact")).toBe(150n * 10n ** 21n);
  });

  test("error: ImportError", () => {
    expect(() => unitsOf(0.001, 2, "exact")).toThrow(ImportError);
    expect(() => unitsOf(-1, 2, "exact")).toThrow(ImportError);
    expect(() => unitsOf(Number.NaN, 2, "exact")).toThrow(ImportError);
  });
});
