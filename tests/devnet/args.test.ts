import { describe, expect, test } from "vitest";
import { parseUpArgs } from "../../devnet/cli/args.ts";
import { UsageError } from "../../devnet/stack/errors.ts";

const parse = (...args: string[]) => parseUpArgs(args, "/home/me");

describe("parseUpArgs", () => {
  test("default: the local world on port 4000, data in .seawall", () => {
    expect(parse()).toEqual({
      source: { kind: "local" },
      port: 4000,
      dataDir: "/home/me/.seawall",
      isFresh: false,
      postgresPort: undefined,
      graphqlPort: undefined,
      anvilPort: undefined,
    });
  });

  test("behavior: every source", () => {
    expect(parse("--history", "recorded")?.source).toEqual({ kind: "history", dir: "/home/me/recorded" });
    expect(parse("--scenario", "black-thursday")?.source).toEqual({
      kind: "scenario",
      name: "black-thursday",
    });
    expect(parse("--network", "mainnet", "--rpc", "https://rpc.example")?.source).toEqual({
      kind: "network",
      name: "mainnet",
      rpcUrl: "https://rpc.example",
    });
    expect(parse("--subgraph", "https://graph.example")?.source).toEqual({
      kind: "subgraph",
      name: "mainnet",
      url: "https://graph.example",
    });
  });

  test("behavior: ports, folder and freshness", () => {
    const options = parse("--port", "1", "--anvil-port=65535", "--data", "/data", "--fresh");
    expect(options).toMatchObject({ port: 1, anvilPort: 65_535, dataDir: "/data", isFresh: true });
  });

  test("behavior: help", () => {
    expect(parse("--help")).toBeNull();
  });

  test.each([
    [["--prot", "4001"], "Unknown option '--prot'"],
    [["--port"], "Option '--port <value>' argument missing"],
    [["extra"], "Unexpected argument 'extra'"],
    [["--port", "0"], '--port expects a port number from 1 to 65535, got "0"'],
    [["--port", "4e3"], '--port expects a port number from 1 to 65535, got "4e3"'],
    [["--rpc", "https://rpc.example"], "--network NAME and --rpc URL go together"],
    [["--network", "mainnet"], "--network NAME and --rpc URL go together"],
    [["--network", "mainnet", "--rpc", "mainnet"], '--rpc expects an http or https URL, got "mainnet"'],
    [["--history", "a", "--subgraph", "https://graph.example"], "--history, --rpc and --subgraph exclude"],
    [
      ["--scenario", "black-thursday", "--history", "a"],
      "--scenario, --history, --rpc and --subgraph exclude",
    ],
    [["--scenario", "crash"], 'There is no scenario "crash". Choose one of black-thursday'],
  ])("error: UsageError with the usage for %j", (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
    expect(() => parse(...args)).toThrow("Usage: seawall up [flags]");
  });
});
