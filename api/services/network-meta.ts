import type { Protocol } from "../domain/entities/reference.ts";
import { endOrdinal } from "../domain/ordinal.ts";
import { API_VERSION, ENGINE_VERSION, METHODOLOGY_VERSION } from "../domain/versions.ts";
import type { BlockRef, IngestStatus, LedgerReader, NetworkStatus, SkippedCount, View } from "./ports.ts";

/** How far one network is and which versions wrote its ledger. */
export type NetworkMeta = {
  readonly network: string;
  readonly state: NetworkStatus["state"];
  /** Last block in the API's copy; null before the first. */
  readonly block: BlockRef | null;
  readonly subgraphBlock: bigint | null;
  /** Blocks between the subgraph and the copy; null while one of them is unknown. */
  readonly lagBlocks: bigint | null;
  readonly error: string | null;
  readonly protocols: readonly Protocol[];
  readonly skippedEvents: readonly SkippedCount[];
};

/** What the API is and how far its data is. */
export type ApiMeta = {
  readonly apiVersion: string;
  readonly engineVersion: string;
  readonly methodologyVersion: string;
  readonly networks: readonly NetworkMeta[];
};

/** Describes every configured network. */
export async function loadMeta(reader: LedgerReader, ingest: IngestStatus): Promise<ApiMeta> {
  const heads = await reader.heads();
  return {
    apiVersion: API_VERSION,
    engineVersion: ENGINE_VERSION,
    methodologyVersion: METHODOLOGY_VERSION,
    networks: await Promise.all(
      ingest.networks().map((status) => networkMeta(reader, status, heads.get(status.network) ?? null)),
    ),
  };
}

/** Returns how many blocks a copy is behind its subgraph, never negative; null while one of them is unknown. */
export function lagBlocks(subgraphBlock: bigint | null, block: BlockRef | null): bigint | null {
  if (subgraphBlock === null || block === null) return null;
  return subgraphBlock > block.number ? subgraphBlock - block.number : 0n;
}

async function networkMeta(
  reader: LedgerReader,
  { network, state, subgraphBlock, error }: NetworkStatus,
  block: BlockRef | null,
): Promise<NetworkMeta> {
  const known = { network, state, block, subgraphBlock, lagBlocks: lagBlocks(subgraphBlock, block), error };
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
