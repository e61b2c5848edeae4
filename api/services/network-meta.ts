import type { Protocol } from "../domain/entities/reference.ts";
import { endOrdinal } from "../domain/ordinal.ts";
import { API_VERSION, ENGINE_VERSION, METHODOLOGY_VERSION } from "../domain/versions.ts";
import type { BlockRef, IngestStatus, LedgerReader, NetworkStatus, SkippedCount, View } from "./ports.ts";

/** How far one network is and which versions wrote its ledger. */
export type NetworkMeta = {
  readonly network: string;
  readonly state: NetworkStatus["state"];
  /** When the state began, seconds since 1970-01-01 UTC. */
  readonly since: bigint;
  /** Last block in the API's copy; null before the first. */
  readonly block: BlockRef | null;
  readonly subgraphBlock: bigint | null;
  /** Blocks between the subgraph and the copy; null while one of them is unknown. */
  readonly lagBlocks: bigint | null;
  /** Time of the subgraph's last block, seconds since 1970-01-01 UTC; null while unknown. */
  readonly subgraphBlockTime: bigint | null;
  /** Seconds between the times of the subgraph's last block and the copy's; null while one of them is unknown. */
  readonly lagSeconds: bigint | null;
  /** Seconds from the time of the subgraph's last block to now; null while unknown. */
  readonly subgraphAgeSeconds: bigint | null;
  readonly progress: IngestProgress;
  readonly error: string | null;
  readonly protocols: readonly Protocol[];
  readonly skippedEvents: readonly SkippedCount[];
};

/** How fast the copy is read. */
export type IngestProgress = Pick<NetworkStatus, "rowsPerSecond" | "secondsLeft"> & {
  readonly blocksDone: bigint | null;
  readonly blocksTotal: bigint | null;
  readonly rows: bigint;
};

/** What the API is and how far its data is. */
export type ApiMeta = {
  readonly apiVersion: string;
  readonly engineVersion: string;
  readonly methodologyVersion: string;
  readonly networks: readonly NetworkMeta[];
};

/**
 * Describes every configured network.
 *
 * @param now - Seconds since 1970-01-01 UTC.
 */
export async function loadMeta(reader: LedgerReader, ingest: IngestStatus, now: bigint): Promise<ApiMeta> {
  const heads = await reader.heads();
  return {
    apiVersion: API_VERSION,
    engineVersion: ENGINE_VERSION,
    methodologyVersion: METHODOLOGY_VERSION,
    networks: await Promise.all(
      ingest
        .networks()
        .map((status) => networkMeta(reader, { status, block: heads.get(status.network) ?? null, now })),
    ),
  };
}

/** How far a copy and its subgraph are apart and behind; what is unknown is null. */
export type Lag = {
  /** Blocks, 0 or more. */
  readonly lagBlocks: bigint | null;
  /** Seconds between the times of the two last blocks, 0 or more. */
  readonly lagSeconds: bigint | null;
  /** Seconds from the time of the subgraph's last block to now, 0 or more. */
  readonly subgraphAgeSeconds: bigint | null;
};

/**
 * Measures how far a copy is behind its subgraph, and its subgraph behind the clock.
 *
 * @param block - Last block of the copy; null before the first.
 * @param now - Seconds since 1970-01-01 UTC.
 */
export function lagOf(
  { subgraphBlock, subgraphTime }: Pick<NetworkStatus, "subgraphBlock" | "subgraphTime">,
  block: BlockRef | null,
  now: bigint,
): Lag {
  return {
    lagBlocks: distance(block?.number ?? null, subgraphBlock),
    lagSeconds: distance(block?.timestamp ?? null, subgraphTime),
    subgraphAgeSeconds: distance(subgraphTime, now),
  };
}

function distance(from: bigint | null, to: bigint | null): bigint | null {
  if (from === null || to === null) return null;
  return to > from ? to - from : 0n;
}

async function networkMeta(
  reader: LedgerReader,
  at: { readonly status: NetworkStatus; readonly block: BlockRef | null; readonly now: bigint },
): Promise<NetworkMeta> {
  const { status, block, now } = at;
  const { network, state, since, subgraphBlock, subgraphTime, error } = status;
  const known = {
    ...{ network, state, since, block, subgraphBlock, error },
    ...lagOf(status, block, now),
    subgraphBlockTime: subgraphTime,
    progress: {
      blocksDone: block?.number ?? null,
      blocksTotal: subgraphBlock,
      rows: status.rowCount,
      rowsPerSecond: status.rowsPerSecond,
      secondsLeft: status.secondsLeft,
    },
  };
  if (block === null) return { ...known, protocols: [], skippedEvents: [] };
  const view: View = { network, block, head: block, horizon: endOrdinal(block.number) };
  return {
    ...known,
    protocols: await reader.page("protocol", {
      view,
      conditions: [],
      order: "ASC",
      after: null,
      limit: null,
    }),
    skippedEvents: await reader.skippedEvents(view),
  };
}
