import type { TableSpec } from "../store/ledger-schema.ts";
import type { SqlReader } from "../store/store.ts";
import { blockOrdinal } from "./page.ts";
import type { PinnedLedger } from "./pinned-ledger.ts";

/** One stored fact of one block. */
interface BlockProbe {
  readonly entity: string;
  readonly id: string;
  readonly blockNumber: bigint;
  readonly blockHash: string;
}

/** How much of the stored facts the ledger still has. */
export interface Survival {
  /** Newest stored block with facts that the ledger still has; -1 for none. */
  readonly block: bigint;
  /** True when stored facts above it were reorganised away. */
  readonly hasLost: boolean;
}

/** Blocks asked about in one request while looking for the fork. */
const PROBES_PER_REQUEST = 50;

/**
 * Finds the newest block up to which the stored facts are still the ledger's.
 *
 * A block hash stands for the whole history below it, and every fact carries the hash of its block. So one stored
 * fact that the ledger still has in the same block proves all facts at and below that block; the first one from
 * the top that it does not have in the same block was reorganised away.
 *
 * @returns Number of the newest stored block with facts that survives, -1 when none does; and whether facts above
 * it have to go.
 */
export async function survivingBlock(
  reader: SqlReader,
  facts: readonly TableSpec[],
  ledger: PinnedLedger,
  network: string,
): Promise<Survival> {
  let below = 2n ** 42n;
  for (let limit = 1; ; limit = PROBES_PER_REQUEST) {
    const probes = await newestBlocks(reader, facts, { network, below, limit });
    const lowest = probes.at(-1);
    if (lowest === undefined) return { block: -1n, hasLost: limit > 1 };
    const hashes = await ledger.blockHashes(probes);
    const survivor = probes.find((probe, at) => hashes[at] === probe.blockHash);
    if (survivor !== undefined)
      return { block: survivor.blockNumber, hasLost: limit > 1 || survivor !== probes[0] };
    below = lowest.blockNumber;
  }
}

async function newestBlocks(
  reader: SqlReader,
  facts: readonly TableSpec[],
  wanted: { readonly network: string; readonly below: bigint; readonly limit: number },
): Promise<BlockProbe[]> {
  const { network, below, limit } = wanted;
  const newestOf = ({ table, entity }: TableSpec): string =>
    limit === 1
      ? `(SELECT '${entity}' AS entity, id, block_number, block_hash
          FROM "${table}" WHERE network = ? AND ordinal < ? ORDER BY ordinal DESC LIMIT 1)`
      : `(SELECT '${entity}' AS entity, any_value(id) AS id, block_number, any_value(block_hash) AS block_hash
          FROM "${table}" WHERE network = ? AND ordinal < ?
          GROUP BY block_number ORDER BY block_number DESC LIMIT ${limit})`;
  const sql = `SELECT min(entity) AS entity, arg_min(id, entity) AS id, block_number AS "blockNumber",
      any_value(block_hash) AS "blockHash"
    FROM (${facts.map(newestOf).join(" UNION ALL ")}) GROUP BY block_number ORDER BY block_number DESC LIMIT ${limit}`;
  return reader.query<BlockProbe>(
    sql,
    facts.flatMap(() => [network, blockOrdinal(below)]),
  );
}
