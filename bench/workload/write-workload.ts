import { keccak256, numberToHex } from "viem";
import type { HistoryDescription, RecordedCall, RecordedLog } from "../../devnet/history/format.ts";
import { writeHistory } from "../../devnet/history/write-history.ts";
import { type WorkloadBlock, type WorkloadOptions, workloadBlocks } from "./blocks.ts";

const HASHES_PER_BLOCK = 1_000_000;

/** A block with its number, from 1. */
interface NumberedBlock extends WorkloadBlock {
  readonly number: number;
}

function logsOf({ number, timestamp, transactions }: NumberedBlock): RecordedLog[] {
  let logIndex = 0;
  return transactions.flatMap(({ logs }, transactionIndex) => {
    const key = numberToHex(number * HASHES_PER_BLOCK + transactionIndex, { size: 32 });
    const place = { blockNumber: number, timestamp, transactionHash: keccak256(key), transactionIndex };
    return logs.map((log) => ({ ...place, logIndex: logIndex++, ...log, topics: [...log.topics] }));
  });
}

function callsOf({ number, transactions }: NumberedBlock): RecordedCall[] {
  return transactions.flatMap(({ answers = [] }) =>
    answers.map((answer) => ({ blockNumber: number, ...answer })),
  );
}

/**
 * Writes a workload as a history folder, which a local chain can replay.
 *
 * @param dir - Folder to make.
 */
export function writeWorkload(dir: string, options: WorkloadOptions): Promise<HistoryDescription> {
  return writeBlocks(dir, [...workloadBlocks(options)]);
}

/**
 * Writes blocks, numbered from 1, as a history folder.
 *
 * @param dir - Folder to make.
 */
export function writeBlocks(dir: string, made: readonly WorkloadBlock[]): Promise<HistoryDescription> {
  const blocks = made.map((block, index) => ({ ...block, number: index + 1 }));
  const head = {
    name: "bench",
    description: "Made events for measuring.",
    network: { name: "bench", chainId: 31337 },
    windows: [],
    provenance: [],
    sources: [],
    kinds: {},
  };
  return writeHistory(dir, head, { logs: blocks.flatMap(logsOf), calls: blocks.flatMap(callsOf) });
}
