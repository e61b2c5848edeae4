import type { Follower, IngestState } from "./ingest/follow.ts";
import type { IngestStatus, NetworkStatus } from "./services/ports.ts";

const STATES: Readonly<Record<IngestState, NetworkStatus["state"]>> = {
  syncing: "SYNCING",
  live: "LIVE",
  stalled: "STALLED",
  halted: "HALTED",
};

/** Shows followers to the services as the port that they read. */
export function networkStatuses(followers: readonly Pick<Follower, "status">[]): IngestStatus {
  return {
    networks: () =>
      followers.map((follower) => {
        const { network, state, head, lastError } = follower.status();
        return {
          network,
          state: STATES[state],
          subgraphBlock: head?.number ?? null,
          error: lastError?.message ?? null,
        };
      }),
  };
}
