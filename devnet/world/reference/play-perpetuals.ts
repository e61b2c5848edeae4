import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, type ReferenceStage } from "./reference-stage.ts";

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

async function price(stage: ReferenceStage, dollars: string): Promise<void> {
  for (const reporter of [8, 9]) {
    await stage.call(reporter, "PerpOracle", "report", [parseUnits(dollars, 8)]);
  }
}

async function deploy(stage: ReferenceStage): Promise<void> {
  const usd = stage.get("USDC");
  const native = await stage.deploy("TestToken", ["Native", "NTV", 18], "NTV");
  const oracle = await stage.deploy("OracleAggregator", [native.address, 7_200n, 2n, 200n], "PerpOracle");
  for (const reporter of [8, 9])
    await stage.call(GOVERNANCE, "PerpOracle", "addReporter", [stage.address(reporter)]);
  const waterfall = await stage.deploy("Waterfall", [usd.address], "PerpWaterfall");
  const fund = await stage.deploy("InsuranceFund", [usd.address, 1], "PerpFund");
  const engine = await stage.deploy("MarginEngine", [
    usd.address,
    18,
    oracle.address,
    waterfall.address,
    fund.address,
    TERMS,
  ]);
  const cuts = await stage.deploy("AutoDeleveraging", [engine.address, 2]);
  await stage.deploy("NativeTokenHedge", [usd.address, engine.address, stage.address(WHALE), 1]);
  await stage.deploy("ClearingHouse", [usd.address, 1]);
  const market = await stage.read<string>("MarginEngine", "market");
  await stage.call(GOVERNANCE, "MarginEngine", "setDeleveraging", [cuts.address]);
  await stage.call(GOVERNANCE, "PerpWaterfall", "setRunner", [market, engine.address]);
  await stage.call(GOVERNANCE, "PerpWaterfall", "addLayer", [fund.address]);
  await stage.call(GOVERNANCE, "PerpFund", "setWaterfall", [waterfall.address]);
}

async function equip(stage: ReferenceStage): Promise<void> {
  for (const account of [GOVERNANCE, LONG, SHORT, WHALE, KEEPER, MEMBER]) {
    await stage.call(account, "USDC", "mint", [stage.address(account), usdc("100000")]);
    for (const spender of ["MarginEngine", "PerpFund", "NativeTokenHedge", "ClearingHouse"]) {
      await stage.call(account, "USDC", "approve", [stage.get(spender).address, maxUint256]);
    }
  }
}

/** A long, a short and a whale; the hedge goes short against the whale; the fall breaks the whale, then the fund. */
export async function playPerpetuals(stage: ReferenceStage): Promise<void> {
  await deploy(stage);
  await equip(stage);
  await price(stage, "100");
  const deposit = (account: number, amount: string) =>
    stage.call(account, "MarginEngine", "deposit", [usdc(amount)]);
  await stage.call(KEEPER, "PerpFund", "contribute", [FEE, usdc("300")]);
  await deposit(LONG, "1000");
  await deposit(SHORT, "3000");
  await deposit(WHALE, "2500");
  await deposit(KEEPER, "20000");
  const hedge = stage.get("NativeTokenHedge").address;
  await stage.call(SHORT, "MarginEngine", "setTaker", [stage.address(LONG), true]);
  await stage.call(SHORT, "MarginEngine", "setTaker", [stage.address(WHALE), true]);
  await stage.call(WHALE, "MarginEngine", "setTaker", [hedge, true]);
  await stage.call(LONG, "MarginEngine", "trade", [stage.address(SHORT), parseEther("20")]);
  await stage.call(WHALE, "MarginEngine", "trade", [stage.address(SHORT), parseEther("100")]);
  await stage.call(GOVERNANCE, "NativeTokenHedge", "fund", [usdc("2000")]);
  await stage.call(GOVERNANCE, "NativeTokenHedge", "extend", [usdc("1500"), -parseEther("50")]);
  await price(stage, "95");
  await stage.call(LONG, "MarginEngine", "withdraw", [usdc("200")]);
  await price(stage, "80");
  await stage.call(KEEPER, "MarginEngine", "liquidate", [stage.address(WHALE)]);
  await price(stage, "62");
  await stage.call(KEEPER, "MarginEngine", "liquidate", [stage.address(LONG)]);
  await stage.call(KEEPER, "MarginEngine", "setTaker", [hedge, true]);
  await stage.call(SHORT, "MarginEngine", "withdraw", [usdc("100")]);
}

/** Two members default in turn: the first within the house's capital, the second beyond everything. */
export async function playClearing(stage: ReferenceStage): Promise<void> {
  for (const account of [LONG, SHORT, WHALE])
    await stage.call(GOVERNANCE, "ClearingHouse", "admit", [stage.address(account)]);
  await stage.call(GOVERNANCE, "ClearingHouse", "capitalise", [usdc("100")]);
  for (const account of [LONG, SHORT, WHALE]) {
    await stage.call(account, "ClearingHouse", "contribute", [usdc("200")]);
    await stage.call(account, "ClearingHouse", "deposit", [usdc("500")]);
  }
  await stage.call(LONG, "ClearingHouse", "withdraw", [usdc("50")]);
  const members = [LONG, SHORT, WHALE].map((account) => stage.address(account));
  await stage.call(GOVERNANCE, "ClearingHouse", "settle", [
    members,
    [usdc("100"), -usdc("300"), usdc("200")],
  ]);
  await stage.call(GOVERNANCE, "ClearingHouse", "settle", [
    members,
    [usdc("300"), -usdc("450"), usdc("150")],
  ]);
  await stage.call(GOVERNANCE, "ClearingHouse", "settle", [members, [-usdc("2000"), 0n, usdc("2000")]]);
}
