import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, isPortFree } from "../../devnet/stack/ports.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { alive, UpRun } from "../support/up-run.ts";

let dir: TempDir;
let port: number;
let run: UpRun;

/** The first start builds the subgraph and plays the local world; the tests below resume from it. */
beforeAll(async () => {
  dir = makeTempDir("up-stack");
  port = await freePort();
  run = start();
  await run.says("Ready after");
});

afterAll(async () => {
  await run.end();
  dir.remove();
});

function start(): UpRun {
  return new UpRun(join(dir.path, "data"), ["--port", String(port)]);
}

const PARTS = ["PostgreSQL", "The API", "The local chain (anvil)", "graph-node"];

describe("seawall up", () => {
  test("behavior: SIGINT stops everything", async () => {
    const pids = run.pids();
    expect(alive(pids).sort()).toEqual(PARTS);
    run.signal("SIGINT");
    expect(await run.exited).toBe(0);
    expect(alive(pids)).toEqual([]);
    expect(await isPortFree(port)).toBe(true);
    expect(readdirSync(join(dir.path, "data", "run"))).toEqual([]);
  });

  test.each(["PostgreSQL", "graph-node"])(
    "behavior: the death of a part (%s) stops the others, with the reason",
    async (part) => {
      run = start();
      await run.says("Ready after");
      const pids = run.pids();
      process.kill(pids[part] ?? 0, "SIGKILL");
      expect(await run.exited).toBe(1);
      expect(run.output).toContain(`${part} stopped unexpectedly (signal SIGKILL). Its log is "${dir.path}`);
      expect(alive(pids)).toEqual([]);
    },
  );

  test("behavior: after SIGKILL the next start stops what was left, and resumes", async () => {
    run = start();
    await run.says("Ready after");
    const pids = run.pids();
    run.signal("SIGKILL");
    await run.exited;
    expect(alive(pids)).not.toEqual([]);
    run = start();
    await run.says("Ready after");
    expect(run.output).toContain("stopped what a killed run left: ");
    expect(run.output).not.toContain("local world");
    expect(alive(pids)).toEqual([]);
  });

  test("behavior: SIGTERM while starting leaves nothing", async () => {
    await run.end();
    run = start();
    await run.says("starting graph-node");
    const pids = run.pids();
    run.signal("SIGTERM");
    expect(await run.exited).toBe(0);
    expect(alive(pids)).toEqual([]);
    expect(existsSync(join(dir.path, "data", "run", "processes.json"))).toBe(false);
  });
});
