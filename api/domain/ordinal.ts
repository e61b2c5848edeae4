import type { Branded } from "./branded.ts";

/** Place of a fact in its network: blockNumber * 2^20 + logIndex. */
export type Ordinal = Branded<bigint, "Ordinal">;

const LOGS_PER_BLOCK = 1n << 20n;

/** Returns the first ordinal of a block; facts of earlier blocks are all below it. */
export function firstOrdinal(blockNumber: bigint): Ordinal {
  return (blockNumber * LOGS_PER_BLOCK) as Ordinal;
}

/** Returns the first ordinal after a block: facts up to and including the block are all below it. */
export function endOrdinal(blockNumber: bigint): Ordinal {
  return firstOrdinal(blockNumber + 1n);
}

/** Returns the number of the block that holds an ordinal. */
export function blockOfOrdinal(ordinal: bigint): bigint {
  return ordinal / LOGS_PER_BLOCK;
}
