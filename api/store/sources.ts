import type { SqlReader, StoreTransaction } from "./store.ts";

/** Which subgraph a network's ledger was read from, and how far its state rows go. */
export interface Source {
  readonly network: string;
  /** Content hash or path of the deployment. */
  readonly deployment: string;
  /** State rows are complete up to this block; facts go up to the last checkpoint. */
  readonly stateBlock: bigint;
}

/** Returns where a network's ledger comes from; null before its first checkpoint. */
export async function readSource(reader: SqlReader, network: string): Promise<Source | null> {
  const rows = await reader.query<Source>(
    'SELECT network, deployment, state_block AS "stateBlock" FROM source WHERE network = ?',
    [network],
  );
  return rows[0] ?? null;
}

/** Replaces what is known about a network's source. */
export async function writeSource(tx: StoreTransaction, source: Source): Promise<void> {
  await tx.query("DELETE FROM source WHERE network = ?", [source.network]);
  await tx.query("INSERT INTO source VALUES (?, ?, ?)", [
    source.network,
    source.deployment,
    source.stateBlock,
  ]);
}
