import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, type ReferenceWorld } from "./reference-world.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const [LENDER, BORROWER, OTHER, LIQUIDATOR] = [1, 2, 3, 4];
const TERMS = { loanToValueBps: 7_500n, thresholdBps: 8_500n, bonusBps: 500n };

/** Loss that lenders bear in {@link playLending}, by hand: 700 of debt, 10 ETH at 42 less a bonus of 5 %. */
export const SOCIALISED = usdc("700") - (usdc("420") * 10_000n) / 10_500n;

async function price(world: ReferenceWorld, dollars: string): Promise<void> {
  for (const reporter of [8, 9])
    await world.call(reporter, "LendingOracle", "report", [parseUnits(dollars, 8)]);
}

/** Loans are repaid, closed in time, and closed too late, so that lenders lose. */
export async function playLending(world: ReferenceWorld): Promise<void> {
  const eth = await world.deploy("TestToken", ["Ether", "ETHL", 18], "ETHL");
  const oracle = await world.deploy("OracleAggregator", [eth.address, 7_200n, 2n, 200n], "LendingOracle");
  for (const reporter of [8, 9])
    await world.call(GOVERNANCE, "LendingOracle", "addReporter", [world.address(reporter)]);
  const pool = await world.deploy("LendingPool", [
    world.get("USDC").address,
    eth.address,
    oracle.address,
    TERMS,
  ]);
  for (const account of [LENDER, BORROWER, OTHER, LIQUIDATOR]) {
    await world.call(account, "ETHL", "mint", [world.address(account), parseEther("100")]);
    await world.call(account, "USDC", "approve", [pool.address, maxUint256]);
    await world.call(account, "ETHL", "approve", [pool.address, maxUint256]);
  }
  await price(world, "100");
  await world.call(LENDER, "LendingPool", "supply", [usdc("3000")]);
  await world.call(BORROWER, "LendingPool", "borrow", [parseEther("10"), usdc("700")]);
  await world.call(OTHER, "LendingPool", "borrow", [parseEther("5"), usdc("300")]);
  await world.call(OTHER, "LendingPool", "close");
  await world.call(OTHER, "LendingPool", "borrow", [parseEther("10"), usdc("600")]);
  await price(world, "70");
  await world.call(LIQUIDATOR, "LendingPool", "liquidate", [world.address(OTHER)]);
  await price(world, "42");
  await world.call(LIQUIDATOR, "LendingPool", "liquidate", [world.address(BORROWER)]);
  const shares = await world.read<bigint>("LendingPool", "sharesOf", [world.address(LENDER)]);
  await world.call(LENDER, "LendingPool", "withdraw", [shares / 3n]);
}
