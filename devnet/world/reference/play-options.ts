import { maxUint256, parseEther, parseUnits } from "viem";
import { GOVERNANCE, type ReferenceStage } from "./reference-stage.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const dollars = (amount: string) => parseUnits(amount, 8);
const DAY = 86_400n;
const [BUYER, WRITER, DEPOSITOR, SELLER, INSURED] = [1, 2, 3, 4, 5];
const [LONG, SHORT] = [0, 1];
const [AMERICAN, EUROPEAN] = [0, 1];
const [CASH, PHYSICAL] = [0, 1];
const VOLATILITY = parseEther("0.8");

async function price(stage: ReferenceStage, amount: string): Promise<void> {
  for (const reporter of [8, 9]) await stage.call(reporter, "OptionOracle", "report", [dollars(amount)]);
}

async function deploy(stage: ReferenceStage): Promise<void> {
  const usd = stage.get("USDC").address;
  const eth = await stage.deploy("TestToken", ["Ether", "ETHX", 18], "ETHX");
  const oracle = await stage.deploy("OracleAggregator", [eth.address, DAY * 40n, 2n, 200n], "OptionOracle");
  for (const reporter of [8, 9])
    await stage.call(GOVERNANCE, "OptionOracle", "addReporter", [stage.address(reporter)]);
  const common = [usd, eth.address, oracle.address];
  await stage.deploy("PutOptionBackstop", [...common, 1]);
  await stage.deploy("OptionsVault", [...common, 20_000n]);
  await stage.deploy("VarianceSwap", [...common, 1]);
  const terms = { trigger: dollars("150"), persistence: 3_600n, rateBps: 500n };
  await stage.deploy("PooledCover", [...common, terms]);
  for (const account of [GOVERNANCE, BUYER, WRITER, DEPOSITOR, SELLER, INSURED]) {
    await stage.call(account, "ETHX", "mint", [stage.address(account), parseEther("100")]);
    for (const spender of ["PutOptionBackstop", "OptionsVault", "VarianceSwap", "PooledCover"]) {
      await stage.call(account, "USDC", "approve", [stage.get(spender).address, maxUint256]);
      await stage.call(account, "ETHX", "approve", [stage.get(spender).address, maxUint256]);
    }
  }
}

/** Four series of puts: a written one in cash, one in kind, a European one, and one that the protocol holds. */
async function openPuts(stage: ReferenceStage, now: bigint): Promise<void> {
  const list = (side: number, style: number, settlement: number, days: bigint) =>
    stage.call(GOVERNANCE, "PutOptionBackstop", "list", [
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
  await stage.call(GOVERNANCE, "PutOptionBackstop", "fund", [usdc("3000")]);
  await list(SHORT, AMERICAN, CASH, 30n);
  await list(SHORT, AMERICAN, PHYSICAL, 30n);
  await list(SHORT, EUROPEAN, CASH, 10n);
  await list(LONG, AMERICAN, CASH, 30n);
  for (const [at, account] of [BUYER, BUYER, BUYER, WRITER].entries()) {
    await stage.call(account, "PutOptionBackstop", "open", [await series(stage, at), parseEther("4")]);
  }
}

/** Ids of the contract: its backstop, its market, then the series; exercises take ids, too, but come later. */
async function series(stage: ReferenceStage, at: number): Promise<`0x${string}`> {
  const first = BigInt(await stage.read<string>("PutOptionBackstop", "market")) + 1n;
  return `0x${(first + BigInt(at)).toString(16).padStart(64, "0")}`;
}

async function usePuts(stage: ReferenceStage): Promise<void> {
  const half = parseEther("2");
  await stage.call(BUYER, "PutOptionBackstop", "exercise", [await series(stage, 0), half]);
  await stage.call(BUYER, "PutOptionBackstop", "exercise", [await series(stage, 1), half]);
  await stage.call(GOVERNANCE, "PutOptionBackstop", "exerciseAgainst", [
    await series(stage, 3),
    stage.address(WRITER),
    parseEther("3"),
  ]);
}

async function beginOthers(stage: ReferenceStage, now: bigint): Promise<void> {
  await stage.call(DEPOSITOR, "OptionsVault", "deposit", [usdc("1000")]);
  await stage.call(GOVERNANCE, "OptionsVault", "beginRound", [dollars("190"), now + 7n * DAY, usdc("6")]);
  await stage.call(BUYER, "OptionsVault", "buy", [parseEther("8")]);
  const shares = await stage.read<bigint>("OptionsVault", "sharesOf", [stage.address(DEPOSITOR)]);
  await stage.call(DEPOSITOR, "OptionsVault", "queue", [shares / 4n]);
  await stage.call(GOVERNANCE, "VarianceSwap", "fund", [usdc("500")]);
  await stage.call(GOVERNANCE, "VarianceSwap", "enter", [
    stage.address(SELLER),
    parseEther("0.64"),
    usdc("400"),
    usdc("900"),
    now + 6n * DAY,
  ]);
  await stage.call(DEPOSITOR, "PooledCover", "underwrite", [usdc("5000")]);
  await stage.call(INSURED, "PooledCover", "buy", [usdc("1200"), 20n * DAY]);
  await stage.call(BUYER, "PooledCover", "buy", [usdc("300"), DAY]);
}

async function dayAt(stage: ReferenceStage, amount: string): Promise<void> {
  await stage.wait(Number(DAY) + 60);
  await price(stage, amount);
  await stage.call(SELLER, "VarianceSwap", "sample");
  await stage.call(SELLER, "PooledCover", "observe");
}

/** Options are written and bought at 200; the price falls to 110 within a week and stays. */
export async function playOptions(stage: ReferenceStage): Promise<void> {
  await deploy(stage);
  await price(stage, "200");
  const now = await stage.timestamp();
  await openPuts(stage, now);
  await beginOthers(stage, now);
  for (const amount of ["195", "170", "140"]) await dayAt(stage, amount);
  await stage.call(SELLER, "PooledCover", "lapse", [stage.address(BUYER)]);
  await usePuts(stage);
  for (const amount of ["120", "130", "110"]) await dayAt(stage, amount);
  await stage.call(SELLER, "VarianceSwap", "settle");
  await stage.call(INSURED, "PooledCover", "claim");
  await settleLate(stage);
}

async function settleLate(stage: ReferenceStage): Promise<void> {
  await stage.wait(Number(DAY) * 2);
  await stage.call(SELLER, "OptionsVault", "settle");
  await stage.call(BUYER, "OptionsVault", "claim", [1n]);
  await stage.call(DEPOSITOR, "OptionsVault", "withdraw");
  const covers = await stage.read<bigint>("PooledCover", "sharesOf", [stage.address(DEPOSITOR)]);
  await stage.call(DEPOSITOR, "PooledCover", "withdraw", [covers / 10n]);
  await stage.wait(Number(DAY) * 2);
  const european = await series(stage, 2);
  await stage.call(SELLER, "PutOptionBackstop", "fix", [european]);
  await stage.call(BUYER, "PutOptionBackstop", "exercise", [european, parseEther("3")]);
  await stage.wait(Number(DAY) * 25);
  for (const [at, account] of [BUYER, BUYER, BUYER, WRITER].entries()) {
    await stage.call(SELLER, "PutOptionBackstop", "expire", [
      await series(stage, at),
      stage.address(account),
    ]);
  }
}
