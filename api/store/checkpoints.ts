import type { SqlReader, StoreTransaction } from "./store.ts";

/** A block up to which the store holds the whole ledger of a network. */
export interface Checkpoint {
  readonly network: string;
  readonly blockNumber: bigint;
  /** 0x-prefixed lower-case hash. */
  readonly blockHash: string;
  /** Seconds since 1970-01-01 UTC. */
  readonly blockTimestamp: bigint;
}

/** Whether a block can still be replaced by a reorganisation of the chain. */
export type Finality = "PENDING" | "FINAL";

const COLUMNS =
  'network, block_number AS "blockNumber", block_hash AS "blockHash", block_timestamp AS "blockTimestamp"';

/** Checkpoints kept for each network; older ones are only history of the ingest, the facts carry their own blocks. */
const KEPT_CHECKPOINTS = 2000;

/** Returns the newest checkpoint of a network; null before the first. */
export async function lastCheckpoint(reader: SqlReader, network: string): Promise<Checkpoint | null> {
  return checkpointAtOrBefore(reader, network, 2n ** 62n);
}

/** Returns the newest checkpoint at or below a block; null when there is none. */
export async function checkpointAtOrBefore(
  reader: SqlReader,
  network: string,
  blockNumber: bigint,
): Promise<Checkpoint | null> {
  const rows = await reader.query<Checkpoint>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE network = ? AND block_number <= ? ORDER BY block_number DESC LIMIT 1`,
    [network, blockNumber],
  );
  return rows[0] ?? null;
}

/** Appends a checkpoint, in the place of any at or above its block, and drops the oldest ones beyond the kept number. */
export async function appendCheckpoint(tx: StoreTransaction, checkpoint: Checkpoint): Promise<void> {
  const { network, blockNumber, blockHash, blockTimestamp } = checkpoint;
  await deleteCheckpointsAfter(tx, network, blockNumber - 1n);
  await tx.query("INSERT INTO checkpoint VALUES (?, ?, ?, ?)", [
    network,
    blockNumber,
    blockHash,
    blockTimestamp,
  ]);
  await tx.query(
    `DELETE FROM checkpoint WHERE network = ? AND block_number <
       (SELECT min(block_number) FROM (SELECT block_number FROM checkpoint WHERE network = ?
        ORDER BY block_number DESC LIMIT ${KEPT_CHECKPOINTS}))`,
    [network, network],
  );
}

/** Removes the checkpoints above a block, as a rollback does. */
export async function deleteCheckpointsAfter(
  tx: StoreTransaction,
  network: string,
  blockNumber: bigint,
): Promise<void> {
  await tx.query("DELETE FROM checkpoint WHERE network = ? AND block_number > ?", [network, blockNumber]);
}

/**
 * Says whether a block can still be reorganised away.
 *
 * @param depth - Blocks below the head from which on a block is final on this network.
 * @example finality(90n, 100n, 10n) // "FINAL"
 */
export function finality(blockNumber: bigint, headNumber: bigint, depth: bigint): Finality {
  return headNumber - blockNumber >= depth ? "FINAL" : "PENDING";
}
