import type { NetworkConfig, SourceConfig } from "../../subgraph/manifest/network.ts";
import type { World } from "./world.ts";

function coverageSources({ coverage, startBlocks }: World): SourceConfig[] {
  const { address, symbol, decimals } = coverage.collateral;
  return [
    {
      protocol: "keep",
      contract: "AssetPool",
      address: coverage.assetPool.address,
      startBlock: startBlocks.coverage,
      context: { asset: address, assetSymbol: symbol, assetDecimals: decimals },
    },
  ];
}

function perpSources({ perp, startBlocks }: World): SourceConfig[] {
  const { quoteToken, clearingHouse, insuranceFund, priceFeed } = perp;
  const startBlock = startBlocks.perp;
  const terms = { quoteSymbol: quoteToken.symbol, quoteDecimals: quoteToken.decimals };
  const parties = { clearingHouse: clearingHouse.address, insuranceFund: insuranceFund.address };
  const quote = quoteToken.address;
  return [
    {
      protocol: "perp",
      contract: "ClearingHouse",
      address: clearingHouse.address,
      startBlock,
      context: { insuranceFund: insuranceFund.address, quote, ...terms },
    },
    {
      protocol: "perp",
      contract: "InsuranceFund",
      address: insuranceFund.address,
      startBlock,
      context: { clearingHouse: clearingHouse.address, quote, ...terms },
    },
    {
      protocol: "perp",
      contract: "QuoteToken",
      address: quote,
      startBlock,
      context: { ...parties, ...terms },
    },
    {
      protocol: "perp",
      contract: "PriceFeed",
      address: priceFeed.address,
      startBlock,
      context: { quote: "USD" },
    },
  ];
}

function aaveSources({ aave, startBlocks }: World): SourceConfig[] {
  const startBlock = startBlocks.aave;
  const { pool, configurator, oracle } = aave;
  return [
    { protocol: "aave", contract: "Pool", address: pool.address, startBlock, context: {} },
    {
      protocol: "aave",
      contract: "PoolConfigurator",
      address: configurator.address,
      startBlock,
      context: { pool: pool.address, oracle: oracle.address },
    },
    { protocol: "aave", contract: "Oracle", address: oracle.address, startBlock, context: {} },
  ];
}

/**
 * Tells the subgraph where the contracts of the local world are.
 *
 * @param reference - Where the reference contracts are.
 */
export function describeNetwork(world: World, reference: readonly SourceConfig[]): NetworkConfig {
  return {
    name: "seawall-local",
    graphNetwork: "seawall-local",
    chainId: world.chain.chainId,
    sources: [...coverageSources(world), ...perpSources(world), ...aaveSources(world), ...reference],
  };
}
