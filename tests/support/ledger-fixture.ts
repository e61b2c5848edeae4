import { appendCheckpoint } from "../../api/store/checkpoints.ts";
import { Store } from "../../api/store/store.ts";
import { appendFacts, upsertState, type WireRow } from "../../api/store/writer.ts";

/** Network of the fixture's ledger. */
export const NETWORK = "mainnet";

/** Rows by entity, as graph-node serves them; fields left out are null. */
export type FixtureRows = Readonly<Record<string, readonly WireRow[]>>;

const LOGS_PER_BLOCK = 1n << 20n;
const GENESIS_TIME = 1_584_000_000n;

/** Time of a fixture's block: 10 seconds apart, from 2020-03-12T08:00:00Z at block 0. */
export function blockTime(block: number): bigint {
  return GENESIS_TIME + BigInt(block) * 10n;
}

/** Hash of a fixture's block. */
export function blockHash(block: number): string {
  return `0x${block.toString(16).padStart(64, "0")}`;
}

/** Ordinal of a log. */
export function ordinal(block: number, logIndex = 0): string {
  return (BigInt(block) * LOGS_PER_BLOCK + BigInt(logIndex)).toString();
}

/** Makes a fact as graph-node serves it; its id is made of kind, block, log and step. */
export function fact(
  protocol: string,
  at: { readonly block: number; readonly log?: number; readonly step?: number },
  fields: Readonly<Record<string, unknown>>,
): WireRow {
  const { block, log = 0, step = 0 } = at;
  const id = `0x${[block, log, step].map((part) => part.toString(16).padStart(8, "0")).join("")}`;
  return {
    id,
    ordinal: ordinal(block, log),
    blockNumber: String(block),
    blockHash: blockHash(block),
    timestamp: blockTime(block).toString(),
    transactionHash: `0x${block.toString(16).padStart(60, "0")}${log.toString(16).padStart(4, "0")}`,
    logIndex: log,
    protocol,
    ...fields,
  };
}

/** Opens a store in memory that holds the rows, with a checkpoint at the head. */
export async function storeWith(rows: FixtureRows, head: number, network = NETWORK): Promise<Store> {
  const store = await Store.open(":memory:");
  await fill(store, rows, head, network);
  return store;
}

/** Opens a store in memory that holds the rows, with a checkpoint at a block of its own time. */
export async function storeUntil(
  rows: FixtureRows,
  head: { readonly block: number; readonly timestamp: bigint },
): Promise<Store> {
  const store = await Store.open(":memory:");
  await fillUntil(store, rows, { ...head, network: NETWORK });
  return store;
}

/** Writes rows and a checkpoint into a store. */
export async function fill(store: Store, rows: FixtureRows, head: number, network = NETWORK): Promise<void> {
  await fillUntil(store, rows, { block: head, timestamp: blockTime(head), network });
}

async function fillUntil(
  store: Store,
  rows: FixtureRows,
  { block: head, timestamp, network }: { block: number; timestamp: bigint; network: string },
): Promise<void> {
  await store.transaction(async (tx) => {
    for (const [entity, entityRows] of Object.entries(rows)) {
      const spec = store.schema.tables.find((table) => table.entity === entity);
      if (spec === undefined) throw new Error(`No table for entity "${entity}".`);
      const nothing = Object.fromEntries(
        spec.columns.filter((c) => c.isNullable).map((c) => [c.field, null]),
      );
      const complete = entityRows.map((row) => ({ ...nothing, ...row }));
      if (spec.kind === "fact") await appendFacts(tx, spec, network, complete);
      else await upsertState(tx, spec, complete, { network, block: BigInt(head) });
    }
    await appendCheckpoint(tx, {
      network,
      blockNumber: BigInt(head),
      blockHash: blockHash(head),
      blockTimestamp: timestamp,
    });
  });
}
