import { readdirSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../../devnet/stack/anvil.ts";
import { callRpc } from "../../devnet/stack/json-rpc.ts";
import { freePort, isPortFree } from "../../devnet/stack/ports.ts";
import { subgraphHash } from "../../devnet/stack/subgraph-build.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { buildTinySubgraph } from "../support/tiny-subgraph.ts";
import { alive, UpRun } from "../support/up-run.ts";

const ROOT = resolve(import.meta.dirname, "../..");

let dir: TempDir;
let port: number;
let chain: Anvil;
let run: UpRun;

/**
 * `history` is a network like any other: chain id 31337, contracts that start at block 1. A tiny subgraph stands
 * where the build of the real one would be kept, because compiling that takes longer than all these tests.
 */
beforeAll(async () => {
  dir = makeTempDir("up-stack");
  port = await freePort();
  chain = await startAnvil({ folder: join(dir.path, "chain"), env: process.env });
  await callRpc(chain.rpcUrl, "anvil_mine", ["0x14"]);
  const hash = subgraphHash(loadNetwork(join(ROOT, "subgraph", "networks", "history.json")), ROOT);
  const manifest = await buildTinySubgraph(join(dir.path, "data", "subgraph", "tiny"), "history");
  renameSync(dirname(manifest), join(dir.path, "data", "subgraph", hash));
  run = start();
});

afterAll(async () => {
  await run?.end();
  await chain?.child.stop();
  dir.remove();
});

function start(): UpRun {
  const source = ["--network", "history", "--rpc", chain.rpcUrl];
  return new UpRun(join(dir.path, "data"), [...source, "--port", String(port)]);
}

describe("seawall up --network", () => {
  test("default: SIGINT stops everything that was started, and nothing else", async () => {
    await run.says("Ready after");
    const pids = run.pids();
    expect(alive(pids).sort()).toEqual(["PostgreSQL", "The API", "graph-node"]);
    run.signal("SIGINT");
    expect(await run.exited).toBe(0);
    expect(alive(pids)).toEqual([]);
    expect(await isPortFree(port)).toBe(true);
    expect(readdirSync(join(dir.path, "data", "run"))).toEqual([]);
    expect(chain.child.how).toBeNull();
  });

  test.each(["PostgreSQL", "graph-node", "The API"])(
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

  test("behavior: after SIGKILL the next start stops what was left", async () => {
    run = start();
    await run.says("Ready after");
    const pids = run.pids();
    run.signal("SIGKILL");
    await run.exited;
    expect(alive(pids)).not.toEqual([]);
    run = start();
    await run.says("Ready after");
    expect(run.output).toContain("stopped what a killed run left: ");
    expect(alive(pids)).toEqual([]);
    await run.end();
  });

  test("behavior: SIGTERM while starting leaves nothing", async () => {
    run = start();
    await run.says("starting graph-node");
    const pids = run.pids();
    run.signal("SIGTERM");
    expect(await run.exited).toBe(0);
    expect(alive(pids)).toEqual([]);
    expect(readdirSync(join(dir.path, "data", "run"))).toEqual([]);
  });
});
