import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, ReferenceWorld } from "./reference-world.ts";

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
export async function reportPrice(world: ReferenceWorld, dollars: string): Promise<void> {
  for (const reporter of [8, 9]) {
    await world.call(reporter, "OracleAggregator", "report", [parseUnits(dollars, 8)]);
  }
}

async function deployCore(world: ReferenceWorld): Promise<void> {
  const weth = await world.deploy("TestToken", ["Wrapped ether", "WETH", 18], "WETH");
  const coin = await world.deploy("DebtToken", ["Reference dollar", "RUSD"], "RUSD");
  const oracle = await world.deploy("OracleAggregator", [weth.address, 7_200n, 2n, 200n]);
  for (const reporter of [8, 9]) {
    await world.call(GOVERNANCE, "OracleAggregator", "addReporter", [world.address(reporter)]);
  }
  const surplus = await world.deploy("SurplusBuffer", [
    coin.address,
    2,
    parseEther("500"),
    world.address(GOVERNANCE),
  ]);
  const vault = await world.deploy("CollateralVault", [
    weth.address,
    coin.address,
    oracle.address,
    surplus.address,
    TERMS,
  ]);
  const market = await world.read<string>("CollateralVault", "market");
  await world.call(GOVERNANCE, "RUSD", "setMinter", [vault.address, true]);
  await world.deploy("StabilityPool", [coin.address, weth.address, market, 1]);
  await world.deploy("DutchAuction", [weth.address, coin.address, AUCTION_SECONDS]);
  await world.deploy("Waterfall", [coin.address]);
}

async function deployEngine(world: ReferenceWorld): Promise<void> {
  const address = (key: string) => world.get(key).address;
  const engine = await world.deploy("LiquidationEngine", [
    address("CollateralVault"),
    address("Waterfall"),
    address("StabilityPool"),
    address("DutchAuction"),
    RULES,
  ]);
  const token = await world.deploy("DebtToken", ["Reference share", "REF"], "REF");
  await world.deploy("Recapitalisation", [address("Waterfall"), token.address, 3, RECAP_SECONDS]);
  const market = await world.read<string>("CollateralVault", "market");
  const backstop = await world.read<string>("Recapitalisation", "backstop");
  const act = (key: string, name: string, args: readonly unknown[]) =>
    world.call(GOVERNANCE, key, name, args);
  for (const key of ["CollateralVault", "StabilityPool", "DutchAuction"])
    await act(key, "setEngine", [engine.address]);
  await act("REF", "setMinter", [address("Recapitalisation"), true]);
  await act("Waterfall", "setRunner", [market, engine.address]);
  await act("Waterfall", "addLayer", [address("SurplusBuffer")]);
  await act("Waterfall", "setBackstop", [address("Recapitalisation"), backstop]);
  await act("SurplusBuffer", "setWaterfall", [address("Waterfall")]);
}

/** Deploys vaults with their engine, auction, stability pool, surplus buffer, waterfall and recapitalisation. */
export async function deployCredit(world: ReferenceWorld): Promise<void> {
  await deployCore(world);
  await deployEngine(world);
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
        await world.call(account, token, "approve", [world.get(spender).address, maxUint256]);
      }
    }
  }
}

/** Opens a vault of an owner. */
export async function openVault(
  world: ReferenceWorld,
  owner: number,
  weth: string,
  debt: string,
): Promise<void> {
  await world.call(owner, "WETH", "mint", [world.address(owner), parseEther(weth)]);
  await world.call(owner, "CollateralVault", "adjust", [parseEther(weth), parseEther(debt)]);
}

/** Starts a world with the credit contracts. */
export async function startCreditWorld(): Promise<ReferenceWorld> {
  const world = await ReferenceWorld.start();
  await deployCredit(world);
  return world;
}
