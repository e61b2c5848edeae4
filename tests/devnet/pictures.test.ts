import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { drawPicture } from "../../devnet/pictures/draw-picture.ts";
import type { FactRow, Facts } from "../../devnet/pictures/ledger-rows.ts";
import { type LineSource, stepsOf } from "../../devnet/pictures/line-source.ts";
import { PLANS } from "../../devnet/pictures/make-pictures.ts";
import type { Picture } from "../../devnet/pictures/picture.ts";
import { niceTicks } from "../../devnet/pictures/ticks.ts";

const DOCS = resolve(import.meta.dirname, "../../docs");
const MECHANISMS = 26;

const NO_FACTS: Facts = {
  fundFlows: [],
  deficitChanges: [],
  liquidations: [],
  positionChanges: [],
  priceObservations: [],
  parameterChanges: [],
  attestations: [],
  deleveragings: [],
  auctionEvents: [],
  statusChanges: [],
};

describe("docs/mechanisms.md", () => {
  test("default: each mechanism has one picture, and the file is there", () => {
    const sections = readFileSync(resolve(DOCS, "mechanisms.md"), "utf8")
      .split(/^## (?=\d+\. )/m)
      .slice(1);
    const shown = sections.map((text) => [...text.matchAll(/\]\((pictures\/mechanisms\/[a-z-]+\.svg)\)/g)]);
    expect(shown.map((pictures) => pictures.length)).toEqual(Array(MECHANISMS).fill(1));
    const files = shown.flat().map(([, file = ""]) => file);
    expect(files.toSorted()).toEqual(PLANS.map(({ name }) => `pictures/mechanisms/${name}.svg`).toSorted());
    for (const file of files) expect(existsSync(resolve(DOCS, file)), file).toBe(true);
  });
});

describe("stepsOf", () => {
  const source: LineSource = {
    kind: "fundFlows",
    where: { contract: "@Fund", cause: ["FEE", "PENALTY"] },
    number: ({ amount }) => (amount == null ? null : BigInt(amount)),
    rule: "SUM",
  };
  const row = (blockNumber: string, amount: string | null, more: FactRow = {}): FactRow => ({
    blockNumber,
    contract: "0xf0",
    cause: "FEE",
    account: "a",
    amount,
    ...more,
  });
  const steps = (rows: readonly FactRow[], more: Partial<LineSource> = {}) =>
    stepsOf({ ...source, ...more }, { ...NO_FACTS, fundFlows: rows }, new Map([["Fund", "0xf0"]]));

  test("default: what is left after each block, of the facts that are meant", () => {
    const others = [row("2", "70", { contract: "0xf1" }), row("2", "80", { cause: "YIELD" }), row("2", null)];
    const rows = [row("1", "5"), ...others, row("2", "6"), row("2", "7", { cause: "PENALTY" })];
    // 5, then 5 + 6 + 7.
    expect(steps(rows)).toEqual([
      { block: 1, value: 5n },
      { block: 2, value: 18n },
    ]);
  });

  test("behavior: the last number, and the sum of the last numbers of each", () => {
    const rows = [row("1", "5"), row("2", "3", { account: "b" }), row("3", "1")];
    expect(steps(rows, { rule: "LAST" }).map(({ value }) => value)).toEqual([5n, 3n, 1n]);
    // 5; 5 + 3; 1 + 3.
    const sums = steps(rows, { rule: "SUM_OF_LAST", key: "account" });
    expect(sums.map(({ value }) => value)).toEqual([5n, 8n, 4n]);
  });
});

describe("niceTicks", () => {
  test.each([
    [0, 1_000, 3, [0, 500, 1_000]],
    [0, 3_000, 3, [0, 1_000, 2_000, 3_000]],
    [-50, 0, 3, [-60, -40, -20, 0]],
    [0, 0, 3, [0, 0.5]],
    [0, 0.00012, 3, [0, 0.00005, 0.0001, 0.00015]],
  ])("behavior: from %d to %d in about %d steps", (low, high, count, ticks) => {
    const found = niceTicks(low, high, count);
    expect(found.map((tick) => Number(tick.toFixed(8)))).toEqual(ticks);
  });
});

describe("drawPicture", () => {
  const picture: Picture = {
    name: "fund",
    title: "Fees < losses",
    panels: [
      {
        title: "balance",
        unit: "USDC",
        decimals: 6,
        lines: [
          { label: "fund", steps: [{ block: 10, value: 1_000_000_000n }], isZeroBefore: true },
          { label: "late", steps: [{ block: 16, value: 500_000_001n }], isZeroBefore: false },
        ],
      },
    ],
  };

  test("default: steps at their blocks and heights", () => {
    // Blocks 8 to 18 lie between x = 66 and x = 704, 63.8 each; 0 to 1,000 USDC between y = 192 and y = 72.
    const svg = drawPicture(picture);
    expect(svg).toContain('<path class="line l0" d="M66 192H193.6V72H704"/>');
    expect(svg).toContain('<path class="line l1" d="M576.4 132H576.4V132H704"/>');
  });

  test("behavior: names axes with units, and states the exact last number", () => {
    const svg = drawPicture(picture);
    for (const text of [
      "balance, USDC",
      "block of the default world",
      "fund: 1000 USDC",
      "late: 500.000001 USDC",
    ])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).toContain("<title>Fees &lt; losses</title>");
  });
});
