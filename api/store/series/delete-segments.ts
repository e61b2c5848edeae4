import type { StoreTransaction } from "../store.ts";

/** Removes the segments that facts above a block may be part of, as a rollback does. */
export async function deleteSegmentsAfter(
  tx: StoreTransaction,
  network: string,
  blockNumber: bigint,
): Promise<void> {
  await tx.query("DELETE FROM series_segment WHERE network = ? AND end_block > ?", [network, blockNumber]);
}
