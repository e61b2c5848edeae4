import { encodeFunctionData, maxUint256, parseEther, parseUnits, stringToHex } from "viem";
import { GOVERNANCE, type ReferenceWorld } from "./reference-world.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const DAY = 86_400;
const [TRADER, PROVIDER, MEMBER, OTHER_MEMBER, DEPOSITOR] = [1, 2, 3, 4, 5];
const PREMIUM = 5;

/** Swaps at the peg until the reserve runs dry, with fees, a ceiling and a closed door. */
export async function playPeg(world: ReferenceWorld): Promise<void> {
  const coin = await world.deploy("DebtToken", ["Peg dollar", "PUSD"], "PUSD");
  const buffer = await world.deploy("SurplusBuffer", [
    coin.address,
    2,
    parseEther("5"),
    world.address(GOVERNANCE),
  ]);
  const peg = await world.deploy("PegStabilityModule", [
    world.get("USDC").address,
    coin.address,
    buffer.address,
    1,
    parseEther("10000"),
  ]);
  await world.call(GOVERNANCE, "PUSD", "setMinter", [peg.address, true]);
  await world.call(TRADER, "USDC", "approve", [peg.address, maxUint256]);
  await world.call(TRADER, "PUSD", "approve", [peg.address, maxUint256]);
  await world.call(TRADER, "PegStabilityModule", "buyCoin", [usdc("3000")]);
  await world.call(GOVERNANCE, "PegStabilityModule", "setFees", [20n, 10n]);
  await world.call(TRADER, "PegStabilityModule", "buyCoin", [usdc("1000.123456")]);
  await world.call(GOVERNANCE, "PegStabilityModule", "setCeiling", [parseEther("4100")]);
  await world.call(TRADER, "PegStabilityModule", "sellCoin", [parseEther("1500.000000000000000001")]);
  await world.call(GOVERNANCE, "PegStabilityModule", "setClosed", [true]);
  const left = await world.read<bigint>("PUSD", "balanceOf", [world.address(TRADER)]);
  await world.call(TRADER, "PegStabilityModule", "sellCoin", [left]);
  await world.call(GOVERNANCE, "PegStabilityModule", "setClosed", [false]);
  await world.call(GOVERNANCE, "SurplusBuffer", "setTarget", [parseEther("1")]);
  await world.call(TRADER, "SurplusBuffer", "distribute");
}

/** Two protocols share a capital that is pledged twice; the second to call is paid what is left. */
export async function playSharing(world: ReferenceWorld): Promise<void> {
  const pool = await world.deploy("SharedPool", [world.get("USDC").address, 20_000n, 1]);
  for (const account of [PROVIDER, MEMBER, OTHER_MEMBER])
    await world.call(account, "USDC", "approve", [pool.address, maxUint256]);
  await world.call(PROVIDER, "SharedPool", "deposit", [usdc("1000")]);
  await world.call(GOVERNANCE, "SharedPool", "commit", [world.address(MEMBER), usdc("700")]);
  await world.call(GOVERNANCE, "SharedPool", "commit", [world.address(OTHER_MEMBER), usdc("800")]);
  await world.call(MEMBER, "SharedPool", "payPremium", [usdc("30")]);
  await world.call(MEMBER, "SharedPool", "draw", [usdc("650")]);
  await world.call(OTHER_MEMBER, "SharedPool", "draw", [usdc("800")]);
  await world.call(GOVERNANCE, "SharedPool", "commit", [world.address(OTHER_MEMBER), 0n]);
  await world.call(PROVIDER, "SharedPool", "deposit", [usdc("400")]);
  await world.call(GOVERNANCE, "SharedPool", "commit", [world.address(MEMBER), usdc("100")]);
  const shares = await world.read<bigint>("SharedPool", "sharesOf", [world.address(PROVIDER)]);
  await world.call(PROVIDER, "SharedPool", "withdraw", [shares / 2n]);
}

