import { createPublicClient, http, parseEventLogs } from "viem";
import { buildAbis } from "../../../subgraph/manifest/abi.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";

/** A log of the Backstop event standard, decoded with its ABI. */
export interface StandardLog {
  readonly name: string;
  readonly block: number;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Reads all logs of the standard's emitters from the chain, in its order; it knows nothing of the ledger. */
export async function readStandardLogs(rpcUrl: string, network: NetworkConfig): Promise<StandardLog[]> {
  const client = createPublicClient({ transport: http(rpcUrl), cacheTime: 0 });
  const address = network.sources
    .filter(({ protocol }) => protocol === "backstop")
    .map((source) => source.address as `0x${string}`);
  const logs = await client.getLogs({ address, fromBlock: 0n, toBlock: "latest" });
  const abi = buildAbis()["backstop"]?.["IBackstopEvents"] ?? [];
  return parseEventLogs({ abi, logs }).map((log) => {
    const { eventName, args } = log as unknown as { eventName: string; args: StandardLog["args"] };
    return { name: eventName, block: Number(log.blockNumber), args };
  });
}
