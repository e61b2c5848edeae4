import { join } from "node:path";
import { loadNetwork, type NetworkConfig, type SourceConfig } from "../../subgraph/manifest/network.ts";
import { PERP } from "../workload/perp.ts";

/** Name under which graph-node knows the chain of a bench. */
export const BENCH_NETWORK = "bench";

const USDC = { quoteSymbol: "USDC", quoteDecimals: 18 };

/** Perp v1 was deployed elsewhere, so the mainnet file does not have it. */
const PERP_SOURCES: readonly SourceConfig[] = [
  {
    protocol: "perp",
    contract: "ClearingHouse",
    address: PERP.clearingHouse,
    startBlock: 1,
    context: { insuranceFund: PERP.insuranceFund, quote: PERP.quoteToken, ...USDC },
  },
  {
    protocol: "perp",
    contract: "InsuranceFund",
    address: PERP.insuranceFund,
    startBlock: 1,
    context: { clearingHouse: PERP.clearingHouse, quote: PERP.quoteToken, ...USDC },
  },
  {
    protocol: "perp",
    contract: "QuoteToken",
    address: PERP.quoteToken,
    startBlock: 1,
    context: { clearingHouse: PERP.clearingHouse, insuranceFund: PERP.insuranceFund, ...USDC },
  },
];

/** Returns every contract of mainnet and those of Perp, from block 1 of a chain made for a bench. */
export function benchNetwork(repoRoot: string): NetworkConfig {
  const { sources } = loadNetwork(join(repoRoot, "subgraph", "networks", "history.json"));
  return {
    name: BENCH_NETWORK,
    graphNetwork: BENCH_NETWORK,
    chainId: 31337,
    sources: [...sources, ...PERP_SOURCES],
  };
}
