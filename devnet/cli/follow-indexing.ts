import { setTimeout as sleep } from "node:timers/promises";
import { eventsIndexed } from "../stack/health.ts";
import { checkedStatus } from "./checked-status.ts";
import { showReading } from "./follow-reading.ts";
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
    if (block >= target && ((await world.api.block()) ?? -1) >= target) return;
    if (block >= target) {
      await showReading(session.progress, world.api.url);
    } else {
      const events = await eventsIndexed(world.node.metricsUrl, world.build.manifest);
      session.progress.live(rate.describe({ time: Date.now(), block, events }, target));
    }
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
