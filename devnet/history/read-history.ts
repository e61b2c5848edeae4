import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HistoryError, HistoryFormatError } from "./errors.ts";
import {
  CALL,
  DESCRIPTION,
  DESCRIPTION_FILE,
  type HistoryDescription,
  LOG,
  type RecordedCall,
  type RecordedLog,
} from "./format.ts";
import { readLines } from "./line-reader.ts";
import { assertLogOrder } from "./log-order.ts";
import { sha256File } from "./sha256-file.ts";

/** The logs of one recorded block, in order. */
export interface RecordedBlock {
  readonly blockNumber: number;
  /** Seconds. */
  readonly timestamp: number;
  /** The logs of each transaction, in order of the transactions. */
  readonly transactions: readonly (readonly RecordedLog[])[];
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new HistoryError(
      `There is no history at "${path}". Give a folder that holds ${DESCRIPTION_FILE}, made by "seawall record" or "seawall import".`,
      { cause },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HistoryFormatError(DESCRIPTION_FILE, "JSON", (error as Error).message);
  }
}

async function assertUnchanged(
  dir: string,
  file: { name: string; sha256: string } | undefined,
): Promise<void> {
  if (file === undefined) return;
  const actual = await sha256File(join(dir, file.name)).catch(() => "no such file");
  if (actual !== file.sha256) throw new HistoryFormatError(file.name, `SHA-256 ${file.sha256}`, actual);
}

/**
 * Reads the description of a history folder and checks that its files are the ones described.
 *
 * @throws {HistoryError} when there is no description.
 * @throws {HistoryFormatError} when it is malformed or a file has another SHA-256.
 */
export async function readHistory(dir: string): Promise<HistoryDescription> {
  const parsed = DESCRIPTION.safeParse(parseJson(await readText(join(dir, DESCRIPTION_FILE))));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new HistoryFormatError(
      DESCRIPTION_FILE,
      `${issue?.path.join(".")}: ${issue?.message}`,
      "something else",
    );
  }
  const { files } = parsed.data;
  for (const file of [files.logs, files.calls, files.rows]) await assertUnchanged(dir, file);
  return parsed.data;
}

/**
 * Reads the logs of a history in order.
 *
 * @throws {HistoryFormatError} at the first line that is malformed or out of order, or whose address is not
 * listed in the description.
 */
export async function* readLogs(dir: string, description: HistoryDescription): AsyncGenerator<RecordedLog> {
  const known = new Set<string>(description.contracts.map((contract) => contract.address));
  let last: RecordedLog | undefined;
  for await (const line of readLines(join(dir, description.files.logs.name), LOG)) {
    assertLogOrder(line, last);
    if (!known.has(line.value.address)) {
      throw new HistoryFormatError(
        line.place,
        `an address listed in ${DESCRIPTION_FILE}`,
        line.value.address,
      );
    }
    last = line.value;
    yield line.value;
  }
}

function byTransaction(logs: readonly RecordedLog[]): RecordedLog[][] {
  const groups: RecordedLog[][] = [];
  for (const log of logs) {
    const current = groups.at(-1);
    if (current?.[0]?.transactionIndex === log.transactionIndex) current.push(log);
    else groups.push([log]);
  }
  return groups;
}

function toBlock(logs: readonly RecordedLog[]): RecordedBlock {
  const { blockNumber, timestamp } = logs[0] as RecordedLog;
  return { blockNumber, timestamp, transactions: byTransaction(logs) };
}

/**
 * Reads the logs of a history block by block.
 *
 * @throws {HistoryFormatError} as {@link readLogs}.
 */
export async function* readBlocks(
  dir: string,
  description: HistoryDescription,
): AsyncGenerator<RecordedBlock> {
  let logs: RecordedLog[] = [];
  for await (const log of readLogs(dir, description)) {
    if (logs.length > 0 && logs[0]?.blockNumber !== log.blockNumber) {
      yield toBlock(logs);
      logs = [];
    }
    logs.push(log);
  }
  if (logs.length > 0) yield toBlock(logs);
}

/**
 * Reads the answers to calls in order of their blocks; nothing when the history has none.
 *
 * @throws {HistoryFormatError} at the first line that is malformed or out of order.
 */
export async function* readCalls(dir: string, description: HistoryDescription): AsyncGenerator<RecordedCall> {
  const { calls } = description.files;
  if (calls === undefined) return;
  let last = 0;
  for await (const { value, place } of readLines(join(dir, calls.name), CALL)) {
    if (value.blockNumber < last)
      throw new HistoryFormatError(place, `a block from ${last} on`, `${value.blockNumber}`);
    last = value.blockNumber;
    yield value;
  }
}
