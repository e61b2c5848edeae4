import { describe, expect, test } from "vitest";
import { parseReconcileArgs } from "../../../devnet/cli/reconcile-args.ts";
import { UsageError } from "../../../devnet/stack/errors.ts";

const parse = (...args: string[]) => parseReconcileArgs(args, "/work dir");
const HASH = `0x${"Ab".repeat(32)}`;

describe("parseReconcileArgs", () => {
  test("default: the last block of what runs on .seawall", () => {
    expect(parse()).toEqual({
      rpc: null,
      api: null,
      subgraph: null,
      network: null,
      blocks: { kind: "last" },
      protocol: null,
      positions: 100,
      out: null,
      dataDir: "/work dir/.seawall",
    });
  });

  test.each([
    [["--block", "7"], { kind: "number", number: 7n }],
    [["--block", HASH], { kind: "hash", hash: HASH.toLowerCase() }],
    [["--from", "3", "--to", "9"], { kind: "range", from: 3n, to: 9n, every: 1n }],
    [["--every", "100"], { kind: "range", from: null, to: null, every: 100n }],
  ])("behavior: %j", (args, blocks) => {
    expect(parse(...args)?.blocks).toEqual(blocks);
  });

  test("behavior: --help gives null, --out is taken from the working folder", () => {
    expect(parse("--help")).toBeNull();
    expect(parse("--out", "results")?.out).toBe("/work dir/results");
  });

  test.each([
    ["--block", "latest"],
    ["--block", "0x12"],
    ["--block", "1", "--every", "2"],
    ["--from", "9", "--to", "3"],
    ["--every", "0"],
    ["--positions", "-1"],
    ["--positions", "10001"],
    ["--rpc", "localhost:8545"],
    ["--api", "http://a", "--subgraph", "http://b"],
    ["--colour", "red"],
  ])("error: UsageError for %s %s", (...args) => {
    expect(() => parse(...args)).toThrow(UsageError);
  });
});
