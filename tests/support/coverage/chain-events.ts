import { callRpc } from "../../../devnet/stack/json-rpc.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import { type DeclaredEvent, declaredEvents, layoutKey } from "./declared-events.ts";

/** Blocks asked for at once. */
const PAGE = 2_000;

interface Log {
  readonly address: string;
  readonly topics: readonly string[];
}

/** Identifies an event in the files of tests/coverage. */
export function eventName({ protocol, contract, event }: DeclaredEvent): string {
  return `${protocol} ${contract} ${event}`;
}

/** Layouts of logs by address. */
async function readLayouts(rpcUrl: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const layouts = new Map<string, Set<string>>();
  const head = Number(await callRpc<string>(rpcUrl, "eth_blockNumber"));
  for (let from = 0; from <= head; from += PAGE) {
    const range = { fromBlock: `0x${from.toString(16)}`, toBlock: `0x${(from + PAGE - 1).toString(16)}` };
    for (const { address, topics } of await callRpc<Log[]>(rpcUrl, "eth_getLogs", [range])) {
      const seen = layouts.get(address) ?? new Set();
      layouts.set(address, seen.add(layoutKey(topics[0] ?? "", topics.length)));
    }
  }
  return layouts;
}

/**
 * Returns the names of the events that the subgraph reads and that a chain has, sorted. A contract that another one
 * created is known by its protocol and the layout of its logs.
 *
 * @param network - The contracts that are indexed.
 */
export async function eventsOnChain(network: NetworkConfig, rpcUrl: string): Promise<readonly string[]> {
  const layouts = await readLayouts(rpcUrl);
  const addresses = network.sources.map(({ address }) => address.toLowerCase());
  const created = [...layouts].filter(([address]) => !addresses.includes(address)).map(([, keys]) => keys);
  const protocols = new Set(network.sources.map(({ protocol }) => protocol));
  const isSeen = ({ protocol, contract, key }: DeclaredEvent): boolean => {
    const places = network.sources.filter((one) => one.protocol === protocol && one.contract === contract);
    if (places.length > 0) return places.some(({ address }) => layouts.get(address.toLowerCase())?.has(key));
    return protocols.has(protocol) && created.some((keys) => keys.has(key));
  };
  return declaredEvents().filter(isSeen).map(eventName).sort();
}
