import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, type ReferenceWorld } from "./reference-world.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const [LONG, SHORT, WHALE, KEEPER, MEMBER] = [1, 2, 3, 4, 5];
const FEE = 3;
const TERMS = {
  initialBps: 1_000n,
  maintenanceBps: 500n,
  slopeBps: 100n,
  slopeUnit: parseEther("100"),
  penaltyBps: 100n,
};

async function price(world: ReferenceWorld, dollars: string): Promise<void> {
  for (const reporter of [8, 9]) {
    await world.call(reporter, "PerpOracle", "report", [parseUnits(dollars, 8)]);
  }
}

async function deploy(world: ReferenceWorld): Promise<void> {
  const usd = world.get("USDC");
  const native = await world.deploy("TestToken", ["Native", "NTV", 18], "NTV");
  const oracle = await world.deploy("OracleAggregator", [native.address, 7_200n, 2n, 200n], "PerpOracle");
  for (const reporter of [8, 9])
    await world.call(GOVERNANCE, "PerpOracle", "addReporter", [world.address(reporter)]);
  const waterfall = await world.deploy("Waterfall", [usd.address], "PerpWaterfall");
  const fund = await world.deploy("InsuranceFund", [usd.address, 1], "PerpFund");
  const engine = await world.deploy("MarginEngine", [
    usd.address,
    18,
    oracle.address,
    waterfall.address,
    fund.address,
    TERMS,
  ]);
  const cuts = await world.deploy("AutoDeleveraging", [engine.address, 2]);
  await world.deploy("NativeTokenHedge", [usd.address, engine.address, world.address(WHALE), 1]);
  await world.deploy("ClearingHouse", [usd.address, 1]);
  const market = await world.read<string>("MarginEngine", "market");
  await world.call(GOVERNANCE, "MarginEngine", "setDeleveraging", [cuts.address]);
  await world.call(GOVERNANCE, "PerpWaterfall", "setRunner", [market, engine.address]);
  await world.call(GOVERNANCE, "PerpWaterfall", "addLayer", [fund.address]);
  await world.call(GOVERNANCE, "PerpFund", "setWaterfall", [waterfall.address]);
}

async function equip(world: ReferenceWorld): Promise<void> {
  for (const account of [GOVERNANCE, LONG, SHORT, WHALE, KEEPER, MEMBER]) {
    await world.call(account, "USDC", "mint", [world.address(account), usdc("100000")]);
    for (const spender of ["MarginEngine", "PerpFund", "NativeTokenHedge", "ClearingHouse"]) {
      await world.call(account, "USDC", "approve", [world.get(spender).address, maxUint256]);
    }
  }
}

/** A long, a short and a whale; the hedge goes short against the whale; the fall breaks the whale, then the fund. */
export async function playPerpetuals(world: ReferenceWorld): Promise<void> {
  await deploy(world);
  await equip(world);
  await price(world, "100");
  const deposit = (account: number, amount: string) =>
    world.call(account, "MarginEngine", "deposit", [usdc(amount)]);
  await world.call(KEEPER, "PerpFund", "contribute", [FEE, usdc("300")]);
  await deposit(LONG, "1000");
  await deposit(SHORT, "3000");
  await deposit(WHALE, "2500");
  await deposit(KEEPER, "20000");
  const hedge = world.get("NativeTokenHedge").address;
  await world.call(SHORT, "MarginEngine", "setTaker", [world.address(LONG), true]);
  await world.call(SHORT, "MarginEngine", "setTaker", [world.address(WHALE), true]);
  await world.call(WHALE, "MarginEngine", "setTaker", [hedge, true]);
  await world.call(LONG, "MarginEngine", "trade", [world.address(SHORT), parseEther("20")]);
  await world.call(WHALE, "MarginEngine", "trade", [world.address(SHORT), parseEther("100")]);
  await world.call(GOVERNANCE, "NativeTokenHedge", "fund", [usdc("2000")]);
  await world.call(GOVERNANCE, "NativeTokenHedge", "extend", [usdc("1500"), -parseEther("50")]);
  await price(world, "95");
  await world.call(LONG, "MarginEngine", "withdraw", [usdc("200")]);
  await price(world, "80");
  await world.call(KEEPER, "MarginEngine", "liquidate", [world.address(WHALE)]);
  await price(world, "62");
  await world.call(KEEPER, "MarginEngine", "liquidate", [world.address(LONG)]);
  await world.call(KEEPER, "MarginEngine", "setTaker", [hedge, true]);
  await world.call(SHORT, "MarginEngine", "withdraw", [usdc("100")]);
}

/** Two members default in turn: the first within the house's capital, the second beyond everything. */
export async function playClearing(world: ReferenceWorld): Promise<void> {
  for (const account of [LONG, SHORT, WHALE])
    await world.call(GOVERNANCE, "ClearingHouse", "admit", [world.address(account)]);
  await world.call(GOVERNANCE, "ClearingHouse", "capitalise", [usdc("100")]);
  for (const account of [LONG, SHORT, WHALE]) {
    await world.call(account, "ClearingHouse", "contribute", [usdc("200")]);
    await world.call(account, "ClearingHouse", "deposit", [usdc("500")]);
  }
  await world.call(LONG, "ClearingHouse", "withdraw", [usdc("50")]);
  const members = [LONG, SHORT, WHALE].map((account) => world.address(account));
  await world.call(GOVERNANCE, "ClearingHouse", "settle", [
    members,
    [usdc("100"), -usdc("300"), usdc("200")],
  ]);
  await world.call(GOVERNANCE, "ClearingHouse", "settle", [
    members,
    [usdc("300"), -usdc("450"), usdc("150")],
  ]);
  await world.call(GOVERNANCE, "ClearingHouse", "settle", [members, [-usdc("2000"), 0n, usdc("2000")]]);
}
