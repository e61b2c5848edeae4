import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, type ReferenceStage } from "./reference-stage.ts";

/** Who does what. */
export const OWNERS = [1, 2, 3, 4] as const;
export const KEEPER = 5;
export const POOL_DEPOSITOR = 6;
export const RECAP_BIDDER = 7;

const TERMS = { baseRatioBps: 15_000n, slopeBps: 2_000n, feeBps: 50n, ceiling: parseEther("10000000") };
const RULES = { latency: 3_600n, closeFactorBps: 5_000n, penaltyBps: 1_000n, auctionStartBps: 12_000n };
const AUCTION_SECONDS = 3_600n;
const RECAP_SECONDS = 7_200n;

/** Reports one price by all reporters. @param dollars - For one whole unit. */
export async function reportPrice(stage: ReferenceStage, dollars: string): Promise<void> {
  for (const reporter of [8, 9]) {
    await stage.call(reporter, "OracleAggregator", "report", [parseUnits(dollars, 8)]);
  }
}

async function deployCore(stage: ReferenceStage): Promise<void> {
  const weth = await stage.deploy("TestToken", ["Wrapped ether", "WETH", 18], "WETH");
  const coin = await stage.deploy("DebtToken", ["Reference dollar", "RUSD"], "RUSD");
  const oracle = await stage.deploy("OracleAggregator", [weth.address, 7_200n, 2n, 200n]);
  for (const reporter of [8, 9]) {
    await stage.call(GOVERNANCE, "OracleAggregator", "addReporter", [stage.address(reporter)]);
  }
  const surplus = await stage.deploy("SurplusBuffer", [
    coin.address,
    2,
    parseEther("500"),
    stage.address(GOVERNANCE),
  ]);
  const vault = await stage.deploy("CollateralVault", [
    weth.address,
    coin.address,
    oracle.address,
    surplus.address,
    TERMS,
  ]);
  const market = await stage.read<string>("CollateralVault", "market");
  await stage.call(GOVERNANCE, "RUSD", "setMinter", [vault.address, true]);
  await stage.deploy("StabilityPool", [coin.address, weth.address, market, 1]);
  await stage.deploy("DutchAuction", [weth.address, coin.address, AUCTION_SECONDS]);
  await stage.deploy("Waterfall", [coin.address]);
}

async function deployEngine(stage: ReferenceStage): Promise<void> {
  const address = (key: string) => stage.get(key).address;
  const engine = await stage.deploy("LiquidationEngine", [
    address("CollateralVault"),
    address("Waterfall"),
    address("StabilityPool"),
    address("DutchAuction"),
    RULES,
  ]);
  const token = await stage.deploy("DebtToken", ["Reference share", "REF"], "REF");
  await stage.deploy("Recapitalisation", [address("Waterfall"), token.address, 3, RECAP_SECONDS]);
  const market = await stage.read<string>("CollateralVault", "market");
  const backstop = await stage.read<string>("Recapitalisation", "backstop");
  const act = (key: string, name: string, args: readonly unknown[]) =>
    stage.call(GOVERNANCE, key, name, args);
  for (const key of ["CollateralVault", "StabilityPool", "DutchAuction"])
    await act(key, "setEngine", [engine.address]);
  await act("REF", "setMinter", [address("Recapitalisation"), true]);
  await act("Waterfall", "setRunner", [market, engine.address]);
  await act("Waterfall", "addLayer", [address("SurplusBuffer")]);
  await act("Waterfall", "setBackstop", [address("Recapitalisation"), backstop]);
  await act("SurplusBuffer", "setWaterfall", [address("Waterfall")]);
}

/** Deploys vaults with their engine, auction, stability pool, surplus buffer, waterfall and recapitalisation. */
export async function deployCredit(stage: ReferenceStage): Promise<void> {
  await deployCore(stage);
  await deployEngine(stage);
  const spenders = [
    "CollateralVault",
    "LiquidationEngine",
    "StabilityPool",
    "DutchAuction",
    "Recapitalisation",
  ];
  for (const account of [...OWNERS, KEEPER, POOL_DEPOSITOR, RECAP_BIDDER]) {
    for (const spender of spenders) {
      for (const token of ["WETH", "RUSD"]) {
        await stage.call(account, token, "approve", [stage.get(spender).address, maxUint256]);
      }
    }
  }
}

/** Opens a vault of an owner. */
export async function openVault(
  stage: ReferenceStage,
  owner: number,
  weth: string,
  debt: string,
): Promise<void> {
  await stage.call(owner, "WETH", "mint", [stage.address(owner), parseEther(weth)]);
  await stage.call(owner, "CollateralVault", "adjust", [parseEther(weth), parseEther(debt)]);
}
