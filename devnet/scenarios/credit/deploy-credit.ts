import { type Hex, maxUint256 } from "viem";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import type { CreditTerms } from "./credit-terms.ts";

/** Who may report prices. */
export const REPORTERS = ["reporter-1", "reporter-2"] as const;

/** Key of the aggregator of the coin's own price, where it has one. */
export const COIN_ORACLE = "CoinOracle";

/** Fewest reports that make a price, and the widest they may lie apart, basis points. */
const [QUORUM, WIDEST_BPS] = [2n, 200n];

/** Places in the waterfall; a scenario may put layers of its own between the last two. */
const [POOL_RANK, SURPLUS_RANK, RECAP_RANK] = [1, 2, 5];

/** Places of layers that a scenario adds. */
export const ADDED_RANKS = [3, 4] as const;

/** The vaults' market. */
export function creditMarket(stage: ScenarioStage): Hex {
  return stage.id("CollateralVault", 1);
}

/** What vaults take and what they lend; the symbols are also the keys of the tokens on the stage. */
export interface CreditAssets {
  readonly collateral: { readonly name: string; readonly symbol: string };
  readonly coin: { readonly name: string; readonly symbol: string };
  /** Key of what says the price of the collateral in the coin; unless it is `OracleAggregator`, a cross of two prices. */
  readonly oracle: "OracleAggregator" | "CrossOracle";
}

/** Ether against a coin that is counted at a dollar. */
export const ETHER_FOR_DOLLARS: CreditAssets = {
  collateral: { name: "Wrapped ether", symbol: "WETH" },
  coin: { name: "Reference dollar", symbol: "RUSD" },
  oracle: "OracleAggregator",
};

/** Queues vaults with their oracle, engine, auction, stability pool, surplus buffer, waterfall and recapitalisation. */
export function deployCredit(stage: ScenarioStage, terms: CreditTerms, assets: CreditAssets): void {
  deployTokens(stage, terms, assets);
  deployVaults(stage, terms, assets);
  deployLayers(stage, terms, assets);
  wire(stage, assets);
}

function deployTokens(stage: ScenarioStage, { maxPriceAge }: CreditTerms, assets: CreditAssets): void {
  const { collateral, coin, oracle } = assets;
  stage.deploy("TestToken", [collateral.name, collateral.symbol, 18], collateral.symbol);
  stage.deploy("DebtToken", [coin.name, coin.symbol], coin.symbol);
  stage.deploy("DebtToken", ["Reference share", "REF"], "REF");
  deployFeed(stage, { token: collateral.symbol, maxPriceAge, key: "OracleAggregator" });
  if (oracle === "OracleAggregator") return;
  deployFeed(stage, { token: coin.symbol, maxPriceAge, key: COIN_ORACLE });
  stage.deploy(oracle, [stage.at("OracleAggregator"), stage.at(COIN_ORACLE)]);
}

interface FeedPlan {
  readonly token: string;
  readonly maxPriceAge: number;
  readonly key: string;
}

function deployFeed(stage: ScenarioStage, { token, maxPriceAge, key }: FeedPlan): void {
  stage.deploy("OracleAggregator", [stage.at(token), BigInt(maxPriceAge), QUORUM, WIDEST_BPS], key);
  for (const reporter of REPORTERS) stage.send(GOVERNANCE, key, "addReporter", [stage.of(reporter)]);
}

function deployVaults(stage: ScenarioStage, terms: CreditTerms, assets: CreditAssets): void {
  const { baseRatioBps, slopeBps, feeBps, ceiling } = terms;
  const [coin, collateral] = [stage.at(assets.coin.symbol), stage.at(assets.collateral.symbol)];
  const treasury = stage.of(GOVERNANCE);
  stage.deploy("SurplusBuffer", [coin, SURPLUS_RANK, terms.surplusTarget, treasury]);
  const parts = [collateral, coin, stage.at(assets.oracle), stage.at("SurplusBuffer")];
  stage.deploy("CollateralVault", [...parts, { baseRatioBps, slopeBps, feeBps, ceiling }]);
  stage.deploy("StabilityPool", [coin, collateral, creditMarket(stage), POOL_RANK]);
  stage.deploy("DutchAuction", [collateral, coin, BigInt(terms.auctionSeconds)]);
}

function deployLayers(stage: ScenarioStage, terms: CreditTerms, { coin }: CreditAssets): void {
  const { closeFactorBps, penaltyBps, auctionStartBps } = terms;
  const rules = { latency: BigInt(terms.latency), closeFactorBps, penaltyBps, auctionStartBps };
  stage.deploy("Waterfall", [stage.at(coin.symbol)]);
  const parts = ["CollateralVault", "Waterfall", "StabilityPool", "DutchAuction"].map((key) => stage.at(key));
  stage.deploy("LiquidationEngine", [...parts, rules]);
  const waterfall = stage.at("Waterfall");
  stage.deploy("Recapitalisation", [waterfall, stage.at("REF"), RECAP_RANK, BigInt(terms.recapSeconds)]);
}

function wire(stage: ScenarioStage, { coin }: CreditAssets): void {
  const engine = stage.at("LiquidationEngine");
  const govern = (key: string, functionName: string, args: readonly unknown[]) =>
    stage.send(GOVERNANCE, key, functionName, args);
  for (const key of ["CollateralVault", "StabilityPool", "DutchAuction"]) govern(key, "setEngine", [engine]);
  govern(coin.symbol, "setMinter", [stage.at("CollateralVault"), true]);
  govern("REF", "setMinter", [stage.at("Recapitalisation"), true]);
  govern("Waterfall", "setRunner", [creditMarket(stage), engine]);
  govern("Waterfall", "addLayer", [stage.at("SurplusBuffer")]);
  govern("Waterfall", "setBackstop", [stage.at("Recapitalisation"), stage.id("Recapitalisation", 1)]);
  govern("SurplusBuffer", "setWaterfall", [stage.at("Waterfall")]);
}

/** Lets contracts take a token of a role. */
export function approve(stage: ScenarioStage, role: string, token: string, keys: readonly string[]): void {
  for (const key of keys) stage.send(role, token, "approve", [stage.at(key), maxUint256]);
}
