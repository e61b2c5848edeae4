import type { LedgerSchema } from "../ledger-schema.ts";
import type { StoreTransaction } from "../store.ts";
import { KEYFRAMES } from "./definitions.ts";
import { fold } from "./fold.ts";
import type { Keyframe } from "./keyframe.ts";

/** Facts between two keyframes at least, which bounds what a reader adds up. */
const MIN_FACTS = 20_000;
/** Facts between two keyframes for each row of one at least, which bounds what keyframes add to the file. */
const FACTS_PER_ROW = 2;

/**
 * Makes the keyframes that are due after facts were appended: one after every so many facts of its kind. Called in the
 * transaction that appends them. A store that has none yet gets all of them.
 *
 * @param schema - Kinds whose facts it does not have are left out.
 */
export async function extendKeyframes(
  tx: StoreTransaction,
  schema: LedgerSchema,
  network: string,
): Promise<void> {
  for (const keyframe of KEYFRAMES) {
    if (!isIn(schema, keyframe)) continue;
    for (let at = await nextHorizon(tx, keyframe, network); at !== null; ) {
      await writeKeyframe(tx, keyframe, { network, horizon: at });
      at = await nextHorizon(tx, keyframe, network);
    }
  }
}

/** Removes the keyframes of a network that facts at or above an ordinal took part in. */
export async function deleteKeyframesAbove(
  tx: StoreTransaction,
  network: string,
  ordinal: bigint,
): Promise<void> {
  for (const table of ["keyframe", ...KEYFRAMES.map((keyframe) => keyframe.table)]) {
    await tx.query(`DELETE FROM ${table} WHERE network = ? AND horizon > ?`, [network, ordinal]);
  }
}

/** A schema has a kind when its facts have the columns that tell the groups apart. */
function isIn({ tables }: LedgerSchema, { source, keys }: Keyframe): boolean {
  const spec = tables.find(({ table }) => table === source);
  const columns = new Set(spec?.columns.map(({ column }) => column));
  return keys.every((key) => columns.has(key));
}

/** First ordinal after the facts that the next keyframe is made of; null while there are too few. */
async function nextHorizon(
  tx: StoreTransaction,
  { table, source }: Keyframe,
  network: string,
): Promise<bigint | null> {
  const [last] = await tx.query<{ horizon: bigint; rows: bigint }>(
    `SELECT horizon, row_count AS rows FROM keyframe WHERE network = ? AND kind = ? ORDER BY horizon DESC LIMIT 1`,
    [network, table],
  );
  const since = last?.horizon ?? 0n;
  const due = Math.max(MIN_FACTS, FACTS_PER_ROW * Number(last?.rows ?? 0));
  const [facts] = await tx.query<{ count: bigint }>(
    `SELECT count(*) AS count FROM ${source} WHERE network = ? AND ordinal >= ?`,
    [network, since],
  );
  if (facts === undefined || facts.count < due) return null;
  const [end] = await tx.query<{ ordinal: bigint }>(
    `SELECT ordinal FROM ${source} WHERE network = ? AND ordinal >= ? ORDER BY ordinal LIMIT 1 OFFSET ${due - 1}`,
    [network, since],
  );
  return end === undefined ? null : end.ordinal + 1n;
}

async function writeKeyframe(
  tx: StoreTransaction,
  keyframe: Keyframe,
  { network, horizon }: { readonly network: string; readonly horizon: bigint },
): Promise<void> {
  const { text, params } = fold(keyframe, { network, horizon, where: [] });
  await tx.query(
    `INSERT INTO ${keyframe.table} BY NAME SELECT ?::VARCHAR AS network, ?::BIGINT AS horizon, * FROM (${text})`,
    [network, horizon, ...params],
  );
  await tx.query(
    `INSERT INTO keyframe SELECT ?, ?, ?::BIGINT, count(*) FROM ${keyframe.table} WHERE network = ? AND horizon = ?`,
    [network, keyframe.table, horizon, network, horizon],
  );
}