/** A closed bank's depositors queue; the fund pays them as far as it reaches, then again. */
export async function playDeposits(world: ReferenceWorld): Promise<void> {
  const fund = await world.deploy("DepositInsurance", [world.get("USDC").address, usdc("250"), 1]);
  await world.call(PROVIDER, "USDC", "approve", [fund.address, maxUint256]);
  await world.call(GOVERNANCE, "DepositInsurance", "setBank", [world.address(MEMBER)]);
  await world.call(PROVIDER, "DepositInsurance", "contribute", [PREMIUM, usdc("300")]);
  for (const [account, amount] of [
    [TRADER, "200"],
    [DEPOSITOR, "900"],
    [OTHER_MEMBER, "100"],
  ] as const)
    await world.call(MEMBER, "DepositInsurance", "report", [world.address(account), usdc(amount)]);
  await world.call(TRADER, "DepositInsurance", "pay", [10n]);
  await world.call(PROVIDER, "DepositInsurance", "contribute", [PREMIUM, usdc("180")]);
  await world.call(TRADER, "DepositInsurance", "pay", [1n]);
  await world.call(TRADER, "DepositInsurance", "pay", [10n]);
}

/** A parameter moves through the timelock; a breaker trips and resets; liabilities are committed and proven. */
export async function playGovernance(world: ReferenceWorld): Promise<void> {
  const timelock = await world.deploy("TimelockedGovernance", [BigInt(2 * DAY)]);
  const controller = await world.deploy("ParameterController");
  const market = `0x${"0".repeat(64)}`;
  const name = stringToHex("minRatioBps", { size: 32 });
  await world.call(GOVERNANCE, "ParameterController", "list", [
    market,
    name,
    15_000n,
    10_000n,
    20_000n,
    1_000n,
  ]);
  await world.call(GOVERNANCE, "ParameterController", "transferOwnership", [timelock.address]);
  const data = encodeFunctionData({
    abi: controller.abi,
    functionName: "set",
    args: [market, name, 15_800n],
  });
  await world.call(GOVERNANCE, "TimelockedGovernance", "propose", [controller.address, data]);
  await world.chain.wait(2 * DAY);
  await world.call(TRADER, "TimelockedGovernance", "execute", [controller.address, data]);
  await playBreaker(world);
  await playAttestation(world);
}

async function playBreaker(world: ReferenceWorld): Promise<void> {
  const oracle = world.get("PerpOracle").address;
  const market = await world.read<string>("MarginEngine", "market");
  const args = [oracle, market, 1_000n, BigInt(DAY), 3_600n];
  await world.deploy("CircuitBreaker", args);
  const report = async (dollars: string) => {
    for (const reporter of [8, 9])
      await world.call(reporter, "PerpOracle", "report", [parseUnits(dollars, 8)]);
    await world.call(TRADER, "CircuitBreaker", "check");
  };
  await report("60");
  await report("50");
  await world.chain.wait(3_700);
  for (const reporter of [8, 9]) await world.call(reporter, "PerpOracle", "report", [parseUnits("51", 8)]);
  await world.call(TRADER, "CircuitBreaker", "reset");
  await world.call(GOVERNANCE, "CircuitBreaker", "pull");
}

async function playAttestation(world: ReferenceWorld): Promise<void> {
  await world.deploy("SolvencyAttestation", [world.get("USDC").address]);
  await world.call(GOVERNANCE, "SolvencyAttestation", "addReserve", [world.get("SharedPool").address]);
  const leaf = (account: number, amount: bigint) =>
    world.read<`0x${string}`>("SolvencyAttestation", "leafHash", [world.address(account), amount]);
  const [left, right] = [await leaf(TRADER, 70n), await leaf(DEPOSITOR, 50n)];
  const root = await world.read("SolvencyAttestation", "nodeHash", [left, 70n, right, 50n]);
  await world.call(GOVERNANCE, "SolvencyAttestation", "commit", [root, 120n]);
  await world.call(TRADER, "SolvencyAttestation", "prove", [
    1n,
    world.address(TRADER),
    70n,
    [{ hash: right, sum: 50n, isLeft: false }],
  ]);
}
