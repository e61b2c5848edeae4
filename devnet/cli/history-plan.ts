import { join } from "node:path";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";
import { anvilFlags } from "../history/anvil-flags.ts";
import { readHistory } from "../history/read-history.ts";
import { type ReplayProgress, replayHistory } from "../history/replay.ts";
import type { ChainPlan, RunningChain } from "./chain-plan.ts";
import { LOCAL_POLLING_MS, startSessionChain } from "./local-plan.ts";
import type { ReplayPace } from "./replay-pace.ts";
import type { Session } from "./session.ts";

const INTEGER = new Intl.NumberFormat("en-US");

/**
 * Plans a local chain on which a recorded history is emitted again.
 *
 * @param dir - History folder.
 */
export function historyPlan(session: Session, dir: string): ChainPlan {
  const network = loadNetwork(join(session.repoRoot, "subgraph", "networks", "history.json"));
  return {
    graphNetwork: network.graphNetwork,
    network,
    pollingMs: LOCAL_POLLING_MS,
    start: async () => startSessionChain(session, anvilFlags(await readHistory(dir))),
    fill: (chain, pace) => replay(session, { chain, dir, network, pace }),
  };
}

/** One replay. */
interface Replay {
  readonly chain: RunningChain;
  readonly dir: string;
  readonly network: NetworkConfig;
  readonly pace: ReplayPace;
}

async function replay(session: Session, { chain, dir, network, pace }: Replay): Promise<NetworkConfig> {
  const onProgress = (progress: ReplayProgress) => session.progress.live(describeReplay(progress));
  await replayHistory({ rpcUrl: chain.directUrl, dir, onProgress, beforeBlock: pace.keep });
  return network;
}

function describeReplay({ blocks, totalBlocks, logs, totalLogs }: ReplayProgress): string {
  const count = (value: number) => INTEGER.format(value);
  return `history: block ${count(blocks)} of ${count(totalBlocks)} · ${count(logs)} of ${count(totalLogs)} logs emitted`;
}
