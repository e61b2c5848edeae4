import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import type { ReplayPace } from "./replay-pace.ts";

/** A chain that answers JSON-RPC. */
export interface RunningChain {
  readonly rpcUrl: string;
  /** The chain without what stands in front of it: quicker for writing its content. */
  readonly directUrl: string;
  /** Keeps what the chain has, so that a second start resumes; absent for a chain that is not ours. */
  readonly save?: () => Promise<void>;
}

/** Where the chain of a run comes from and how it gets its content. */
export interface ChainPlan {
  /** Name of the chain for graph-node; the manifest says the same. */
  readonly graphNetwork: string;
  /** The contracts, when they are known before the chain has its content. */
  readonly network: NetworkConfig | null;
  /**
   * Milliseconds between looks for new blocks. Given for chains that are made here, whose last block may be of any age;
   * graph-node's and the API's defaults when absent.
   */
  readonly pollingMs?: number;
  start(): Promise<RunningChain>;
  /**
   * Gives the chain its content and returns the contracts; does nothing when all is there.
   *
   * @param pace - Asked before blocks whose past states graph-node needs.
   */
  fill(chain: RunningChain, pace: ReplayPace): Promise<NetworkConfig>;
}
