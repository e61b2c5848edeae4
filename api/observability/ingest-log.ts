import type { Logger } from "pino";
import type { IngestStatus } from "../ingest/ingest-status.ts";

/** Shortest time between two lines about the progress of one network, milliseconds. */
const INTERVAL_MS = 5_000;

/**
 * Makes the listener that logs one network's ingest: its progress every five seconds while it is on the way to the
 * subgraph's head, and every change of its state.
 *
 * @param now - Clock, milliseconds.
 */
export function logIngest(log: Logger, now: () => number = Date.now): (status: IngestStatus) => void {
  let shownAt = Number.NEGATIVE_INFINITY;
  let state: IngestStatus["state"] | null = null;
  return (status) => {
    const isChange = status.state !== state;
    const isDue = status.state === "syncing" && now() - shownAt >= INTERVAL_MS;
    state = status.state;
    if (!isChange && !isDue) return;
    shownAt = now();
    log[isTrouble(status) ? "warn" : "info"](fieldsOf(status), describe(status));
  };
}

function isTrouble({ state }: IngestStatus): boolean {
  return state !== "syncing" && state !== "live";
}

function fieldsOf({ network, state, head, ingested, ...rest }: IngestStatus) {
  return {
    network,
    state,
    block: numberOf(ingested?.blockNumber),
    head: numberOf(head?.number),
    rows: rest.rowCount,
    rowsPerSecond: rest.rowsPerSecond,
    secondsLeft: rest.secondsLeft,
  };
}

function describe({ state, lastError }: IngestStatus): string {
  if (state === "syncing") return "reading the ledger";
  if (state === "live") return "at the subgraph's last block";
  return lastError?.message ?? `the ingest is ${state}`;
}

/** Block numbers are far below 2^53; JSON has no bigint. */
function numberOf(block: bigint | undefined): number | null {
  return block === undefined ? null : Number(block);
}
