import { resolve } from "node:path";
import { expect, test } from "vitest";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { generateManifest } from "../../subgraph/manifest/manifest.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";

const NETWORK = resolve(import.meta.dirname, "../gnd/network.json");
const EVERYTHING = generateManifest(loadNetwork(NETWORK), { abis: buildAbis(), repoRoot: ".." });

test("calls are declared, never made on the fly", () => {
  const handlers = EVERYTHING.dataSources.flatMap((one) => one.mapping.eventHandlers);
  const calls = new Set(handlers.flatMap((one) => Object.values(one.calls ?? {})));
  expect(calls).toEqual(
    new Set([
      "HegicOptions[event.address].options(event.params.id)",
      "Erc20[event.params.asset].symbol()",
      "Erc20[event.params.asset].decimals()",
      "StakedToken[event.address].balanceOf(event.params.user)",
      "Erc20[event.params.underlying].symbol()",
      "Erc20[event.params.underlying].decimals()",
      "Strategy[event.params.account].priceProvider()",
      "Erc20[event.params.underlyingAsset].symbol()",
      "Erc20[event.params.underlyingAsset].decimals()",
      "Erc20[event.params.token].symbol()",
      "Erc20[event.params.token].decimals()",
      "Erc20[event.params.strike].symbol()",
      "Erc20[event.params.strike].decimals()",
      "Erc20[event.params.collateral].symbol()",
      "Erc20[event.params.collateral].decimals()",
      "Erc20[event.params.loanToken].symbol()",
      "Erc20[event.params.loanToken].decimals()",
      "Erc20[event.params.collateralToken].symbol()",
      "Erc20[event.params.collateralToken].decimals()",
      "Erc20[event.params.proxy].symbol()",
      "Erc20[event.params.proxy].decimals()",
      "VToken[event.params.vTokenAddress].underlying()",
      "VToken[event.params.vTokenAddress].symbol()",
      "Source[event.params.source].aggregator()",
      "Aggregator[event.params.latestAggregator].decimals()",
      "Aggregator[event.params.previousAggregator].decimals()",
      "Main[event.params.main].basketHandler()",
      "Erc20[event.params.rToken].symbol()",
      "Erc20[event.params.rToken].decimals()",
      "Erc20[event.params.assetAddress].symbol()",
      "Erc20[event.params.assetAddress].decimals()",
      "Cover[event.address].getCoverData(event.params.coverId)",
      "OptionMarket[event.address].getStrikeAndExpiry(event.params.strikeId)",
      "OptionMarket[event.address].getBoardStrikes(event.params.boardId)",
      "Erc20[event.params.token_].symbol()",
      "Erc20[event.params.token_].decimals()",
    ]),
  );
});
