import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, type ReferenceWorld } from "./reference-world.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const dollars = (amount: string) => parseUnits(amount, 8);
const DAY = 86_400n;
const [BUYER, WRITER, DEPOSITOR, SELLER, INSURED] = [1, 2, 3, 4, 5];
const [LONG, SHORT] = [0, 1];
const [AMERICAN, EUROPEAN] = [0, 1];
const [CASH, PHYSICAL] = [0, 1];
const VOLATILITY = parseEther("0.8");

async function price(world: ReferenceWorld, amount: string): Promise<void> {
  for (const reporter of [8, 9]) await world.call(reporter, "OptionOracle", "report", [dollars(amount)]);
}

async function deploy(world: ReferenceWorld): Promise<void> {
  const usd = world.get("USDC").address;
  const eth = await world.deploy("TestToken", ["Ether", "ETHX", 18], "ETHX");
  const oracle = await world.deploy("OracleAggregator", [eth.address, DAY * 40n, 2n, 200n], "OptionOracle");
  for (const reporter of [8, 9])
    await world.call(GOVERNANCE, "OptionOracle", "addReporter", [world.address(reporter)]);
  const common = [usd, eth.address, oracle.address];
  await world.deploy("PutOptionBackstop", [...common, 1]);
  await world.deploy("OptionsVault", [...common, 20_000n]);
  await world.deploy("VarianceSwap", [...common, 1]);
  const terms = { trigger: dollars("150"), persistence: 3_600n, rateBps: 500n };
  await world.deploy("PooledCover", [...common, terms]);
  for (const account of [GOVERNANCE, BUYER, WRITER, DEPOSITOR, SELLER, INSURED]) {
    await world.call(account, "ETHX", "mint", [world.address(account), parseEther("100")]);
    for (const spender of ["PutOptionBackstop", "OptionsVault", "VarianceSwap", "PooledCover"]) {
      await world.call(account, "USDC", "approve", [world.get(spender).address, maxUint256]);
      await world.call(account, "ETHX", "approve", [world.get(spender).address, maxUint256]);
    }
  }
}

/** Four series of puts: a written one in cash, one in kind, a European one, and one that the protocol holds. */
async function openPuts(world: ReferenceWorld, now: bigint): Promise<void> {
  const list = (side: number, style: number, settlement: number, days: bigint) =>
    world.call(GOVERNANCE, "PutOptionBackstop", "list", [
      {
        side,
        style,
        settlement,
        strike: dollars("180"),
        expiry: now + days * DAY,
        premium: usdc("9"),
        impliedVolatility: VOLATILITY,
      },
    ]);
  await world.call(GOVERNANCE, "PutOptionBackstop", "fund", [usdc("3000")]);
  await list(SHORT, AMERICAN, CASH, 30n);
  await list(SHORT, AMERICAN, PHYSICAL, 30n);
  await list(SHORT, EUROPEAN, CASH, 10n);
  await list(LONG, AMERICAN, CASH, 30n);
  for (const [at, account] of [BUYER, BUYER, BUYER, WRITER].entries()) {
    await world.call(account, "PutOptionBackstop", "open", [await series(world, at), parseEther("4")]);
  }
}

/** Ids of the contract: its backstop, its market, then the series; exercises take ids, too, but come later. */
async function series(world: ReferenceWorld, at: number): Promise<`0x${string}`> {
  const first = BigInt(await world.read<string>("PutOptionBackstop", "market")) + 1n;
  return `0x${(first + BigInt(at)).toString(16).padStart(64, "0")}`;
}

async function usePuts(world: ReferenceWorld): Promise<void> {
  const half = parseEther("2");
  await world.call(BUYER, "PutOptionBackstop", "exercise", [await series(world, 0), half]);
  await world.call(BUYER, "PutOptionBackstop", "exercise", [await series(world, 1), half]);
  await world.call(GOVERNANCE, "PutOptionBackstop", "exerciseAgainst", [
    await series(world, 3),
    world.address(WRITER),
    parseEther("3"),
  ]);
}

async function beginOthers(world: ReferenceWorld, now: bigint): Promise<void> {
  await world.call(DEPOSITOR, "OptionsVault", "deposit", [usdc("1000")]);
  await world.call(GOVERNANCE, "OptionsVault", "beginRound", [dollars("190"), now + 7n * DAY, usdc("6")]);
  await world.call(BUYER, "OptionsVault", "buy", [parseEther("8")]);
  const shares = await world.read<bigint>("OptionsVault", "sharesOf", [world.address(DEPOSITOR)]);
  await world.call(DEPOSITOR, "OptionsVault", "queue", [shares / 4n]);
  await world.call(GOVERNANCE, "VarianceSwap", "fund", [usdc("500")]);
  await world.call(GOVERNANCE, "VarianceSwap", "enter", [
    world.address(SELLER),
    parseEther("0.64"),
    usdc("400"),
    usdc("900"),
    now + 6n * DAY,
  ]);
  await world.call(DEPOSITOR, "PooledCover", "underwrite", [usdc("5000")]);
  await world.call(INSURED, "PooledCover", "buy", [usdc("1200"), 20n * DAY]);
  await world.call(BUYER, "PooledCover", "buy", [usdc("300"), DAY]);
}

async function dayAt(world: ReferenceWorld, amount: string): Promise<void> {
  await world.chain.wait(Number(DAY) + 60);
  await price(world, amount);
  await world.call(SELLER, "VarianceSwap", "sample");
  await world.call(SELLER, "PooledCover", "observe");
}

/** Options are written and bought at 200; the price falls to 110 within a week and stays. */
export async function playOptions(world: ReferenceWorld): Promise<void> {
  await deploy(world);
  await price(world, "200");
  const now = await world.chain.timestamp();
  await openPuts(world, now);
  await beginOthers(world, now);
  for (const amount of ["195", "170", "140"]) await dayAt(world, amount);
  await world.call(SELLER, "PooledCover", "lapse", [world.address(BUYER)]);
  await usePuts(world);
  for (const amount of ["120", "130", "110"]) await dayAt(world, amount);
  await world.call(SELLER, "VarianceSwap", "settle");
  await world.call(INSURED, "PooledCover", "claim");
  await settleLate(world);
}

async function settleLate(world: ReferenceWorld): Promise<void> {
  await world.chain.wait(Number(DAY) * 2);
  await world.call(SELLER, "OptionsVault", "settle");
  await world.call(BUYER, "OptionsVault", "claim", [1n]);
  await world.call(DEPOSITOR, "OptionsVault", "withdraw");
  const covers = await world.read<bigint>("PooledCover", "sharesOf", [world.address(DEPOSITOR)]);
  await world.call(DEPOSITOR, "PooledCover", "withdraw", [covers / 10n]);
  await world.chain.wait(Number(DAY) * 2);
  const european = await series(world, 2);
  await world.call(SELLER, "PutOptionBackstop", "fix", [european]);
  await world.call(BUYER, "PutOptionBackstop", "exercise", [european, parseEther("3")]);
  await world.chain.wait(Number(DAY) * 25);
  for (const [at, account] of [BUYER, BUYER, BUYER, WRITER].entries()) {
    await world.call(SELLER, "PutOptionBackstop", "expire", [
      await series(world, at),
      world.address(account),
    ]);
  }
}
