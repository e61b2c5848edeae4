import type { StoreTransaction } from "./store.ts";

/**
 * Writes down the blocks of facts, each once, so that the block of an answer is found in one table. Blocks that the
 * store knows already are left as they are.
 *
 * @param rows - Facts of one network as graph-node serves them; those that do not name their block are left out.
 */
export async function appendBlocks(
  tx: StoreTransaction,
  network: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const blocks = new Map<string, { hash: string; timestamp: string }>();
  for (const { blockNumber: number, blockHash: hash, timestamp } of rows) {
    if (typeof number !== "string" || typeof hash !== "string" || typeof timestamp !== "string") continue;
    blocks.set(number, { hash, timestamp });
  }
  if (blocks.size === 0) return;
  const numbers = [...blocks.keys()];
  const lowest = numbers.map(BigInt).reduce((least, number) => (number < least ? number : least));
  await tx.query(
    `INSERT INTO block
     SELECT ?, number, hash, "timestamp" FROM (
       SELECT unnest(?)::BIGINT AS number, unnest(?) AS hash, unnest(?)::BIGINT AS "timestamp"
     )
     WHERE number NOT IN (SELECT number FROM block WHERE network = ? AND number >= ?)
     ORDER BY number`,
    [
      network,
      numbers,
      [...blocks.values()].map(({ hash }) => hash),
      [...blocks.values()].map(({ timestamp }) => timestamp),
      network,
      lowest,
    ],
  );
}

/** Removes the blocks of a network whose facts all stand at or above an ordinal. */
export async function deleteBlocksFrom(
  tx: StoreTransaction,
  network: string,
  ordinal: bigint,
): Promise<void> {
  await tx.query("DELETE FROM block WHERE network = ? AND number << 20 >= ?", [network, ordinal]);
}
