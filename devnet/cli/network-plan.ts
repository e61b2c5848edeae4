import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadNetwork, type NetworkConfig } from "../../subgraph/manifest/network.ts";
import { ChainIdMismatchError, UsageError } from "../stack/errors.ts";
import { callRpc } from "../stack/json-rpc.ts";
import type { ChainPlan } from "./chain-plan.ts";
import type { Session } from "./session.ts";

/**
 * Plans the indexing of a real network through its JSON-RPC endpoint.
 *
 * @param name - Name of a file in subgraph/networks.
 * @throws {UsageError} when there is no such network.
 * @throws {NetworkFileError} when its file is malformed.
 */
export function networkPlan(session: Session, name: string, rpcUrl: string): ChainPlan {
  const network = knownNetwork(join(session.repoRoot, "subgraph", "networks"), name);
  return {
    graphNetwork: network.graphNetwork,
    network,
    start: async () => {
      await assertChainId(network, rpcUrl);
      return { rpcUrl, directUrl: rpcUrl };
    },
    fill: async () => network,
  };
}

function knownNetwork(folder: string, name: string): NetworkConfig {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length));
  if (names.includes(name)) return loadNetwork(join(folder, `${name}.json`));
  throw new UsageError(
    `There is no network "${name}". Choose one of ${names.join(", ")}, or add subgraph/networks/${name}.json.`,
  );
}

async function assertChainId(network: NetworkConfig, rpcUrl: string): Promise<void> {
  const actual = Number(await callRpc<string>(rpcUrl, "eth_chainId"));
  if (actual !== network.chainId) throw new ChainIdMismatchError(network.name, network.chainId, actual);
}
