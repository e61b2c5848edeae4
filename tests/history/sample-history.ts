import { keccak256, numberToHex, padHex, toHex } from "viem";
import type { RecordedCall, RecordedLog } from "../../devnet/history/format.ts";
import { type HistoryBody, type HistoryHead, writeHistory } from "../../devnet/history/write-history.ts";

/** Two addresses of mainnet contracts; any would do. */
export const ADDRESSES = [
  "0xd8a04f5412223f513dc55f839574430f5ec15531",
  "0x78f2c2af65126834c51822f56be0d7469d7a523e",
] as const;

const FIRST_BLOCK = 9_656_986;
const FIRST_TIME = 1_584_020_109;

/** A log whose content follows from its place; topics 0 to 4, data of 0 to 96 bytes and not always whole words. */
function sampleLog(block: number, transactionIndex: number, logIndex: number): RecordedLog {
  const seed = block * 100 + logIndex;
  return {
    blockNumber: FIRST_BLOCK + block * 3,
    timestamp: FIRST_TIME + block * 40,
    transactionHash: keccak256(toHex(`transaction ${block} ${transactionIndex}`)),
    transactionIndex,
    logIndex,
    address: ADDRESSES[seed % 2] as RecordedLog["address"],
    topics: Array.from({ length: seed % 5 }, (_, topic) => keccak256(toHex(`topic ${seed} ${topic}`))),
    data: padHex("0xabcd", { size: 2 + (seed % 95) }),
  };
}

/** Logs of `blocks` blocks with one to three transactions each, whose logs alternate between two contracts. */
export function sampleLogs(blocks: number): RecordedLog[] {
  return Array.from({ length: blocks }, (_, block) => block).flatMap((block) =>
    Array.from({ length: 1 + (block % 7) }, (_, index) => sampleLog(block, Math.floor(index / 3), index)),
  );
}

/** An answer of the first contract to `options(id)`-like calldata, valid from the block of that position on. */
export function sampleCall(block: number, id: number, value: bigint): RecordedCall {
  return {
    blockNumber: FIRST_BLOCK + block * 3,
    to: ADDRESSES[0],
    data: `0x409e2205${padHex(numberToHex(id), { size: 32 }).slice(2)}`,
    result: `${padHex(numberToHex(value), { size: 32 })}${"11".repeat(40)}`,
  };
}

const HEAD: HistoryHead = {
  name: "sample",
  description: "Made for a test.",
  network: { name: "mainnet", chainId: 1 },
  kinds: { [ADDRESSES[0]]: "maker/Flipper", [ADDRESSES[1]]: "maker/Cat" },
  windows: [],
  provenance: [],
  sources: [],
};

/** Writes a sample history into a folder. */
export function writeSample(dir: string, body: HistoryBody) {
  return writeHistory(dir, HEAD, body);
}
