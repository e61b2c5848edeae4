import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anvilFlags } from "../../devnet/history/anvil-flags.ts";
import type { RecordedLog } from "../../devnet/history/format.ts";
import { readCalls, readHistory, readLogs } from "../../devnet/history/read-history.ts";
import { recordHistory } from "../../devnet/history/record-history.ts";
import { replayHistory } from "../../devnet/history/replay.ts";
import { RpcClient } from "../../devnet/history/rpc.ts";
import { writeHistory } from "../../devnet/history/write-history.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { collect } from "./collect.ts";
import { RECORDABLE_HEAD, RECORDABLE_NETWORK, recordableHistory } from "./recordable-history.ts";
import { startStubbornProxy } from "./stubborn-proxy.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const BLOCKS = 150;
const HISTORY = recordableHistory(BLOCKS);

/** What a recording must keep; block numbers are the chain's, hashes are not compared. */
function content({ address, topics, data, timestamp, blockNumber, transactionIndex }: RecordedLog) {
  return { address, topics, data, timestamp, blockNumber, transactionIndex };
}

/** Milliseconds at which a file was written last; 0 when there is none. */
function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== ".recording");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

describe("recordHistory", () => {
  let anvil: TestAnvil;
  let temp: TempDir;
  let networkFile: string;
  const folder = (name: string) => join(temp.path, name);
  const options = (out: string, rpcUrl = anvil.url) => ({
    rpcUrl,
    network: loadNetwork(networkFile),
    from: 1,
    to: BLOCKS,
    out: folder(out),
    wait: () => Promise.resolve(),
  });

  beforeAll(async () => {
    temp = makeTempDir("record");
    networkFile = folder("network.json");
    writeFileSync(networkFile, JSON.stringify(RECORDABLE_NETWORK));
    const description = await writeHistory(folder("source"), RECORDABLE_HEAD, {
      logs: HISTORY.all,
      calls: HISTORY.calls,
    });
    anvil = await startAnvil(...anvilFlags(description));
    await replayHistory({ rpcUrl: anvil.url, dir: folder("source") });
    await recordHistory(options("recorded"));
  });

  afterAll(async () => {
    await anvil?.stop();
    temp?.remove();
  });

  test("default: finds the logs of the manifest and nothing else", async () => {
    const description = await readHistory(folder("recorded"));
    const logs = await collect(readLogs(folder("recorded"), description));
    const found = logs.map(({ address, topics, data, timestamp, blockNumber }) => ({
      address,
      topics,
      data,
      timestamp,
      blockNumber,
    }));
    expect(found).toEqual(
      HISTORY.expected.map(({ address, topics, data, timestamp, blockNumber }) => ({
        address,
        topics,
        data,
        timestamp,
        blockNumber,
      })),
    );
    expect(existsSync(folder("recorded/.recording"))).toBe(false);
  });

  test("default: asks the calls that the manifest declares", async () => {
    const description = await readHistory(folder("recorded"));
    expect(await collect(readCalls(folder("recorded"), description))).toEqual(HISTORY.calls);
  });

  test("default: a recording replayed on another chain gives the same logs", async () => {
    const description = await readHistory(folder("recorded"));
    const other = await startAnvil(...anvilFlags(description));
    try {
      const result = await replayHistory({ rpcUrl: other.url, dir: folder("recorded") });
      expect(result.logs).toBe(HISTORY.expected.length);
      const blocks = [...new Set(HISTORY.expected.map((log) => log.blockNumber))];
      const network = loadNetwork(networkFile);
      await recordHistory({ ...options("again", other.url), network, to: blocks.length });
      const again = await readHistory(folder("again"));
      const strip = ({ blockNumber: _, transactionIndex: __, ...log }: ReturnType<typeof content>) => log;
      const logsOf = async (name: string, of: typeof description) =>
        (await collect(readLogs(folder(name), of))).map(content).map(strip);
      expect(await logsOf("again", again)).toEqual(await logsOf("recorded", description));
      const answers = async (name: string, of: typeof description) =>
        (await collect(readCalls(folder(name), of))).map(({ to, data, result }) => ({ to, data, result }));
      expect(await answers("again", again)).toEqual(await answers("recorded", description));
    } finally {
      await other.stop();
    }
  });

  test("behavior: limits, refusals and broken connections change nothing", async () => {
    const proxy = await startStubbornProxy(anvil.url, { largestRange: 7, failEvery: 9, delayMs: 0 });
    try {
      await recordHistory(options("stubborn", proxy.url));
      expect(filesIn(folder("stubborn"))).toEqual(filesIn(folder("recorded")));
    } finally {
      await proxy.stop();
    }
  });

  test("behavior: killed at any time and run again, the folder is the same", async () => {
    const proxy = await startStubbornProxy(anvil.url, { largestRange: 2, failEvery: 1000, delayMs: 5 });
    const state = folder("killed/.recording/state.json");
    const start = () => {
      const command = ["--import", "tsx", join(ROOT, "devnet/main.ts"), "record", "--rpc", proxy.url];
      const flags = [
        "--network",
        networkFile,
        "--from",
        "1",
        "--to",
        String(BLOCKS),
        "--out",
        folder("killed"),
      ];
      const child = spawn(process.execPath, [...command, ...flags], { cwd: ROOT, stdio: "ignore" });
      return { child, gone: new Promise<number | null>((done) => child.once("exit", done)) };
    };
    try {
      for (let kills = 0; kills < 3; kills++) {
        const before = writtenAt(state);
        const { child, gone } = start();
        while (writtenAt(state) === before) await sleep(1);
        await sleep(37 * kills);
        child.kill("SIGKILL");
        expect(await gone).toBeNull();
      }
      expect(await start().gone).toBe(0);
      expect(filesIn(folder("killed"))).toEqual(filesIn(folder("recorded")));
      expect(existsSync(folder("killed/.recording"))).toBe(false);
    } finally {
      await proxy.stop();
    }
  });

  test("behavior: a finished recording is left alone", async () => {
    const before = filesIn(folder("recorded"));
    await recordHistory({ ...options("recorded"), rpcUrl: "http://127.0.0.1:9" });
    expect(filesIn(folder("recorded"))).toEqual(before);
  });

  test("error: RecordError", async () => {
    await expect(recordHistory({ ...options("late"), to: BLOCKS + 1 })).rejects.toThrow(
      /does not exist yet.*150/,
    );
    await expect(recordHistory(options("nobody", "http://127.0.0.1:9"))).rejects.toThrow(
      /ECONNREFUSED.*Check the URL/,
    );
    const elsewhere = { ...loadNetwork(networkFile), chainId: 1 };
    await expect(recordHistory({ ...options("chain"), network: elsewhere })).rejects.toThrow(
      /chain id 1.*31337/,
    );
    await expect(recordHistory({ ...options("recorded"), to: 9 })).rejects.toThrow(/already holds/);
  });

  test("error: RecordError when the node keeps refusing, naming the block", async () => {
    const rpc = new RpcClient(anvil.url);
    expect(Number(await rpc.call("eth_blockNumber"))).toBe(BLOCKS);
    const proxy = await startStubbornProxy(anvil.url, { largestRange: 0, failEvery: 1000, delayMs: 0 });
    try {
      await expect(recordHistory(options("refused", proxy.url))).rejects.toThrow(
        /Block 1 could not be read after 8 tries/,
      );
    } finally {
      await proxy.stop();
    }
  });
});
