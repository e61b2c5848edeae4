import { appendCheckpoint, deleteCheckpointsAfter } from "../store/checkpoints.ts";
import { extendKeyframes } from "../store/keyframes/write-keyframes.ts";
import type { LedgerSchema, TableSpec } from "../store/ledger-schema.ts";
import { deleteSegmentsAfter } from "../store/series/delete-segments.ts";
import { writeSource } from "../store/sources.ts";
import type { SqlReader, StoreTransaction } from "../store/store.ts";
import { appendFacts, deleteFactsFrom, deleteState, upsertState, type WireRow } from "../store/writer.ts";
import type { LedgerBlock } from "./head.ts";
import { InconsistentReadError } from "./ingest-errors.ts";
import { assertOneChain } from "./one-chain.ts";
import {
  blockOrdinal,
  type EntityRows,
  nextOrdinal,
  RowBudget,
  readChangedState,
  readFacts,
  readStateByIds,
} from "./page.ts";
import type { PinnedLedger } from "./pinned-ledger.ts";

/** Where the store stands before a chunk, and what has to go first. */
export interface Base {
  /** Facts are complete and the ledger's own up to this block; -1 for none. */
  readonly factBlock: bigint;
  /** State rows are complete up to this block; -1 for none. */
  readonly stateBlock: bigint;
  /** True when facts, state and checkpoints above `factBlock` were reorganised away. */
  readonly isRollback: boolean;
}

/** Bounds of a chunk. */
export interface ChunkLimits {
  /** Last block to read: the head, or a block below it that cannot be reorganised any more. */
  readonly target: bigint;
  /** Blocks that a chunk covers at most, unless nothing is in between. */
  readonly span: bigint;
  /** Rows that a chunk holds at most. */
  readonly maxRows: number;
  /** Blocks below a head from which on nothing is reorganised. */
  readonly finalityDepth: bigint;
  /** True when the subgraph has no history of state rows: they are read only at the head. */
  readonly isStateAtHeadOnly: boolean;
}

/** A part of the ledger that moves the store from one block to another. */
export interface Chunk {
  readonly base: Base;
  /** Last block covered; the new checkpoint. */
  readonly end: LedgerBlock & { readonly timestamp: bigint };
  readonly facts: readonly EntityRows[];
  readonly state: readonly EntityRows[];
  /** Block at which the state was read; null when it was left for later. */
  readonly stateBlock: bigint | null;
  /** State rows that a rollback makes doubtful: their ids, and what the ledger has for them now. */
  readonly doubtful: ReadonlyArray<EntityRows & { readonly ids: readonly string[] }>;
  readonly rowCount: number;
}

/**
 * Reads the next part of the ledger and shows that it comes from one chain.
 *
 * @returns Null when there is nothing between the base and a target below the head.
 * @throws {RangeTooLargeError} when `limits.span` blocks hold more than `limits.maxRows` rows.
 * @throws {InconsistentReadError} when the chain was reorganised meanwhile.
 */
export async function readChunk(
  ledger: PinnedLedger,
  store: SqlReader & { readonly schema: LedgerSchema },
  from: { readonly network: string; readonly base: Base },
  limits: ChunkLimits,
): Promise<Chunk | null> {
  const { base } = from;
  const facts = tablesOf(store.schema, "fact");
  const states = tablesOf(store.schema, "state");
  const to = await lastBlockOf(ledger, facts, base.factBlock, limits);
  if (to === null) return null;
  const isAtHead = to === ledger.head.number;
  const pin = isAtHead ? ledger.headPin : { number: to };
  const budget = new RowBudget(limits.maxRows);
  const readsState = isAtHead || !limits.isStateAtHeadOnly;
  const range = { from: blockOrdinal(base.factBlock + 1n), to: blockOrdinal(to + 1n), pin: ledger.headPin };
  const stateBudget = limits.isStateAtHeadOnly ? new RowBudget(Number.POSITIVE_INFINITY) : budget;
  const [factRows, stateRows] = await Promise.all([
    readFacts(ledger, facts, range, budget),
    readsState ? readChangedState(ledger, states, { since: base.stateBlock + 1n, pin }, stateBudget) : [],
  ]);
  const doubtful = base.isRollback ? await readDoubtful(ledger, store, from, to) : [];
  await assertOneChain(ledger, to, limits.finalityDepth);
  return {
    base,
    end: isAtHead ? ledger.head : endOf(ledger, factRows),
    facts: factRows,
    state: stateRows,
    stateBlock: readsState ? to : null,
    doubtful,
    rowCount: countRows(factRows) + countRows(stateRows),
  };
}

