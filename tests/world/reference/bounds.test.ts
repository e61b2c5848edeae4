import { createPublicClient, http, maxUint256, parseEther, parseEventLogs, parseUnits } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GOVERNANCE } from "../../../devnet/world/reference/reference-stage.ts";
import { ReferenceWorld } from "../../support/world/reference/reference-world.ts";

const [ENGINE, FIRST, SECOND, HONEST, LIAR] = [1, 2, 3, 4, 5];
const ALL = 10n ** 40n;
const GAIN = parseEther("1");
/** A round that leaves one unit of 10^18 multiplies shares by 10^18: five would be beyond 2^256. */
const ROUNDS = 12;

/** How `PriceStatus` numbers them. */
const [OK, STALE, DISPUTED] = [0, 1, 3];

let world: ReferenceWorld;

async function deployPool(): Promise<void> {
  const coin = await world.deploy("DebtToken", ["Coin", "COIN"]);
  const ether = await world.deploy("TestToken", ["Ether", "ETH", 18], "ETH");
  const market = `0x${"0".repeat(64)}`;
  const pool = await world.deploy("StabilityPool", [coin.address, ether.address, market, 1]);
  await world.call(GOVERNANCE, "StabilityPool", "setEngine", [world.address(ENGINE)]);
  await world.call(GOVERNANCE, "DebtToken", "setMinter", [world.address(GOVERNANCE), true]);
  await world.call(GOVERNANCE, "ETH", "mint", [world.address(ENGINE), ALL]);
  await world.call(ENGINE, "ETH", "approve", [pool.address, maxUint256]);
  for (const account of [FIRST, SECOND]) {
    await world.call(GOVERNANCE, "DebtToken", "mint", [world.address(account), ALL]);
    await world.call(account, "DebtToken", "approve", [pool.address, maxUint256]);
  }
}

function loss(number: number): `0x${string}` {
  return `0x${number.toString(16).padStart(64, "0")}`;
}

/** Shares by the logs: what came less what went. */
async function sharesByLogs(): Promise<bigint> {
  const { address, abi } = world.get("StabilityPool");
  const client = createPublicClient({ transport: http(world.rpcUrl), cacheTime: 0 });
  const logs = await client.getLogs({ address, fromBlock: 0n, toBlock: "latest" });
  return parseEventLogs({ abi, logs }).reduce((sum, log) => {
    const { eventName, args } = log as unknown as { eventName: string; args: { shares: bigint } };
    if (eventName === "Deposited") return sum + args.shares;
    return eventName === "Withdrawn" ? sum - args.shares : sum;
  }, 0n);
}

const poolView = <T>(name: string, args: readonly unknown[] = []) =>
  world.read<T>("StabilityPool", name, args);

beforeAll(async () => {
  world = await ReferenceWorld.start();
  await deployPool();
}, 300_000);

afterAll(async () => {
  await world?.stop();
});

describe("numbers of shares of a stability pool", () => {
  test("behavior: stay bounded when liquidations leave almost nothing, time after time", async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      await world.call(FIRST, "StabilityPool", "deposit", [parseEther("1")]);
      const balance = await poolView<bigint>("balance");
      await world.call(ENGINE, "StabilityPool", "offset", [loss(round), balance - 1n, GAIN]);
      // One unit is left, so at most 2 × 10^9 − 1 shares: 10^9 for each unit, and the division rounds down.
      expect(await poolView<bigint>("totalShares")).toBeLessThan(2n * 10n ** 9n);
      expect(await poolView<bigint>("balance")).toBe(1n);
      expect(await sharesByLogs()).toBe(await poolView<bigint>("totalShares"));
    }
  });

  test("behavior: who was there alone has gained all collateral, but what rounding takes", async () => {
    await world.call(FIRST, "StabilityPool", "claimGain");
    const gained = await world.read<bigint>("ETH", "balanceOf", [world.address(FIRST)]);
    const whole = GAIN * BigInt(ROUNDS);
    // Shares of about 10^27 at 10^27 an index: rounding takes less than 10^-9 of each gain.
    expect(gained).toBeLessThanOrEqual(whole);
    expect(gained).toBeGreaterThan(whole - whole / 10n ** 9n);
    expect(await poolView<bigint>("collateralBalance")).toBe(whole - gained);
  });

  test("behavior: a depositor who comes later gains by what it brought, and takes out the rest", async () => {
    await world.call(FIRST, "StabilityPool", "deposit", [parseEther("1")]);
    await world.call(SECOND, "StabilityPool", "deposit", [parseEther("3")]);
    await world.call(ENGINE, "StabilityPool", "offset", [loss(99), parseEther("2"), parseEther("4")]);
    const before = await world.read<bigint>("DebtToken", "balanceOf", [world.address(SECOND)]);
    await world.call(SECOND, "StabilityPool", "claimGain");
    // Three quarters of 4 ether, and of the 2 coins that are left.
    const gained = await world.read<bigint>("ETH", "balanceOf", [world.address(SECOND)]);
    expect(parseEther("3") - gained).toBeGreaterThanOrEqual(0n);
    expect(parseEther("3") - gained).toBeLessThan(10n ** 10n);
    const [shares] = await poolView<readonly bigint[]>("claimOf", [world.address(SECOND)]);
    await world.call(SECOND, "StabilityPool", "withdraw", [shares]);
    const out = (await world.read<bigint>("DebtToken", "balanceOf", [world.address(SECOND)])) - before;
    expect(parseEther("1.5") - out).toBeGreaterThanOrEqual(0n);
    expect(parseEther("1.5") - out).toBeLessThan(10n ** 10n);
  });
});

describe("reporters of an oracle", () => {
  const report = (account: number, dollars: string) =>
    world.call(account, "OracleAggregator", "report", [parseUnits(dollars, 8)]);
  const latest = () => world.read<readonly [bigint, number, bigint]>("OracleAggregator", "latest");

  beforeAll(async () => {
    await world.deploy("OracleAggregator", [world.get("ETH").address, 3_600n, 1n, 200n]);
    for (const account of [HONEST, LIAR])
      await world.call(GOVERNANCE, "OracleAggregator", "addReporter", [world.address(account)]);
  });

  test("behavior: one that disputes is removed, and the price is that of the others at once", async () => {
    await report(HONEST, "100");
    await report(LIAR, "500");
    expect((await latest())[1]).toBe(DISPUTED);
    await world.call(GOVERNANCE, "OracleAggregator", "removeReporter", [world.address(LIAR)]);
    expect((await latest()).slice(0, 2)).toEqual([parseUnits("100", 8), OK]);
    await expect(report(LIAR, "500")).rejects.toThrow("NotReporter");
  });

  test("behavior: with fewer than the quorum the price is stale", async () => {
    await world.call(GOVERNANCE, "OracleAggregator", "removeReporter", [world.address(HONEST)]);
    expect((await latest())[1]).toBe(STALE);
    await world.call(GOVERNANCE, "OracleAggregator", "addReporter", [world.address(LIAR)]);
    await report(LIAR, "101");
    expect((await latest()).slice(0, 2)).toEqual([parseUnits("101", 8), OK]);
  });

  test("error: nobody but governance removes, and nobody who does not report", async () => {
    const remove = (by: number, account: number) =>
      world.call(by, "OracleAggregator", "removeReporter", [world.address(account)]);
    await expect(remove(LIAR, LIAR)).rejects.toThrow("OwnableUnauthorizedAccount");
    await expect(remove(GOVERNANCE, HONEST)).rejects.toThrow("NotReporter");
  });
});
