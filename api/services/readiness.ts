import { lagBlocks } from "./network-meta.ts";
import type { IngestStatus, LedgerReader, NetworkStatus } from "./ports.ts";

/** Whether every network's copy is at its subgraph's last block. */
export type Readiness = {
  readonly isReady: boolean;
  readonly networks: readonly {
    readonly network: string;
    readonly state: NetworkStatus["state"];
    readonly block: bigint | null;
    readonly subgraphBlock: bigint | null;
    readonly lagBlocks: bigint | null;
    readonly error: string | null;
  }[];
};

/** Compares each network's copy with its subgraph; no configured network is not ready. */
export async function loadReadiness(reader: LedgerReader, ingest: IngestStatus): Promise<Readiness> {
  const heads = await reader.heads();
  const networks = ingest.networks().map(({ network, state, subgraphBlock, error }) => {
    const head = heads.get(network) ?? null;
    const block = head?.number ?? null;
    return { network, state, block, subgraphBlock, lagBlocks: lagBlocks(subgraphBlock, head), error };
  });
  return {
    isReady:
      networks.length > 0 && networks.every(({ state, lagBlocks: lag }) => state === "LIVE" && lag === 0n),
    networks,
  };
}
