import { type Hex, maxUint256 } from "viem";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import type { CreditTerms } from "./credit-terms.ts";

/** Who may report prices. */
export const REPORTERS = ["reporter-1", "reporter-2"] as const;

/** Fewest reports that make a price, and the widest they may lie apart, basis points. */
const [QUORUM, WIDEST_BPS] = [2n, 200n];

/** Places in the waterfall; a scenario may put a layer of its own between the last two. */
const [POOL_RANK, SURPLUS_RANK, RECAP_RANK] = [1, 2, 4];

/** Place of a layer that a scenario adds. */
export const ADDED_RANK = 3;

/** The vaults' market. */
export function creditMarket(stage: ScenarioStage): Hex {
  return stage.id("CollateralVault", 1);
}

/** Queues vaults with their oracle, engine, auction, stability pool, surplus buffer, waterfall and recapitalisation. */
export function deployCredit(stage: ScenarioStage, terms: CreditTerms): void {
  deployTokens(stage, terms);
  deployVaults(stage, terms);
  deployLayers(stage, terms);
  wire(stage);
}

function deployTokens(stage: ScenarioStage, { maxPriceAge }: CreditTerms): void {
  stage.deploy("TestToken", ["Wrapped ether", "WETH", 18], "WETH");
  stage.deploy("DebtToken", ["Reference dollar", "RUSD"], "RUSD");
  stage.deploy("DebtToken", ["Reference share", "REF"], "REF");
  stage.deploy("OracleAggregator", [stage.at("WETH"), BigInt(maxPriceAge), QUORUM, WIDEST_BPS]);
  for (const reporter of REPORTERS)
    stage.send(GOVERNANCE, "OracleAggregator", "addReporter", [stage.of(reporter)]);
}

function deployVaults(stage: ScenarioStage, terms: CreditTerms): void {
  const { baseRatioBps, slopeBps, feeBps, ceiling } = terms;
  const [coin, weth] = [stage.at("RUSD"), stage.at("WETH")];
  const treasury = stage.of(GOVERNANCE);
  stage.deploy("SurplusBuffer", [coin, SURPLUS_RANK, terms.surplusTarget, treasury]);
  const parts = [weth, coin, stage.at("OracleAggregator"), stage.at("SurplusBuffer")];
  stage.deploy("CollateralVault", [...parts, { baseRatioBps, slopeBps, feeBps, ceiling }]);
  stage.deploy("StabilityPool", [coin, weth, creditMarket(stage), POOL_RANK]);
  stage.deploy("DutchAuction", [weth, coin, BigInt(terms.auctionSeconds)]);
}

function deployLayers(stage: ScenarioStage, terms: CreditTerms): void {
  const { closeFactorBps, penaltyBps, auctionStartBps } = terms;
  const rules = { latency: BigInt(terms.latency), closeFactorBps, penaltyBps, auctionStartBps };
  stage.deploy("Waterfall", [stage.at("RUSD")]);
  const parts = ["CollateralVault", "Waterfall", "StabilityPool", "DutchAuction"].map((key) => stage.at(key));
  stage.deploy("LiquidationEngine", [...parts, rules]);
  const waterfall = stage.at("Waterfall");
  stage.deploy("Recapitalisation", [waterfall, stage.at("REF"), RECAP_RANK, BigInt(terms.recapSeconds)]);
}

function wire(stage: ScenarioStage): void {
  const engine = stage.at("LiquidationEngine");
  const govern = (key: string, functionName: string, args: readonly unknown[]) =>
    stage.send(GOVERNANCE, key, functionName, args);
  for (const key of ["CollateralVault", "StabilityPool", "DutchAuction"]) govern(key, "setEngine", [engine]);
  govern("RUSD", "setMinter", [stage.at("CollateralVault"), true]);
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
