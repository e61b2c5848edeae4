import type { BlockRef } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { type Fragment, fragment, joinFragments } from "./fragment.ts";

const CHECKPOINT_COLUMNS = "block_number AS number, block_hash AS hash, block_timestamp AS seconds";

/** Last indexed block of each network. */
export async function readHeads(sql: SqlReader): Promise<Map<string, BlockRef>> {
  const rows = await sql.query<KnownBlock & { network: string }>(
    `SELECT network, ${CHECKPOINT_COLUMNS} FROM head ORDER BY network`,
  );
  return new Map(rows.map((row) => [row.network, toBlock(row)]));
}

/** Last block at or below the number that a fact or a checkpoint names. */
export async function readBlockAtOrBelow(
  sql: SqlReader,
  network: string,
  number: bigint,
): Promise<BlockRef | null> {
  return readLast(sql, (column) => fragment(`network = ? AND ${column("number")} <= ?`, network, number));
}

/** Last block at or before the time that a fact or a checkpoint names. */
export async function readBlockAtTime(
  sql: SqlReader,
  network: string,
  seconds: bigint,
): Promise<BlockRef | null> {
  return readLast(sql, (column) => fragment(`network = ? AND ${column("timestamp")} <= ?`, network, seconds));
}

/** The block with this hash, when a fact or a checkpoint names it. */
export async function readBlockByHash(
  sql: SqlReader,
  network: string,
  hash: string,
): Promise<BlockRef | null> {
  return readLast(sql, (column) => fragment(`network = ? AND ${column("hash")} = ?`, network, hash));
}

/** Whether a checkpoint with this number and hash is still there. */
export async function readHasCheckpoint(sql: SqlReader, network: string, block: BlockRef): Promise<boolean> {
  const rows = await sql.query(
    "SELECT 1 FROM checkpoint WHERE network = ? AND block_number = ? AND block_hash = ?",
    [network, block.number, block.hash],
  );
  return rows.length > 0;
}

type KnownBlock = { readonly number: bigint; readonly hash: string; readonly seconds: bigint };
type Column = (name: "number" | "hash" | "timestamp") => string;

async function readLast(sql: SqlReader, where: (column: Column) => Fragment): Promise<BlockRef | null> {
  const blocks = lastOf(
    "block",
    'number, hash, "timestamp" AS seconds',
    where((name) => `"${name}"`),
  );
  const checkpoints = lastOf(
    "checkpoint",
    CHECKPOINT_COLUMNS,
    where((name) => `block_${name}`),
  );
  const all = joinFragments([blocks, checkpoints], " UNION ALL ");
  const rows = await sql.query<KnownBlock>(
    `SELECT * FROM (${all.text}) ORDER BY number DESC LIMIT 1`,
    all.params,
  );
  return rows[0] === undefined ? null : toBlock(rows[0]);
}

function lastOf(table: string, columns: string, where: Fragment): Fragment {
  return {
    text: `(SELECT ${columns} FROM ${table} WHERE ${where.text} ORDER BY number DESC LIMIT 1)`,
    params: where.params,
  };
}

function toBlock({ number, hash, seconds }: KnownBlock): BlockRef {
  return { number, hash, timestamp: seconds };
}
