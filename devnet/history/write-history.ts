import { createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { HistoryError } from "./errors.ts";
import {
  DESCRIPTION_FILE,
  FORMAT,
  FORMAT_VERSION,
  type HistoryDescription,
  type RecordedCall,
  type RecordedLog,
  type SourceRow,
} from "./format.ts";
import { sha256File } from "./sha256-file.ts";

type Source<T> = Iterable<T> | AsyncIterable<T>;

/** What its maker says about a history; the rest of history.json is counted while writing. */
export interface HistoryHead
  extends Pick<
    HistoryDescription,
    "name" | "description" | "network" | "windows" | "provenance" | "sources"
  > {
  /** Kind of contract, such as `maker/Flipper`, by lower-case address. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** The contents of a history. Logs are in order of block and log index, calls and rows in order of block. */
export interface HistoryBody {
  readonly logs: Source<RecordedLog>;
  readonly calls?: Source<RecordedCall>;
  readonly rows?: Source<SourceRow>;
}

/** Counts what passes by, so that histories of any length can be written without holding them. */
class Tally {
  logs = 0;
  blocks = 0;
  transactions = 0;
  readonly byAddress = new Map<string, number>();
  first: RecordedLog | undefined;
  last: RecordedLog | undefined;

  add(log: RecordedLog): void {
    const isNewBlock = log.blockNumber !== this.last?.blockNumber;
    if (isNewBlock) this.blocks += 1;
    if (isNewBlock || log.transactionIndex !== this.last?.transactionIndex) this.transactions += 1;
    this.logs += 1;
    this.byAddress.set(log.address, (this.byAddress.get(log.address) ?? 0) + 1);
    this.first ??= log;
    this.last = log;
  }
}

async function* toLines<T>(values: Source<T>, see: (value: T) => void): AsyncGenerator<string> {
  for await (const value of values) {
    see(value);
    yield `${JSON.stringify(value)}\n`;
  }
}

async function writeLines<T>(dir: string, name: string, values: Source<T>, see: (value: T) => void) {
  const path = join(dir, name);
  await pipeline(Readable.from(toLines(values, see)), createGzip({ level: 9 }), createWriteStream(path));
  return { name, sha256: await sha256File(path) };
}

function rangeOf({ first, last }: Tally): HistoryDescription["range"] {
  if (first === undefined || last === undefined) {
    throw new HistoryError(
      "The history would hold no log. Choose a range of blocks in which the contracts were used.",
    );
  }
  return {
    fromBlock: first.blockNumber,
    toBlock: last.blockNumber,
    fromTimestamp: first.timestamp,
    toTimestamp: last.timestamp,
  };
}

function contractsOf(tally: Tally, kinds: HistoryHead["kinds"]): HistoryDescription["contracts"] {
  return [...tally.byAddress]
    .map(([address, logs]) => ({
      address: address as `0x${string}`,
      kind: kinds[address] ?? "unknown",
      logs,
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** Writes an optional file of a history; an empty one is left out. */
async function writeExtra<T>(dir: string, name: string, values: Source<T> | undefined) {
  if (values === undefined) return { count: 0, file: undefined };
  let count = 0;
  const file = await writeLines(dir, name, values, () => {
    count += 1;
  });
  return { count, file };
}

/**
 * Writes a history folder. The same input gives the same bytes. history.json comes last and is put in place in
 * one step, so a folder that has one is complete.
 *
 * @throws {HistoryError} when there is no log.
 */
export async function writeHistory(
  dir: string,
  head: HistoryHead,
  body: HistoryBody,
): Promise<HistoryDescription> {
  await mkdir(dir, { recursive: true });
  const tally = new Tally();
  const logs = await writeLines(dir, "logs.ndjson.gz", body.logs, (log) => tally.add(log));
  const calls = await writeExtra(dir, "calls.ndjson.gz", body.calls);
  const rows = await writeExtra(dir, "rows.ndjson.gz", body.rows);
  const { kinds, ...said } = head;
  const description: HistoryDescription = {
    format: FORMAT,
    version: FORMAT_VERSION,
    ...said,
    contracts: contractsOf(tally, kinds),
    range: rangeOf(tally),
    counts: {
      logs: tally.logs,
      blocks: tally.blocks,
      transactions: tally.transactions,
      calls: calls.count,
      rows: rows.count,
    },
    files: {
      logs,
      ...(calls.file === undefined ? {} : { calls: calls.file }),
      ...(rows.file === undefined ? {} : { rows: rows.file }),
    },
  };
  const path = join(dir, DESCRIPTION_FILE);
  await writeFile(`${path}.part`, `${JSON.stringify(description, null, 2)}\n`);
  await rename(`${path}.part`, path);
  return description;
}
