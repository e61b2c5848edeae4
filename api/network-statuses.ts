import type { Follower } from "./ingest/follow.ts";
import type { IngestState } from "./ingest/ingest-status.ts";
import type { IngestStatus, NetworkStatus } from "./services/ports.ts";

const STATES: Readonly<Record<IngestState, NetworkStatus["state"]>> = {
  syncing: "SYNCING",
  live: "LIVE",
  lagging: "LAGGING",
  stalled: "STALLED",
  halted: "HALTED",
};

/** Shows followers to the services as the port that they read. */
export function networkStatuses(followers: readonly Pick<Follower, "status">[]): IngestStatus {
  return {
    networks: () =>
      followers.map((follower) => {
        const status = follower.status();
        const { network, state, head, lastError } = status;
        return {
          network,
          state: STATES[state],
          since: BigInt(Math.floor(status.since / 1000)),
          subgraphBlock: head?.number ?? null,
          subgraphTime: head === null || head.timestamp === 0n ? null : head.timestamp,
          rowCount: BigInt(status.rowCount),
          rowsPerSecond: status.rowsPerSecond,
          secondsLeft: status.secondsLeft,
          error: lastError?.message ?? null,
        };
      }),
  };
}
