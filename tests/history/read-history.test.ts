import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HistoryError, HistoryFormatError } from "../../devnet/history/errors.ts";
import type { RecordedLog } from "../../devnet/history/format.ts";
import { readBlocks, readCalls, readHistory, readLogs } from "../../devnet/history/read-history.ts";
import { sha256File } from "../../devnet/history/sha256-file.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { collect } from "./collect.ts";
import { ADDRESSES, sampleCall, sampleLogs, writeSample } from "./sample-history.ts";

const LOGS = sampleLogs(8);

describe("readHistory", () => {
  let temp: TempDir;

  beforeEach(async () => {
    temp = makeTempDir("read-history");
    await writeSample(temp.path, { logs: LOGS, calls: [sampleCall(1, 1, 1n)] });
  });

  afterEach(() => temp.remove());

  const file = (name: string) => join(temp.path, name);

  /** Writes changed logs and a description that knows their hash. */
  async function rewrite(text: string): Promise<void> {
    const description = await readHistory(temp.path);
    writeFileSync(file("logs.ndjson.gz"), gzipSync(text));
    description.files.logs.sha256 = await sha256File(file("logs.ndjson.gz"));
    writeFileSync(file("history.json"), JSON.stringify(description));
  }

  /** Changes one log of the history; lines count from 1. */
  async function change(line: number, patch: (log: RecordedLog) => object): Promise<void> {
    const lines = LOGS.map((log, index) => JSON.stringify(index === line - 1 ? patch(log) : log));
    await rewrite(`${lines.join("\n")}\n`);
  }

  const readAll = async () => collect(readLogs(temp.path, await readHistory(temp.path)));

  test("default", async () => {
    expect(await readAll()).toEqual(LOGS);
    const description = await readHistory(temp.path);
    expect(description.counts).toMatchObject({ logs: LOGS.length, blocks: 8, calls: 1, rows: 0 });
    expect(description.contracts.reduce((sum, contract) => sum + contract.logs, 0)).toBe(LOGS.length);
    expect(await collect(readCalls(temp.path, description))).toEqual([sampleCall(1, 1, 1n)]);
  });

  test("behavior: blocks hold their transactions in order", async () => {
    const blocks = await collect(readBlocks(temp.path, await readHistory(temp.path)));
    expect(blocks.flatMap(({ transactions }) => transactions.flat())).toEqual(LOGS);
    for (const { transactions } of blocks) {
      for (const logs of transactions) expect(new Set(logs.map((log) => log.transactionHash)).size).toBe(1);
    }
  });

  test("behavior: a plain file is read as well as a gzipped one", async () => {
    const description = await readHistory(temp.path);
    writeFileSync(file("logs.ndjson"), gunzipSync(readFileSync(file("logs.ndjson.gz"))));
    description.files.logs = { name: "logs.ndjson", sha256: await sha256File(file("logs.ndjson")) };
    writeFileSync(file("history.json"), JSON.stringify(description));
    expect(await readAll()).toEqual(LOGS);
  });

  test("error: HistoryError where there is no history", async () => {
    await expect(readHistory(file("nowhere"))).rejects.toThrow(HistoryError);
    await expect(readHistory(file("nowhere"))).rejects.toThrow(/There is no history at/);
  });

  test("error: HistoryFormatError when a file was changed", async () => {
    writeFileSync(file("logs.ndjson.gz"), gzipSync("{}\n"));
    await expect(readHistory(temp.path)).rejects.toThrow(/logs\.ndjson\.gz: expected SHA-256/);
  });

  test("error: HistoryFormatError when the description is of another version", async () => {
    const description = JSON.parse(readFileSync(file("history.json"), "utf8"));
    writeFileSync(file("history.json"), JSON.stringify({ ...description, version: 2 }));
    await expect(readHistory(temp.path)).rejects.toThrow(/history\.json: expected version/);
  });

  test("error: HistoryFormatError when the file is cut short", async () => {
    const whole = readFileSync(file("logs.ndjson.gz"));
    const description = await readHistory(temp.path);
    writeFileSync(file("logs.ndjson.gz"), whole.subarray(0, whole.length - 20));
    description.files.logs.sha256 = await sha256File(file("logs.ndjson.gz"));
    writeFileSync(file("history.json"), JSON.stringify(description));
    await expect(readAll()).rejects.toThrow(/expected a complete, readable file/);
  });

  const cases: [string, number, (log: RecordedLog) => object, RegExp][] = [
    [
      "a topic is too short",
      3,
      (log) => ({ ...log, topics: ["0x12"] }),
      /line 3: expected topics\.0: must be 0x and 64/,
    ],
    [
      "an address has capitals",
      2,
      (log) => ({ ...log, address: "0xD8a04F5412223F513DC55F839574430f5EC15531" }),
      /line 2: expected address/,
    ],
    ["a field is missing", 1, ({ data: _, ...log }) => log, /line 1: expected data/],
    ["a field is unknown", 1, (log) => ({ ...log, gas: 1 }), /line 1: .*gas/],
    ["a block goes back", 5, (log) => ({ ...log, blockNumber: 1 }), /line 5: expected a log after block/],
    [
      "a block has two times",
      3,
      (log) => ({ ...log, timestamp: log.timestamp + 1 }),
      /line 3: expected the block's timestamp/,
    ],
    ["time falls", 2, (log) => ({ ...log, timestamp: 5 }), /line 2: expected a timestamp not before/],
    [
      "a contract is not described",
      1,
      (log) => ({ ...log, address: ADDRESSES[0].replace("d8", "00") }),
      /line 1: expected an address listed/,
    ],
    [
      "a transaction changes its hash",
      3,
      (log) => ({ ...log, transactionHash: `0x${"0".repeat(64)}` }),
      /line 3: expected one transaction hash/,
    ],
  ];
  test.each(cases)("error: HistoryFormatError when %s", async (_, line, patch, message) => {
    await change(line, patch);
    await expect(readAll()).rejects.toThrow(HistoryFormatError);
    await expect(readAll()).rejects.toThrow(message);
  });

  test("error: HistoryFormatError when a line is no JSON", async () => {
    await rewrite("nonsense\n");
    await expect(readAll()).rejects.toThrow(/line 1: expected one JSON object, but found "nonsense"/);
  });
});
