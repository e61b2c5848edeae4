import { setTimeout as sleep } from "node:timers/promises";
import { StackError } from "../stack/errors.ts";
import { eventsIndexed, type IndexingStatus, indexingStatus } from "../stack/health.ts";
import { headBlock, type IndexedWorld } from "./indexed-world.ts";
import { IndexingRate } from "./indexing-rate.ts";
import type { Session } from "./session.ts";

const INTERVAL_MS = 250;
const WATCH_INTERVAL_MS = 5_000;

/**
 * Waits until graph-node and the API have everything the chain has, showing progress.
 *
 * @throws {StackError} when graph-node stopped indexing for good.
 */
export async function followIndexing(session: Session, world: IndexedWorld): Promise<void> {
  const rate = new IndexingRate();
  for (;;) {
    const target = await headBlock(world.chain.rpcUrl);
    const status = await checkedStatus(session, world);
    const block = status?.latestBlock ?? 0;
    if (block >= target && (await world.api.isReady())) return;
    const events = await eventsIndexed(world.node.metricsUrl, world.build.manifest);
    session.progress.live(rate.describe({ time: Date.now(), block, events }, target));
    await sleep(INTERVAL_MS);
  }
}

/**
 * Never returns: looks now and then whether graph-node still indexes.
 *
 * @throws {StackError} when graph-node stopped indexing for good.
 */
export async function watchIndexing(session: Session, world: IndexedWorld): Promise<never> {
  for (;;) {
    await checkedStatus(session, world);
    await sleep(WATCH_INTERVAL_MS);
  }
}

async function checkedStatus(session: Session, world: IndexedWorld): Promise<IndexingStatus | null> {
  const status = await indexingStatus(world.node.statusUrl, world.build.manifest);
  if (status?.fatalError == null) return status;
  throw new StackError(
    `graph-node stopped indexing: ${status.fatalError}. Its log is "${session.folder.logs}/graph-node.log". ` +
      "After correcting the subgraph, start again: a changed subgraph is indexed from its start.",
  );
}
