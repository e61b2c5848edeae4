import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig } from "../../api/config.ts";

describe("parseConfig", () => {
  test("default", () => {
    const config = parseConfig({
      SEAWALL_SUBGRAPHS:
        "mainnet=http://127.0.0.1:8000/subgraphs/name/seawall, gnosis=https://host/q?key=a=b",
    });
    expect({ ...config, subgraphs: [...config.subgraphs] }).toEqual({
      port: 4000,
      host: "127.0.0.1",
      storePath: ".seawall/api.duckdb",
      storeMemoryMb: 128,
      subgraphs: [
        ["mainnet", "http://127.0.0.1:8000/subgraphs/name/seawall"],
        ["gnosis", "https://host/q?key=a=b"],
      ],
      subgraphKey: null,
      logLevel: "info",
      servesTallies: false,
      jobs: { threads: Math.max(1, availableParallelism() - 1), memoryMb: 512, worker: null },
      pollMs: 750,
      maxHeadAgeS: 900,
    });
  });

  test("error: ConfigError lists every problem and no secret", () => {
    const env = {
      SEAWALL_PORT: "70000",
      SEAWALL_SUBGRAPHS: "mainnet=ftp://secret-host/key, mainnet",
      SEAWALL_SUBGRAPH_KEY: "secret-key",
      SEAWALL_LOG_LEVEL: "loud",
      SEAWALL_POLL_MS: "1",
    };
    const attempt = () => parseConfig(env);
    expect(attempt).toThrow(ConfigError);
    for (const name of ["SEAWALL_PORT", "SEAWALL_SUBGRAPHS", "SEAWALL_LOG_LEVEL", "SEAWALL_POLL_MS"]) {
      expect(attempt).toThrow(name);
    }
    expect(attempt).not.toThrow(/secret/);
  });

  test("error: ConfigError for a network named twice, and for none", () => {
    expect(() => parseConfig({ SEAWALL_SUBGRAPHS: "a=http://x,a=http://y" })).toThrow(/named twice/);
    expect(() => parseConfig({ SEAWALL_SUBGRAPHS: "" })).toThrow(/SEAWALL_SUBGRAPHS/);
  });
});
