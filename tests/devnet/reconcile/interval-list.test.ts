import { describe, expect, test } from "vitest";
import type { Finding, Status } from "../../../devnet/reconcile/finding.ts";
import { exitCodeOf, formatResult } from "../../../devnet/reconcile/format-result.ts";
import { IntervalList } from "../../../devnet/reconcile/interval-list.ts";

function finding(ledger: bigint, chain: bigint | null, fields: Partial<Finding> = {}): Finding {
  return {
    id: "0x01",
    protocol: "perp",
    name: "Insurance fund",
    backstop: "0x01",
    market: null,
    account: null,
    asset: "0x02",
    symbol: "USDC",
    quantity: "BALANCE",
    ledger,
    chain,
    residual: chain === null ? null : ledger - chain,
    status: ledger === chain ? "MATCH" : "MISMATCH",
    view: "ERC20.balanceOf(0x01) of 0x02",
    reason: null,
    ...fields,
  };
}

const block = (number: number) => ({ number: BigInt(number), hash: `0x${number}` });
const position = (fields: Partial<Finding> = {}) =>
  finding(1n, 1n, {
    id: "0x03",
    name: "AMM",
    quantity: "POSITION_SIZE",
    symbol: null,
    asset: null,
    ...fields,
  });

function listOf(...findings: Finding[][]): IntervalList {
  const list = new IntervalList();
  for (const [index, some] of findings.entries()) list.add(block(index + 1), some);
  return list;
}

describe("IntervalList", () => {
  test("default: joins blocks while ledger and chain stay the same", () => {
    const list = listOf([finding(1n, 1n)], [finding(1n, 1n)], [finding(2n, 1n)], [finding(2n, 2n)]);
    expect(
      list.all().map(({ first, last, blocks, residual }) => [first.number, last.number, blocks, residual]),
    ).toEqual([
      [1n, 2n, 2, 0n],
      [3n, 3n, 1, 1n],
      [4n, 4n, 1, 0n],
    ]);
    expect(list.counts).toEqual(
      new Map<Status, number>([
        ["MATCH", 3],
        ["MISMATCH", 1],
      ]),
    );
  });

  test("behavior: each quantity of a row has intervals of its own", () => {
    const shares = finding(5n, 5n, { quantity: "SHARES" });
    const list = listOf([finding(1n, 1n), shares], [finding(2n, 2n), shares]);
    expect(list.all().map(({ quantity, blocks }) => [quantity, blocks])).toEqual([
      ["BALANCE", 1],
      ["BALANCE", 1],
      ["SHARES", 2],
    ]);
  });
});

describe("formatResult", () => {
  test("default: the last state of each number, how often it was equal, earlier differences, reasons, sums", () => {
    const deficit = finding(0n, null, {
      id: "0x04",
      quantity: "DEFICIT_OPEN",
      status: "NO_VIEW",
      reason: "no total",
    });
    const found = listOf(
      [finding(1n, 1n), position(), deficit],
      [finding(30n, 20n), position(), deficit],
      [finding(30n, 30n), position(), deficit],
    );
    expect(formatResult({ blocks: 3, found, isComplete: true })).toEqual([
      "protocol  what            number             ledger  chain  residual  status   equal at",
      "perp      Insurance fund  BALANCE USDC           30     30         0  MATCH    2 of 3 blocks",
      "perp      Insurance fund  DEFICIT_OPEN USDC       0      -         -  NO_VIEW  -",
      "perp  1 position, 1 number: all MATCH",
      "",
      "Before that:",
      "protocol  what            number        ledger  chain  residual  status    at blocks",
      "perp      Insurance fund  BALANCE USDC      30     20        10  MISMATCH  2",
      "",
      "What could not be compared, or not wholly:",
      "  NO_VIEW perp DEFICIT_OPEN: no total",
      "",
      "3 blocks, 9 comparisons: 5 MATCH, 3 NO_VIEW, 1 MISMATCH.",
    ]);
  });
});

describe("exitCodeOf", () => {
  const result = (found: IntervalList, isComplete = true) => ({ blocks: 1, found, isComplete });
  const unread = finding(1n, null, { status: "UNREADABLE", id: "0x09" });

  test.each([
    ["all equal", result(listOf([finding(1n, 1n)])), 0],
    ["no view", result(listOf([finding(1n, null, { status: "NO_VIEW" })])), 0],
    ["a declared part", result(listOf([finding(1n, 2n, { status: "PARTIAL" })])), 0],
    ["a difference that is gone at the end", result(listOf([finding(1n, 2n)], [finding(2n, 2n)])), 1],
    ["a difference and something unread", result(listOf([finding(1n, 2n), unread])), 1],
    ["something unread", result(listOf([unread])), 2],
    ["stopped early", result(listOf([finding(1n, 1n)]), false), 2],
  ])("behavior: %s", (_, outcome, code) => {
    expect(exitCodeOf(outcome)).toBe(code);
  });
});
