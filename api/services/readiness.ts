import { formatDateTime } from "../domain/date-time.ts";
import { type Lag, lagOf } from "./network-meta.ts";
import type { IngestStatus, LedgerReader, NetworkStatus } from "./ports.ts";

/** How far one network is, as a probe tells it. */
export type NetworkReadiness = Lag &
  Pick<NetworkStatus, "network" | "state" | "subgraphBlock" | "error"> & {
    /** When the state began, as RFC 3339. */
    readonly since: string;
    /** Last block of the copy; null before the first. */
    readonly block: bigint | null;
    /** Rows read since the API started. */
    readonly rows: bigint;
    readonly rowsPerSecond: number | null;
    readonly secondsLeft: number | null;
  };

/** Whether every network's copy is at its subgraph's last block. */
export type Readiness = {
  readonly isReady: boolean;
  readonly networks: readonly NetworkReadiness[];
};

/**
 * Compares each network's copy with its subgraph; no configured network is not ready.
 *
 * @param now - Seconds since 1970-01-01 UTC.
 */
export async function loadReadiness(
  reader: LedgerReader,
  ingest: IngestStatus,
  now: bigint,
): Promise<Readiness> {
  const heads = await reader.heads();
  const networks = ingest.networks().map((status): NetworkReadiness => {
    const { network, state, since, subgraphBlock, rowCount, rowsPerSecond, secondsLeft, error } = status;
    const head = heads.get(network) ?? null;
    return {
      ...{ network, state, since: formatDateTime(since), block: head?.number ?? null, subgraphBlock },
      ...lagOf(status, head, now),
      ...{ rows: rowCount, rowsPerSecond, secondsLeft, error },
    };
  });
  return {
    isReady:
      networks.length > 0 && networks.every(({ state, lagBlocks }) => state === "LIVE" && lagBlocks === 0n),
    networks,
  };
}
