import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { formatChecks } from "../../devnet/cli/doctor.ts";
import { machineChecks, nodeCheck } from "../../devnet/cli/machine-checks.ts";
import { freePort } from "../../devnet/stack/ports.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

let dir: TempDir;

beforeEach(() => {
  dir = makeTempDir("doctor");
});

afterEach(() => dir.remove());

describe("machineChecks", () => {
  test("default: this machine has everything", async () => {
    const checks = await machineChecks({ port: await freePort(), dataDir: join(dir.path, "new"), env: {} });
    expect(checks.filter(({ isFine }) => !isFine)).toEqual([]);
  });

  test("behavior: says what is missing and how to get it", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const file = join(dir.path, "file");
    writeFileSync(file, "");
    const env = { GND_BIN: "/none", POSTGRES_URL: "postgresql://127.0.0.1:1/none" };
    const checks = await machineChecks({ port, dataDir: join(file, "data"), env });
    server.close();
    const missing = checks.filter(({ isFine }) => !isFine).map(({ name }) => name);
    expect(missing).toEqual(["graph-node (gnd)", "PostgreSQL", "port of the API", "data folder"]);
    expect(formatChecks(checks).join("\n")).toContain('graph-node (gnd): Run "npm ci", or set GND_BIN');
  });
});

describe("nodeCheck", () => {
  test.each([
    ["18.20.0", false],
    ["20.18.3", false],
    ["20.19.0", true],
    ["22.0.0", true],
  ])("default: %s is fine: %s", (version, isFine) => {
    expect(nodeCheck(version).isFine).toBe(isFine);
  });
});

describe("formatChecks", () => {
  test("default: a table, and nothing to mend", () => {
    const checks = [{ name: "Node.js", isFine: true, found: "20.19.0", advice: "" }];
    expect(formatChecks(checks)).toEqual([
      "  ok       Node.js  20.19.0",
      "",
      "Everything is there. Start with: npm start",
    ]);
  });
});
