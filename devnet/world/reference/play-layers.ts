import { parseUnits } from "viem";
import { GOVERNANCE, type ReferenceStage } from "./reference-stage.ts";

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

async function deploy(stage: ReferenceStage): Promise<void> {
  const token = await stage.deploy("TestToken", ["USD Coin", "USDC", 6], "USDC");
  const share = await stage.deploy("DebtToken", ["Bond share", "BOND"], "BOND");
  const waterfall = await stage.deploy("Waterfall", [token.address]);
  await stage.deploy("InsuranceFund", [token.address, 1]);
  await stage.deploy("StakedModule", [token.address, 2, BigInt(7 * DAY), 3_000n]);
  const bonds = await stage.deploy("BondReserve", [token.address, share.address, 3, BigInt(5 * DAY)]);
  await stage.deploy("ReinsuranceLayer", [token.address, stage.address(REINSURER), 4]);
  await stage.call(GOVERNANCE, "BOND", "setMinter", [bonds.address, true]);
  for (const layer of ["InsuranceFund", "StakedModule", "BondReserve", "ReinsuranceLayer"]) {
    await stage.call(GOVERNANCE, "Waterfall", "addLayer", [stage.get(layer).address]);
    await stage.call(GOVERNANCE, layer, "setWaterfall", [waterfall.address]);
    for (const account of [GOVERNANCE, RUNNER, STAKER, LATE_STAKER, BUYER, REINSURER]) {
      await stage.call(account, "USDC", "approve", [stage.get(layer).address, usdc("1000000")]);
    }
  }
  for (const account of [GOVERNANCE, RUNNER, STAKER, LATE_STAKER, BUYER, REINSURER]) {
    await stage.call(account, "USDC", "mint", [stage.address(account), usdc("10000")]);
  }
}

async function absorb(stage: ReferenceStage, number: number, amount: string): Promise<void> {
  const market = await stage.read<string>("BondReserve", "market");
  await stage.call(RUNNER, "Waterfall", "absorb", [
    market,
    loss(number),
    stage.address(LATE_STAKER),
    usdc(amount),
  ]);
}

async function fill(stage: ReferenceStage): Promise<void> {
  await stage.call(RUNNER, "InsuranceFund", "contribute", [FEE, usdc("1100")]);
  await stage.call(GOVERNANCE, "InsuranceFund", "withdraw", [stage.address(GOVERNANCE), usdc("100")]);
  await stage.call(STAKER, "StakedModule", "stake", [usdc("1500")]);
  await stage.call(LATE_STAKER, "StakedModule", "stake", [usdc("500")]);
  await stage.call(GOVERNANCE, "BondReserve", "setTerms", [usdc("10"), 1_000n]);
  await stage.call(BUYER, "BondReserve", "buy", [usdc("900")]);
  await stage.call(GOVERNANCE, "BondReserve", "deploy", [usdc("400")]);
  await stage.call(REINSURER, "ReinsuranceLayer", "fund", [usdc("800")]);
  await stage.call(GOVERNANCE, "ReinsuranceLayer", "cede", [
    usdc("50"),
    usdc("1000"),
    usdc("850"),
    BigInt(30 * DAY),
  ]);
}

/** Fills the layers, lets three losses run through them, and lets everybody leave who can. */
export async function playLayers(stage: ReferenceStage): Promise<void> {
  await deploy(stage);
  const market = await stage.read<string>("BondReserve", "market");
  await stage.call(GOVERNANCE, "Waterfall", "setRunner", [market, stage.address(RUNNER)]);
  await fill(stage);
  await absorb(stage, 1, "400");
  const shares = await stage.read<bigint>("StakedModule", "sharesOf", [stage.address(STAKER)]);
  await stage.call(STAKER, "StakedModule", "requestExit", [shares / 2n]);
  await stage.call(STAKER, "StakedModule", "cancelExit");
  await absorb(stage, 2, "2000");
  await stage.call(RUNNER, "StakedModule", "reward", [usdc("100")]);
  await stage.call(STAKER, "StakedModule", "requestExit", [shares / 2n]);
  await absorb(stage, 3, "1500");
  await stage.call(RUNNER, "Waterfall", "socialise", [market, loss(3), usdc("300"), 5, usdc("9000")]);
  await stage.call(GOVERNANCE, "Waterfall", "writeOff", [market, loss(3), usdc("200")]);
  await stage.call(GOVERNANCE, "StakedModule", "setMaxSlash", [0n]);
  await stage.wait(8 * DAY);
  await stage.call(STAKER, "StakedModule", "exit");
  await stage.call(BUYER, "BondReserve", "redeem");
  await stage.call(GOVERNANCE, "BondReserve", "recall", [usdc("400"), usdc("7")]);
  await stage.call(GOVERNANCE, "StakedModule", "setMaxSlash", [1_000n]);
}
