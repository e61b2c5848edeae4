import { RpcClient } from "../../../devnet/history/rpc.ts";
import type { Interval } from "../../../devnet/reconcile/finding.ts";
import { reconcileRange } from "../../../devnet/reconcile/reconcile-range.ts";
import { SubgraphLedger } from "../../../devnet/reconcile/subgraph-ledger.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import type { IndexedLedger } from "./index-ledger.ts";

/** A chain with contracts, its ledger, and the chain's last block. */
export interface ReconciledWorld {
  readonly ledger: IndexedLedger;
  readonly network: NetworkConfig;
  readonly rpcUrl: string;
  readonly head: number;
  /** Number of the first block to compare; 1 unless told. */
  readonly first?: number;
}

/** How the ledger of a world compares with its contracts. */
export interface WorldComparison {
  /** Comparisons by their outcome. */
  readonly counts: Readonly<Record<string, number>>;
  /** What differs, by number and blocks. */
  readonly differences: readonly Interval[];
}

/** Compares a ledger with the contracts' own views at every block, as `seawall reconcile --subgraph` does. */
export async function reconcileWorld(world: ReconciledWorld): Promise<WorldComparison> {
  const { found } = await reconcileRange({
    ledger: new SubgraphLedger({ url: world.ledger.url }),
    rpc: new RpcClient(world.rpcUrl),
    network: world.network,
    from: BigInt(world.first ?? 1),
    to: BigInt(world.head),
    every: 1n,
    protocol: null,
    positions: 1_000,
  });
  const equal = new Set(["MATCH", "NO_VIEW"]);
  return {
    counts: Object.fromEntries(found.counts),
    differences: found.all().filter(({ status }) => !equal.has(status)),
  };
}
