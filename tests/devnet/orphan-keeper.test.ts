import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../../devnet/stack/anvil.ts";
import { RpcUnreachableError } from "../../devnet/stack/errors.ts";
import { callRpc } from "../../devnet/stack/json-rpc.ts";
import { type OrphanKeeper, startOrphanKeeper } from "../../devnet/stack/orphan-keeper.ts";
import { ping } from "../support/ping.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { PINGER, PINGER_CODE } from "../support/tiny-subgraph.ts";

let dir: TempDir;
let chain: Anvil;
let keeper: OrphanKeeper;

beforeAll(async () => {
  dir = makeTempDir("orphan-keeper");
  chain = await startAnvil({ folder: dir.path, env: process.env });
  keeper = await startOrphanKeeper(chain.rpcUrl, 0);
  await callRpc(keeper.url, "anvil_setCode", [PINGER, PINGER_CODE]);
});

afterAll(async () => {
  await keeper?.stop();
  await chain?.child.stop();
  dir.remove();
});

interface Block {
  readonly hash: string;
  readonly transactions: readonly string[];
}

const newest = () => callRpc<Block>(keeper.url, "eth_getBlockByNumber", ["latest", false]);

/** Everything that is asked of a node about one block by its hash. */
async function answersAbout(url: string, { hash, transactions }: Block): Promise<unknown[]> {
  const ask = (method: string, ...params: unknown[]) =>
    callRpc(url, method, params).catch((error: Error) => error.message);
  return Promise.all([
    ask("eth_getBlockByHash", hash, false),
    ask("eth_getBlockByHash", hash, true),
    ask("eth_getBlockReceipts", hash),
    ask("eth_getBlockReceipts", { blockHash: hash }),
    ask("eth_getTransactionReceipt", transactions[0]),
    ask("eth_getLogs", { blockHash: hash }),
    ask("eth_getLogs", { blockHash: hash, address: [PINGER], topics: [] }),
    ask("eth_getLogs", { blockHash: hash, address: `0x${"11".repeat(20)}` }),
    ask("eth_getLogs", { blockHash: hash, topics: [`0x${"22".repeat(32)}`] }),
  ]);
}

/** Ways in which a chain gives up its newest block. */
const REORGANISATIONS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["anvil_reorg", () => callRpc(keeper.url, "anvil_reorg", [1, []])],
  ["anvil_rollback", () => callRpc(keeper.url, "anvil_rollback", [1])],
];

describe("startOrphanKeeper", () => {
  test.each(REORGANISATIONS)("default: a block lost by %s is answered as before", async (_, reorganise) => {
    await ping(keeper.url, 1);
    const block = await newest();
    const before = await answersAbout(keeper.url, block);
    expect(before[5]).toHaveLength(1);
    await reorganise();
    expect(await callRpc(chain.rpcUrl, "eth_getBlockByHash", [block.hash, false])).toBeNull();
    expect(await answersAbout(keeper.url, block)).toEqual(before);
  });

  test("behavior: also after evm_revert", async () => {
    const snapshot = await callRpc<string>(keeper.url, "evm_snapshot");
    await ping(keeper.url, 2);
    const block = await newest();
    const before = await answersAbout(keeper.url, block);
    await callRpc(keeper.url, "evm_revert", [snapshot]);
    expect(await answersAbout(keeper.url, block)).toEqual(before);
  });

  test("behavior: a batch is answered in its order, and what never was stays unknown", async () => {
    await ping(keeper.url, 3);
    const block = await newest();
    await callRpc(keeper.url, "anvil_rollback", [1]);
    const asked = [block.hash, `0x${"33".repeat(32)}`];
    const calls = asked.map((hash, id) => ({
      jsonrpc: "2.0",
      id,
      method: "eth_getBlockByHash",
      params: [hash, false],
    }));
    const headers = { "content-type": "application/json" };
    const response = await fetch(keeper.url, { method: "POST", headers, body: JSON.stringify(calls) });
    expect(await response.json()).toEqual([
      { jsonrpc: "2.0", id: 0, result: block },
      { jsonrpc: "2.0", id: 1, result: null },
    ]);
  });

  test("error: the chain's own, and RpcUnreachableError when it is gone", async () => {
    await expect(callRpc(keeper.url, "eth_noSuchMethod")).rejects.toThrow("eth_noSuchMethod");
    const orphan = await startOrphanKeeper("http://127.0.0.1:1", 0);
    await expect(callRpc(orphan.url, "eth_chainId")).rejects.toThrow(RpcUnreachableError);
    await orphan.stop();
  });
});
