import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, type ReferenceStage } from "./reference-stage.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const [LENDER, BORROWER, OTHER, LIQUIDATOR] = [1, 2, 3, 4];
const TERMS = { loanToValueBps: 7_500n, thresholdBps: 8_500n, bonusBps: 500n };

/** Loss that lenders bear in {@link playLending}, by hand: 700 of debt, 10 ETH at 42 less a bonus of 5 %. */
export const SOCIALISED = usdc("700") - (usdc("420") * 10_000n) / 10_500n;

async function price(stage: ReferenceStage, dollars: string): Promise<void> {
  for (const reporter of [8, 9])
    await stage.call(reporter, "LendingOracle", "report", [parseUnits(dollars, 8)]);
}

/** Loans are repaid, closed in time, and closed too late, so that lenders lose. */
export async function playLending(stage: ReferenceStage): Promise<void> {
  const eth = await stage.deploy("TestToken", ["Ether", "ETHL", 18], "ETHL");
  const oracle = await stage.deploy("OracleAggregator", [eth.address, 7_200n, 2n, 200n], "LendingOracle");
  for (const reporter of [8, 9])
    await stage.call(GOVERNANCE, "LendingOracle", "addReporter", [stage.address(reporter)]);
  const pool = await stage.deploy("LendingPool", [
    stage.get("USDC").address,
    eth.address,
    oracle.address,
    TERMS,
  ]);
  for (const account of [LENDER, BORROWER, OTHER, LIQUIDATOR]) {
    await stage.call(account, "ETHL", "mint", [stage.address(account), parseEther("100")]);
    await stage.call(account, "USDC", "approve", [pool.address, maxUint256]);
    await stage.call(account, "ETHL", "approve", [pool.address, maxUint256]);
  }
  await price(stage, "100");
  await stage.call(LENDER, "LendingPool", "supply", [usdc("3000")]);
  await stage.call(BORROWER, "LendingPool", "borrow", [parseEther("10"), usdc("700")]);
  await stage.call(OTHER, "LendingPool", "borrow", [parseEther("5"), usdc("300")]);
  await stage.call(OTHER, "LendingPool", "close");
  await stage.call(OTHER, "LendingPool", "borrow", [parseEther("10"), usdc("600")]);
  await price(stage, "70");
  await stage.call(LIQUIDATOR, "LendingPool", "liquidate", [stage.address(OTHER)]);
  await price(stage, "42");
  await stage.call(LIQUIDATOR, "LendingPool", "liquidate", [stage.address(BORROWER)]);
  const shares = await stage.read<bigint>("LendingPool", "sharesOf", [stage.address(LENDER)]);
  await stage.call(LENDER, "LendingPool", "withdraw", [shares / 3n]);
}