/** Writes a chunk and its checkpoint; runs inside one transaction, so all of it is kept or none. */
export async function writeChunk(
  tx: StoreTransaction,
  schema: LedgerSchema,
  chunk: Chunk,
  source: { readonly network: string; readonly deployment: string },
): Promise<void> {
  const { base, end, facts, state, doubtful } = chunk;
  const { network, deployment } = source;
  const at = {
    network,
    block: chunk.stateBlock ?? end.number,
    newFrom: blockOrdinal(base.stateBlock + 1n),
  };
  await deleteCheckpointsAfter(tx, network, base.factBlock);
  await deleteSegmentsAfter(tx, network, base.factBlock);
  if (base.isRollback) await deleteFactsFrom(tx, schema, network, blockOrdinal(base.factBlock + 1n));
  for (const { spec, rows, ids } of doubtful) {
    await deleteState(tx, spec, network, ids);
    await upsertState(tx, spec, withoutThose(rows, state, spec), at);
  }
  for (const { spec, rows } of facts) await appendFacts(tx, spec, network, rows);
  await extendKeyframes(tx, schema, network);
  for (const { spec, rows } of state) await upsertState(tx, spec, rows, at);
  await appendCheckpoint(tx, {
    network,
    blockNumber: end.number,
    blockHash: end.hash,
    blockTimestamp: end.timestamp,
  });
  await writeSource(tx, { network, deployment, stateBlock: chunk.stateBlock ?? base.stateBlock });
}

/** Last block of the next chunk; gaps without facts are stepped over. */
async function lastBlockOf(
  ledger: PinnedLedger,
  facts: readonly TableSpec[],
  from: bigint,
  { target, span }: ChunkLimits,
): Promise<bigint | null> {
  const isToHead = target === ledger.head.number;
  if (isToHead && target - from <= span) return target;
  const ordinal = await nextOrdinal(ledger, facts, blockOrdinal(from + 1n));
  if (ordinal === null || ordinal >= blockOrdinal(target + 1n)) return isToHead ? target : null;
  const last = (ordinal >> 20n) + span - 1n;
  return last < target ? last : target;
}

async function readDoubtful(
  ledger: PinnedLedger,
  store: SqlReader & { readonly schema: LedgerSchema },
  from: { readonly network: string; readonly base: Base },
  to: bigint,
): Promise<Chunk["doubtful"]> {
  const pin = to === ledger.head.number ? ledger.headPin : { number: to };
  const read = async (spec: TableSpec): Promise<Chunk["doubtful"][number]> => {
    const stored = await store.query<{ id: string }>(
      `SELECT id FROM "${spec.table}" WHERE network = ? AND ingested_block > ?`,
      [from.network, from.base.factBlock],
    );
    const ids = stored.map(({ id }) => id);
    return { spec, ids, rows: await readStateByIds(ledger, spec, ids, pin) };
  };
  return Promise.all(tablesOf(store.schema, "state").map(read));
}

/** Doubtful rows that also changed are written with the changed ones. */
function withoutThose(rows: readonly WireRow[], state: Chunk["state"], spec: TableSpec): WireRow[] {
  const changed = new Set(state.find((one) => one.spec === spec)?.rows.map(({ id }) => id));
  return rows.filter(({ id }) => !changed.has(id));
}

function tablesOf(schema: LedgerSchema, kind: TableSpec["kind"]): TableSpec[] {
  return schema.tables.filter((spec) => spec.kind === kind);
}

/** The block of the last fact: the newest block of the range whose hash is known. */
function endOf(ledger: PinnedLedger, facts: readonly EntityRows[]): Chunk["end"] {
  let last: WireRow | undefined;
  for (const { rows } of facts) {
    const row = rows.at(-1);
    if (row !== undefined && (last === undefined || ordinalOf(row) > ordinalOf(last))) last = row;
  }
  if (last === undefined) throw new InconsistentReadError(ledger.client.host, "facts seen before are gone");
  const { blockNumber, blockHash, timestamp } = last;
  return {
    number: BigInt(blockNumber as string),
    hash: blockHash as string,
    timestamp: BigInt(timestamp as string),
  };
}

function ordinalOf(row: WireRow): bigint {
  return BigInt(row.ordinal as string);
}

function countRows(lists: readonly EntityRows[]): number {
  return lists.reduce((sum, { rows }) => sum + rows.length, 0);
}
