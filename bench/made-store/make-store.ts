import { appendCheckpoint } from "../../api/store/checkpoints.ts";
import { extendKeyframes } from "../../api/store/keyframes/write-keyframes.ts";
import { writeSource } from "../../api/store/sources.ts";
import { Store, type StoreTransaction } from "../../api/store/store.ts";
import { createEvents, FACTS, type Filling } from "./facts.ts";
import { blockHash, blockTime, LOGS_PER_BLOCK, NETWORK } from "./population.ts";
import { stateOf } from "./state.ts";

/** Memory for making the file, more than an API has. */
const MEMORY = "2GB";

/**
 * Writes a store file as the ingest leaves it, with a ledger of the given length. Equal numbers give equal rows, and a
 * shorter ledger is the beginning of a longer one.
 *
 * @param path - DuckDB file, not there yet.
 * @returns number of its last block.
 */
export async function makeStore(path: string, events: number): Promise<bigint> {
  const store = await Store.open(path, { memoryLimit: MEMORY, readers: 1 });
  const head = Math.ceil(events / LOGS_PER_BLOCK);
  try {
    await store.transaction(async (tx) => {
      for (const sql of createEvents(events, LOGS_PER_BLOCK)) await tx.query(sql);
    });
    for (const filling of FACTS) await store.transaction((tx) => fill(tx, filling));
    for (const filling of stateOf(head)) await store.transaction((tx) => fill(tx, filling));
    await store.transaction((tx) => finish(tx, BigInt(head)));
    while (!(await store.transaction((tx) => extendKeyframes(tx, store.schema, NETWORK))));
    return BigInt(head);
  } finally {
    await store.close();
  }
}

async function fill(tx: StoreTransaction, { table, select }: Filling): Promise<void> {
  await tx.query(`INSERT INTO "${table}" BY NAME ${select}`);
}

async function finish(tx: StoreTransaction, head: bigint): Promise<void> {
  await tx.query(
    `INSERT INTO block SELECT '${NETWORK}', block, ${blockHash("block")}, ${blockTime("block")}
     FROM (SELECT DISTINCT block FROM event) ORDER BY block`,
  );
  const [block] = await tx.query<{ hash: string; seconds: bigint }>(
    `SELECT ${blockHash(String(head))} AS hash, (${blockTime(String(head))})::BIGINT AS seconds`,
  );
  if (block === undefined) throw new Error("The made ledger has no head.");
  await appendCheckpoint(tx, {
    network: NETWORK,
    blockNumber: head,
    blockHash: block.hash,
    blockTimestamp: block.seconds,
  });
  await writeSource(tx, { network: NETWORK, deployment: "made", stateBlock: head });
}
