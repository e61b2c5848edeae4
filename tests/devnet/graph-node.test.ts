import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../../devnet/stack/anvil.ts";
import { type GraphNode, startGraphNode } from "../../devnet/stack/graph-node.ts";
import { eventsIndexed, indexingStatus } from "../../devnet/stack/health.ts";
import { type IpfsStub, startIpfsStub } from "../../devnet/stack/ipfs-stub.ts";
import { callRpc } from "../../devnet/stack/json-rpc.ts";
import { type Postgres, startPostgres } from "../../devnet/stack/postgres.ts";
import { ping } from "../support/ping.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { buildTinySubgraph, PINGER, PINGER_CODE } from "../support/tiny-subgraph.ts";

let dir: TempDir;
let chain: Anvil;
let postgres: Postgres;
let ipfs: IpfsStub;
let manifest: string;
let node: GraphNode;

beforeAll(async () => {
  dir = makeTempDir("graph-node");
  const folder = (name: string) => join(dir.path, name);
  [chain, postgres, ipfs, manifest] = await Promise.all([
    startAnvil({ folder: folder("anvil"), env: process.env }),
    startPostgres({ folder: folder("postgres"), env: process.env }),
    startIpfsStub(),
    buildTinySubgraph(folder("subgraph"), "tiny"),
  ]);
  await callRpc(chain.rpcUrl, "anvil_setCode", [PINGER, PINGER_CODE]);
});

afterAll(async () => {
  await node?.stop();
  await Promise.all([chain?.child.stop(), postgres?.stop(), ipfs?.stop()]);
  dir.remove();
});

async function startNode(): Promise<void> {
  node = await startGraphNode({
    folder: join(dir.path, "graph-node"),
    env: process.env,
    graphNetwork: "tiny",
    rpcUrl: chain.rpcUrl,
    databaseUrl: await postgres.createDatabase("graph_node"),
    ipfsUrl: ipfs.url,
    pollingMs: 200,
  });
}

/** Waits until graph-node has the chain's head, and returns what it has as [block, value]. */
async function indexed(url: string): Promise<[number, number][]> {
  const head = Number(await callRpc<string>(chain.rpcUrl, "eth_blockNumber"));
  const latest = async () => (await indexingStatus(node.statusUrl, manifest))?.latestBlock;
  await expect.poll(latest, { timeout: 20_000, interval: 50 }).toBe(head);
  const query = "{ pings(first: 100, orderBy: block) { block value } }";
  const body = JSON.stringify({ query });
  const headers = { "content-type": "application/json" };
  const answer = await (await fetch(url, { method: "POST", headers, body })).json();
  const { pings } = (answer as { data: { pings: { block: string; value: string }[] } }).data;
  return pings.map((ping) => [Number(ping.block), Number(ping.value)]);
}

/** What the chain itself says, as [block, value]. */
async function emitted(): Promise<[number, number][]> {
  const filter = { fromBlock: "0x0", toBlock: "latest", address: PINGER };
  const logs = await callRpc<{ blockNumber: string; data: string }[]>(chain.rpcUrl, "eth_getLogs", [filter]);
  return logs.map((log) => [Number(log.blockNumber), Number(log.data)]);
}

describe("startGraphNode", () => {
  test("default: deploys a subgraph whose entities equal the logs on chain", async () => {
    await startNode();
    for (const value of [11, 22, 33]) await ping(chain.rpcUrl, value);
    const url = await node.deploy("pings", manifest);
    expect(await indexed(url)).toEqual(await emitted());
    expect(await emitted()).toHaveLength(3);
    expect(await eventsIndexed(node.metricsUrl, manifest)).toBe(3);
  });

  test("behavior: killed with SIGKILL, it resumes without loss and without doubles", async () => {
    process.kill(node.child.pid, "SIGKILL");
    await node.child.exited;
    for (const value of [44, 55]) await ping(chain.rpcUrl, value);
    await startNode();
    const url = await node.deploy("pings", manifest);
    expect(await indexed(url)).toEqual(await emitted());
    expect(await emitted()).toHaveLength(5);
    expect(await eventsIndexed(node.metricsUrl, manifest)).toBe(2);
  });

  test("behavior: a reorg is undone", async () => {
    await callRpc(chain.rpcUrl, "anvil_reorg", [3, []]);
    await ping(chain.rpcUrl, 66);
    expect(await indexed(await node.deploy("pings", manifest))).toEqual(await emitted());
    expect((await emitted()).map(([, value]) => value)).toEqual([11, 22, 66]);
  });

  test("behavior: nothing is known of another deployment", async () => {
    expect(await indexingStatus(node.statusUrl, "/nothing")).toBeNull();
    expect(await eventsIndexed(node.metricsUrl, "/nothing")).toBe(0);
  });
});
