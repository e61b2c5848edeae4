import { parseEther, parseUnits } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GOVERNANCE } from "../../../devnet/world/reference/reference-stage.ts";
import { ReferenceWorld } from "../../support/world/reference/reference-world.ts";

const [RUNNER, HOLDER, OTHER, PAYER] = [1, 2, 3, 4];
const DAY = 86_400;
const [LONG, AMERICAN, CASH] = [0, 0, 0];
const ALL = 10n ** 30n;
/** Chosen by the test, as the contract of a market would. */
const MARKET = word(77n);

let world: ReferenceWorld;

function word(value: bigint): `0x${string}` {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

/** The id that a contract makes after one of its own. */
function next(id: string, after: bigint): `0x${string}` {
  return word(BigInt(id) + after);
}

async function approveAll(spender: string): Promise<void> {
  for (const account of [GOVERNANCE, RUNNER, HOLDER, OTHER, PAYER]) {
    await world.call(account, "USDC", "approve", [world.get(spender).address, ALL]);
  }
}

async function price(dollars: string): Promise<void> {
  await world.call(GOVERNANCE, "OracleAggregator", "report", [parseUnits(dollars, 8)]);
}

/** The runner's account answers every call, as a market's contract does when its losses are covered. */
async function makeSilent(account: number): Promise<void> {
  const body = { jsonrpc: "2.0", id: 1, method: "anvil_setCode", params: [world.address(account), "0x00"] };
  const headers = { "content-type": "application/json" };
  await fetch(world.rpcUrl, { method: "POST", headers, body: JSON.stringify(body) });
}

async function deployCapital(): Promise<void> {
  const usdc = (await world.deploy("TestToken", ["USD Coin", "USDC", 6], "USDC")).address;
  const share = (await world.deploy("DebtToken", ["Share", "SHARE"])).address;
  const waterfall = (await world.deploy("Waterfall", [usdc])).address;
  await world.deploy("InsuranceFund", [usdc, 1]);
  await world.deploy("StakedModule", [usdc, 2, BigInt(7 * DAY), 3_000n]);
  await world.deploy("DepositInsurance", [usdc, 250n, 1]);
  const recap = await world.deploy("Recapitalisation", [waterfall, share, 3, BigInt(DAY)]);
  await world.call(GOVERNANCE, "DebtToken", "setMinter", [recap.address, true]);
  await world.call(GOVERNANCE, "Waterfall", "setRunner", [MARKET, world.address(RUNNER)]);
  await world.call(GOVERNANCE, "Waterfall", "addLayer", [world.get("InsuranceFund").address]);
  await world.call(GOVERNANCE, "InsuranceFund", "setWaterfall", [waterfall]);
  await world.call(GOVERNANCE, "DepositInsurance", "setBank", [world.address(PAYER)]);
}

async function deployOptions(): Promise<void> {
  const usdc = world.get("USDC").address;
  const eth = (await world.deploy("TestToken", ["Ether", "ETH", 18], "ETH")).address;
  const oracle = (await world.deploy("OracleAggregator", [eth, BigInt(40 * DAY), 1n, 200n])).address;
  await world.call(GOVERNANCE, "OracleAggregator", "addReporter", [world.address(GOVERNANCE)]);
  await price("200");
  await world.deploy("PutOptionBackstop", [usdc, eth, oracle, 1]);
  const terms = { trigger: parseUnits("150", 8), persistence: 3_600n, rateBps: 500n };
  await world.deploy("PooledCover", [usdc, eth, oracle, terms]);
}

async function listHeldPut(): Promise<void> {
  const expiry = (await world.chain.timestamp()) + BigInt(30 * DAY);
  const terms = { side: LONG, style: AMERICAN, settlement: CASH, strike: parseUnits("180", 8), expiry };
  const all = { ...terms, premium: 0n, impliedVolatility: 0n };
  await world.call(GOVERNANCE, "PutOptionBackstop", "list", [all]);
}

beforeAll(async () => {
  world = await ReferenceWorld.start();
  await deployCapital();
  await deployOptions();
  for (const account of [GOVERNANCE, RUNNER, HOLDER, OTHER, PAYER]) {
    await world.call(GOVERNANCE, "USDC", "mint", [world.address(account), 10n ** 15n]);
  }
  for (const spender of ["Waterfall", "StakedModule", "Recapitalisation", "PutOptionBackstop", "PooledCover"])
    await approveAll(spender);
}, 300_000);

afterAll(async () => {
  await world?.stop();
});

describe("what a review of the reference contracts asks", () => {
  test("behavior: a put closed in parts unlocks what it locked, to the last unit", async () => {
    await listHeldPut();
    const series = next(await world.read<string>("PutOptionBackstop", "market"), 1n);
    const backstop = world.get("PutOptionBackstop").address;
    const before = await world.read<bigint>("USDC", "balanceOf", [backstop]);
    // 1.5e10 wei at 180 dollars is 2.7 units of USDC, locked as 3; a third is 0.9, which would be 1 three times.
    for (const size of [5_000_000_000n, 5_000_000_000n, 5_000_000_000n])
      await world.call(HOLDER, "PutOptionBackstop", "open", [series, size]);
    expect((await world.read<bigint>("USDC", "balanceOf", [backstop])) - before).toBe(3n);
    await price("179.999999");
    for (const size of [1_000_000_000n, 7_000_000_000n, 7_000_000_000n])
      await world.call(GOVERNANCE, "PutOptionBackstop", "exerciseAgainst", [
        series,
        world.address(HOLDER),
        size,
      ]);
    expect(await world.read<bigint>("USDC", "balanceOf", [backstop])).toBe(before);
  });

  test("error: nobody but governance chooses when an American put of the protocol is used", async () => {
    await price("200");
    await listHeldPut();
    const series = next(await world.read<string>("PutOptionBackstop", "market"), 5n);
    await world.call(HOLDER, "PutOptionBackstop", "open", [series, parseEther("1")]);
    await price("179");
    const args = [series, world.address(HOLDER), parseEther("1")];
    await expect(world.call(HOLDER, "PutOptionBackstop", "exerciseAgainst", args)).rejects.toThrow(
      "NotHolder",
    );
  });

  test("error: cover is not sold below its trigger", async () => {
    await world.call(OTHER, "PooledCover", "underwrite", [1_000n]);
    await price("149");
    await expect(world.call(HOLDER, "PooledCover", "buy", [100n, BigInt(DAY)])).rejects.toThrow("NotCalm");
  });

  test("error: no loss is taken twice, and none is paid beyond what is open of it", async () => {
    const absorb = (loss: bigint, amount: bigint) =>
      world.call(RUNNER, "Waterfall", "absorb", [MARKET, word(loss), world.address(HOLDER), amount]);
    await absorb(1n, 100n);
    await absorb(2n, 50n);
    await expect(absorb(1n, 5n)).rejects.toThrow("LossIsKnown");
    await makeSilent(RUNNER);
    const cover = (loss: bigint, amount: bigint) =>
      world.call(PAYER, "Waterfall", "cover", [MARKET, word(loss), amount]);
    await expect(cover(2n, 51n)).rejects.toThrow("MoreThanOpen");
    await expect(cover(3n, 1n)).rejects.toThrow("MoreThanOpen");
    await cover(2n, 50n);
    expect(await world.read<bigint>("Waterfall", "openOf", [MARKET])).toBe(100n);
  });

  test("behavior: an auction whose debt somebody else covers returns the bid", async () => {
    await world.call(GOVERNANCE, "Recapitalisation", "start", [MARKET, 100n, 1_000n]);
    const sale = next(await world.read<string>("Recapitalisation", "backstop"), 1n);
    const bid = (lot: bigint) => world.call(OTHER, "Recapitalisation", "bidLower", [sale, lot]);
    const before = await world.read<bigint>("USDC", "balanceOf", [world.address(OTHER)]);
    await bid(1n);
    await expect(bid(0n)).rejects.toThrow("NotLower");
    await expect(bid(1n)).rejects.toThrow("NotLower");
    await world.call(PAYER, "Waterfall", "cover", [MARKET, word(1n), 1n]);
    await world.chain.wait(DAY);
    await world.call(PAYER, "Recapitalisation", "settle", [sale]);
    expect(await world.read<bigint>("USDC", "balanceOf", [world.address(OTHER)])).toBe(before);
    expect(await world.read<bigint>("DebtToken", "balanceOf", [world.address(OTHER)])).toBe(0n);
    expect(await world.read<bigint>("Waterfall", "openOf", [MARKET])).toBe(99n);
  });

  test("error: a staker cannot keep the right to leave", async () => {
    await world.call(OTHER, "StakedModule", "stake", [1_000n]);
    await world.call(OTHER, "StakedModule", "requestExit", [1_000n]);
    await world.chain.wait(9 * DAY);
    await expect(world.call(OTHER, "StakedModule", "exit")).rejects.toThrow("WindowOver");
  });

  test("behavior: two deposits of one account are insured once", async () => {
    const account = world.address(HOLDER);
    const report = (amount: bigint) => world.call(PAYER, "DepositInsurance", "report", [account, amount]);
    await report(200n);
    await report(200n);
    expect(await world.read<bigint>("DepositInsurance", "queued")).toBe(250n);
    await expect(report(1n)).rejects.toThrow("NothingDeposited");
  });
});
