import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../../devnet/stack/anvil.ts";
import { freePort } from "../../devnet/stack/ports.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { UpRun } from "../support/up-run.ts";

let dir: TempDir;
let subgraph: Server;
let subgraphUrl: string;
const keys: (string | undefined)[] = [];
const runs: UpRun[] = [];

beforeAll(async () => {
  dir = makeTempDir("up-errors");
  subgraph = createServer((request, response) => {
    keys.push(request.headers.authorization);
    const isKnown = request.url === "/known";
    response.writeHead(isKnown ? 200 : 401);
    response.end(JSON.stringify({ data: { _meta: { block: { number: 7 } } } }));
  }).listen(0, "127.0.0.1");
  await once(subgraph, "listening");
  subgraphUrl = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await Promise.all(runs.map((run) => run.end()));
  subgraph.close();
  dir.remove();
});

async function up(name: string, args: string[], env: Record<string, string> = {}): Promise<UpRun> {
  const port = args.includes("--port") ? [] : ["--port", String(await freePort())];
  const run = new UpRun(join(dir.path, name), [...args, ...port], env);
  runs.push(run);
  return run;
}

/** Runs to the end and expects a failure with one message. */
async function failure(name: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const run = await up(name, args, env);
  expect(await run.exited).toBe(1);
  expect(run.output).not.toMatch(/^\s+at /m);
  return run.output;
}

describe("seawall up", () => {
  test("error: busy port", async () => {
    const { port } = subgraph.address() as AddressInfo;
    const output = await failure("busy", ["--port", String(port), "--subgraph", `${subgraphUrl}/known`]);
    expect(output).toContain(`Port ${port} is in use by another program.`);
  });

  test("error: folder that cannot be written", async () => {
    writeFileSync(join(dir.path, "file"), "");
    const output = await failure("file/data", []);
    expect(output).toContain(`The data folder "${join(dir.path, "file/data")}" cannot be written`);
  });

  test("error: wrong RPC URL", async () => {
    const output = await failure("rpc", ["--network", "mainnet", "--rpc", "http://127.0.0.1:1"]);
    expect(output).toContain('No Ethereum JSON-RPC answer from "http://127.0.0.1:1"');
  });

  test("error: something else than JSON-RPC behind the RPC URL", async () => {
    const output = await failure("not-rpc", ["--network", "mainnet", "--rpc", `${subgraphUrl}/known`]);
    expect(output).toContain("the answer is not JSON-RPC");
  });

  test("error: unknown network", async () => {
    const output = await failure("network", ["--network", "nowhere", "--rpc", subgraphUrl]);
    expect(output).toMatch(/There is no network "nowhere"\. Choose one of .*history, mainnet/);
  });

  test("error: missing history", async () => {
    const output = await failure("history", ["--history", "/nonexistent"]);
    expect(output).toContain('There is no history folder "/nonexistent".');
  });

  test("error: missing part", async () => {
    const output = await failure("part", [], { ANVIL_BIN: "/none" });
    expect(output).toContain('The local chain (anvil) is missing: ANVIL_BIN is "/none"');
  });

  test("error: PostgreSQL of one's own that does not answer", async () => {
    const output = await failure("postgres", [], { POSTGRES_URL: "postgresql://127.0.0.1:1/none" });
    expect(output).toContain("The PostgreSQL of POSTGRES_URL does not answer");
  });

  test("error: subgraph that refuses", async () => {
    const output = await failure("refused", ["--subgraph", `${subgraphUrl}/other`]);
    expect(output).toContain(`No subgraph answers at "${subgraphUrl}/other" (HTTP 401).`);
  });
});

describe("seawall up --network", () => {
  let chain: Anvil;

  beforeAll(async () => {
    chain = await startAnvil({ folder: join(dir.path, "chain"), env: process.env, chainId: 5 });
  });

  afterAll(() => chain.child.stop());

  test("error: chain id of another network", async () => {
    const output = await failure("chain-id", ["--network", "mainnet", "--rpc", chain.rpcUrl]);
    expect(output).toContain('The network "mainnet" has chain id 1, but the node behind --rpc answers 5.');
  });
});

describe("seawall up --subgraph", () => {
  test("default: only the API starts, the key is sent and not printed, a second run is refused", async () => {
    const args = ["--subgraph", `${subgraphUrl}/known`];
    const run = await up("external", args, { SEAWALL_SUBGRAPH_KEY: "secret-key" });
    await run.says("Ready after");
    expect(Object.keys(run.pids())).toEqual(["The API"]);
    expect(keys).toContain("Bearer secret-key");
    expect(run.output).not.toContain("secret-key");
    const second = await failure("external", args);
    expect(second).toContain(`is running on the data folder "${join(dir.path, "external")}"`);
    run.signal("SIGINT");
    expect(await run.exited).toBe(0);
    expect(existsSync(join(dir.path, "external", "run", "lock.json"))).toBe(false);
  });
});
