import { parseUnits } from "viem";
import { GOVERNANCE, type ReferenceWorld } from "./reference-world.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const DAY = 86_400;
const [RUNNER, STAKER, LATE_STAKER, BUYER, REINSURER] = [1, 2, 3, 4, 5];
const FEE = 3;
const loss = (number: number) => `0x${number.toString(16).padStart(64, "a")}`;

/** What each layer pays in {@link playLayers}, by hand, in units of USDC. */
export const LAYER_PAYMENTS = {
  // All of the first loss of 400; the other 600 of 1,000 of the second.
  INSURANCE_FUND: usdc("1000"),
  // 30 % of the 2,000 staked for the second loss; of the 1,400 left and 100 of rewards, 30 % for the third.
  STAKED_FIRST_LOSS: usdc("600") + usdc("450"),
  // All of the 500 that are not busy elsewhere.
  POL: usdc("500"),
  // The 300 that are left of the second loss of 2,000, of which 1,000 lie beyond the retention; of the third, of 1,500,
  // the 500 beyond the retention.
  REINSURANCE: usdc("300") + usdc("500"),
} as const;

/** The third loss leaves 1,500 − 450 − 500 unpaid, of which 300 are socialised and 200 written off. */
export const OPEN_IN_THE_END = usdc("50");

async function deploy(world: ReferenceWorld): Promise<void> {
  const token = await world.deploy("TestToken", ["USD Coin", "USDC", 6], "USDC");
  const share = await world.deploy("DebtToken", ["Bond share", "BOND"], "BOND");
  const waterfall = await world.deploy("Waterfall", [token.address]);
  await world.deploy("InsuranceFund", [token.address, 1]);
  await world.deploy("StakedModule", [token.address, 2, BigInt(7 * DAY), 3_000n]);
  const bonds = await world.deploy("BondReserve", [token.address, share.address, 3, BigInt(5 * DAY)]);
  await world.deploy("ReinsuranceLayer", [token.address, world.address(REINSURER), 4]);
  await world.call(GOVERNANCE, "BOND", "setMinter", [bonds.address, true]);
  for (const layer of ["InsuranceFund", "StakedModule", "BondReserve", "ReinsuranceLayer"]) {
    await world.call(GOVERNANCE, "Waterfall", "addLayer", [world.get(layer).address]);
    await world.call(GOVERNANCE, layer, "setWaterfall", [waterfall.address]);
    for (const account of [GOVERNANCE, RUNNER, STAKER, LATE_STAKER, BUYER, REINSURER]) {
      await world.call(account, "USDC", "approve", [world.get(layer).address, usdc("1000000")]);
    }
  }
  for (const account of [GOVERNANCE, RUNNER, STAKER, LATE_STAKER, BUYER, REINSURER]) {
    await world.call(account, "USDC", "mint", [world.address(account), usdc("10000")]);
  }
}

async function absorb(world: ReferenceWorld, number: number, amount: string): Promise<void> {
  const market = await world.read<string>("BondReserve", "market");
  await world.call(RUNNER, "Waterfall", "absorb", [
    market,
    loss(number),
    world.address(LATE_STAKER),
    usdc(amount),
  ]);
}

async function fill(world: ReferenceWorld): Promise<void> {
  await world.call(RUNNER, "InsuranceFund", "contribute", [FEE, usdc("1100")]);
  await world.call(GOVERNANCE, "InsuranceFund", "withdraw", [world.address(GOVERNANCE), usdc("100")]);
  await world.call(STAKER, "StakedModule", "stake", [usdc("1500")]);
  await world.call(LATE_STAKER, "StakedModule", "stake", [usdc("500")]);
  await world.call(GOVERNANCE, "BondReserve", "setTerms", [usdc("10"), 1_000n]);
  await world.call(BUYER, "BondReserve", "buy", [usdc("900")]);
  await world.call(GOVERNANCE, "BondReserve", "deploy", [usdc("400")]);
  await world.call(REINSURER, "ReinsuranceLayer", "fund", [usdc("800")]);
  await world.call(GOVERNANCE, "ReinsuranceLayer", "cede", [
    usdc("50"),
    usdc("1000"),
    usdc("850"),
    BigInt(30 * DAY),
  ]);
}

/** Fills the layers, lets three losses run through them, and lets everybody leave who can. */
export async function playLayers(world: ReferenceWorld): Promise<void> {
  await deploy(world);
  const market = await world.read<string>("BondReserve", "market");
  await world.call(GOVERNANCE, "Waterfall", "setRunner", [market, world.address(RUNNER)]);
  await fill(world);
  await absorb(world, 1, "400");
  const shares = await world.read<bigint>("StakedModule", "sharesOf", [world.address(STAKER)]);
  await world.call(STAKER, "StakedModule", "requestExit", [shares / 2n]);
  await world.call(STAKER, "StakedModule", "cancelExit");
  await absorb(world, 2, "2000");
  await world.call(RUNNER, "StakedModule", "reward", [usdc("100")]);
  await world.call(STAKER, "StakedModule", "requestExit", [shares / 2n]);
  await absorb(world, 3, "1500");
  await world.call(RUNNER, "Waterfall", "socialise", [market, loss(3), usdc("300"), 5, usdc("9000")]);
  await world.call(GOVERNANCE, "Waterfall", "writeOff", [market, loss(3), usdc("200")]);
  await world.call(GOVERNANCE, "StakedModule", "setMaxSlash", [0n]);
  await world.chain.wait(8 * DAY);
  await world.call(STAKER, "StakedModule", "exit");
  await world.call(BUYER, "BondReserve", "redeem");
  await world.call(GOVERNANCE, "BondReserve", "recall", [usdc("400"), usdc("7")]);
  await world.call(GOVERNANCE, "StakedModule", "setMaxSlash", [1_000n]);
}
