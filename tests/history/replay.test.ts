import { createPublicClient, type Hex, http } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anvilFlags } from "../../devnet/history/anvil-flags.ts";
import { ReplayError } from "../../devnet/history/errors.ts";
import type { RecordedLog } from "../../devnet/history/format.ts";
import { replayHistory } from "../../devnet/history/replay.ts";
import { RpcClient } from "../../devnet/history/rpc.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { sampleCall, sampleLogs, writeSample } from "./sample-history.ts";

const LOGS = sampleLogs(40);
const CALLS = [sampleCall(0, 7, 1n), sampleCall(0, 8, 5n), sampleCall(20, 7, 2n)];

interface ChainLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: Hex;
  readonly transactionHash: string;
}

async function logsOnChain(url: string): Promise<ChainLog[]> {
  return new RpcClient(url).call<ChainLog[]>("eth_getLogs", { fromBlock: "0x0", toBlock: "latest" });
}

function content(logs: readonly { address: string; topics: readonly string[]; data: string }[]) {
  return logs.map(({ address, topics, data }) => ({ address: address.toLowerCase(), topics, data }));
}

/** Numbers blocks and transactions in the order they appear, so that their boundaries can be compared. */
function grouping<T>(logs: readonly T[], keyOf: (log: T) => string): number[] {
  const seen = new Map<string, number>();
  return logs.map((log) => {
    const key = keyOf(log);
    if (!seen.has(key)) seen.set(key, seen.size);
    return seen.get(key) as number;
  });
}

describe("replayHistory", () => {
  let anvil: TestAnvil;
  let temp: TempDir;
  let timestamp: string;
  let flags: string[];

  beforeAll(async () => {
    temp = makeTempDir("replay");
    timestamp = String((LOGS[0] as RecordedLog).timestamp - 1);
    flags = anvilFlags(await writeSample(temp.path, { logs: LOGS, calls: CALLS }));
    anvil = await startAnvil(...flags);
  });

  afterAll(async () => {
    await anvil?.stop();
    temp?.remove();
  });

  test("default", async () => {
    const result = await replayHistory({ rpcUrl: anvil.url, dir: temp.path });
    expect(result).toEqual({
      blocks: 40,
      logs: LOGS.length,
      emitted: LOGS.length,
      firstTimestamp: LOGS[0]?.timestamp,
      lastTimestamp: LOGS.at(-1)?.timestamp,
    });
    const logs = await logsOnChain(anvil.url);
    expect(content(logs)).toEqual(content(LOGS));
    expect(grouping(logs, (log) => log.blockNumber)).toEqual(grouping(LOGS, (log) => `${log.blockNumber}`));
    expect(grouping(logs, (log) => log.transactionHash)).toEqual(
      grouping(LOGS, (log) => log.transactionHash),
    );
  });

  test("behavior: every block has its recorded time", async () => {
    const client = createPublicClient({ transport: http(anvil.url) });
    const times = [...new Set(LOGS.map((log) => log.timestamp))];
    for (const [index, time] of times.entries()) {
      const block = await client.getBlock({ blockNumber: BigInt(index + 1) });
      expect(Number(block.timestamp)).toBe(time);
    }
  });

  test("behavior: calls are answered as recorded, from their block to the next one with answers", async () => {
    const rpc = new RpcClient(anvil.url);
    const ask = (data: Hex, block: Hex | "latest") =>
      rpc.call<Hex>("eth_call", { to: CALLS[0]?.to, data }, block);
    expect(await ask(CALLS[0]?.data as Hex, "0x1")).toBe(CALLS[0]?.result);
    expect(await ask(CALLS[0]?.data as Hex, "0x14")).toBe(CALLS[0]?.result);
    expect(await ask(CALLS[0]?.data as Hex, "0x15")).toBe(CALLS[2]?.result);
    expect(await ask(CALLS[1]?.data as Hex, "0x14")).toBe(CALLS[1]?.result);
    await expect(ask("0x12345678", "latest")).rejects.toThrow(/revert/);
  });

  test("behavior: nobody but the driver can make an emitter emit", async () => {
    const rpc = new RpcClient(anvil.url);
    await expect(rpc.call("eth_call", { to: CALLS[0]?.to, data: "0x00" }, "latest")).rejects.toThrow(
      /revert/,
    );
  });

  test("behavior: a second call does nothing", async () => {
    const again = await replayHistory({ rpcUrl: anvil.url, dir: temp.path });
    expect(again.emitted).toBe(0);
    expect(await logsOnChain(anvil.url)).toHaveLength(LOGS.length);
  });

  test("behavior: a killed replay goes on where it stopped, and the blocks are the same", async () => {
    const other = await startAnvil(...flags);
    try {
      const stop = (progress: { blocks: number }) => {
        if (progress.blocks === 17) throw new Error("killed");
      };
      await expect(replayHistory({ rpcUrl: other.url, dir: temp.path, onProgress: stop })).rejects.toThrow(
        "killed",
      );
      const rpc = new RpcClient(other.url);
      // What a kill between sending and mining leaves behind.
      await rpc.call("eth_sendTransaction", {
        from: "0x5ea3a11000000000000000000000000000000001",
        to: CALLS[0]?.to,
      });
      const result = await replayHistory({ rpcUrl: other.url, dir: temp.path });
      expect(result.emitted).toBeLessThan(LOGS.length);
      const head = (url: string) =>
        new RpcClient(url).call<{ hash: Hex }>("eth_getBlockByNumber", "0x28", false);
      expect((await head(other.url)).hash).toBe((await head(anvil.url)).hash);
    } finally {
      await other.stop();
    }
  });

  test("error: ReplayError", async () => {
    const late = await startAnvil("--no-mining");
    try {
      await expect(replayHistory({ rpcUrl: late.url, dir: temp.path })).rejects.toThrow(
        `--timestamp ${timestamp}`,
      );
      await new RpcClient(late.url).call("evm_mine");
      await expect(replayHistory({ rpcUrl: late.url, dir: temp.path })).rejects.toThrow(ReplayError);
    } finally {
      await late.stop();
    }
  });
});
