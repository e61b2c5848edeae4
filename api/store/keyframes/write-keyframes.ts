import { fragment } from "../ledger-reader/fragment.ts";
import type { LedgerSchema } from "../ledger-schema.ts";
import type { StoreTransaction } from "../store.ts";
import { KEYFRAMES } from "./definitions.ts";
import { fold } from "./fold.ts";
import type { Keyframe } from "./keyframe.ts";

/** How often keyframes are made and in how large pieces. */
export type Pace = {
  /** Facts between two keyframes at least, which bounds what a reader adds up. */
  readonly minFacts: number;
  /** Facts between two keyframes for each row of one at least, which bounds what keyframes add to the file. */
  readonly factsPerRow: number;
  /** Facts and rows that are added up at once, which bounds the memory of a transaction. */
  readonly factsAtOnce: number;
  /** Keyframes of one kind that one call makes at most, which bounds the length of a transaction. */
  readonly mostAtOnce: number;
};

const PACE: Pace = { minFacts: 4_096, factsPerRow: 2, factsAtOnce: 50_000, mostAtOnce: 8 };

/**
 * Makes keyframes that are due after facts were appended: one after every so many facts of its kind. Called in the
 * transaction that appends them. Of a store that lacks many, each call makes some.
 *
 * @param schema - Kinds whose facts it does not have are left out.
 * @returns whether all that are due are made.
 */
export async function extendKeyframes(
  tx: StoreTransaction,
  schema: LedgerSchema,
  network: string,
  pace: Pace = PACE,
): Promise<boolean> {
  let isDone = true;
  for (const keyframe of KEYFRAMES) {
    if (isIn(schema, keyframe)) isDone = (await extendKind(tx, keyframe, { network, pace })) && isDone;
  }
  return isDone;
}

type Order = { readonly network: string; readonly pace: Pace };

async function extendKind(tx: StoreTransaction, keyframe: Keyframe, order: Order): Promise<boolean> {
  for (let left = order.pace.mostAtOnce; left > 0; left -= 1) {
    const next = await nextKeyframe(tx, keyframe, order);
    if (next === null) return true;
    await writeKeyframe(tx, keyframe, { network: order.network, ...next });
  }
  return false;
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

/** A keyframe to make: its horizon, and in how many parts. */
type Due = { readonly horizon: bigint; readonly parts: number };

/** Next keyframe of a kind; null while there are too few facts since the last one. */
async function nextKeyframe(
  tx: StoreTransaction,
  { table, source }: Keyframe,
  { network, pace }: Order,
): Promise<Due | null> {
  const [last] = await tx.query<{ horizon: bigint; rows: bigint }>(
    `SELECT horizon, row_count AS rows FROM keyframe WHERE network = ? AND kind = ? ORDER BY horizon DESC LIMIT 1`,
    [network, table],
  );
  const since = last?.horizon ?? 0n;
  const rows = Number(last?.rows ?? 0);
  const due = Math.max(pace.minFacts, pace.factsPerRow * rows);
  const [facts] = await tx.query<{ count: bigint }>(
    `SELECT count(*) AS count FROM ${source} WHERE network = ? AND ordinal >= ?`,
    [network, since],
  );
  if (facts === undefined || facts.count < due) return null;
  const [end] = await tx.query<{ ordinal: bigint }>(
    `SELECT ordinal FROM ${source} WHERE network = ? AND ordinal >= ? ORDER BY ordinal LIMIT 1 OFFSET ${due - 1}`,
    [network, since],
  );
  if (end === undefined) return null;
  return { horizon: end.ordinal + 1n, parts: Math.ceil((due + rows) / pace.factsAtOnce) };
}

async function writeKeyframe(
  tx: StoreTransaction,
  keyframe: Keyframe,
  { network, horizon, parts }: Due & { readonly network: string },
): Promise<void> {
  for (let part = 0; part < parts; part += 1) {
    const where = parts === 1 ? [] : [fragment(`hash("${keyframe.keys[0]}") % ${parts} = ${part}`)];
    const { text, params } = fold(keyframe, { network, horizon, where });
    await tx.query(
      `INSERT INTO ${keyframe.table} BY NAME
       SELECT ?::VARCHAR AS network, ?::BIGINT AS horizon, * FROM (${text})`,
      [network, horizon, ...params],
    );
  }
  await tx.query(
    `INSERT INTO keyframe SELECT ?, ?, ?::BIGINT, count(*) FROM ${keyframe.table} WHERE network = ? AND horizon = ?`,
    [network, keyframe.table, horizon, network, horizon],
  );
}
