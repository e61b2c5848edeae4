import { encodeFunctionData, maxUint256, parseEther, parseUnits, stringToHex } from "viem";
import { GOVERNANCE, type ReferenceStage } from "./reference-stage.ts";

const usdc = (amount: string) => parseUnits(amount, 6);
const DAY = 86_400;
const [TRADER, PROVIDER, MEMBER, OTHER_MEMBER, DEPOSITOR] = [1, 2, 3, 4, 5];
const PREMIUM = 5;

/** Swaps at the peg until the reserve runs dry, with fees, a ceiling and a closed door. */
export async function playPeg(stage: ReferenceStage): Promise<void> {
  const coin = await stage.deploy("DebtToken", ["Peg dollar", "PUSD"], "PUSD");
  const buffer = await stage.deploy("SurplusBuffer", [
    coin.address,
    2,
    parseEther("5"),
    stage.address(GOVERNANCE),
  ]);
  const peg = await stage.deploy("PegStabilityModule", [
    stage.get("USDC").address,
    coin.address,
    buffer.address,
    1,
    parseEther("10000"),
  ]);
  await stage.call(GOVERNANCE, "PUSD", "setMinter", [peg.address, true]);
  await stage.call(TRADER, "USDC", "approve", [peg.address, maxUint256]);
  await stage.call(TRADER, "PUSD", "approve", [peg.address, maxUint256]);
  await stage.call(TRADER, "PegStabilityModule", "buyCoin", [usdc("3000")]);
  await stage.call(GOVERNANCE, "PegStabilityModule", "setFees", [20n, 10n]);
  await stage.call(TRADER, "PegStabilityModule", "buyCoin", [usdc("1000.123456")]);
  await stage.call(GOVERNANCE, "PegStabilityModule", "setCeiling", [parseEther("4100")]);
  await stage.call(TRADER, "PegStabilityModule", "sellCoin", [parseEther("1500.000000000000000001")]);
  await stage.call(GOVERNANCE, "PegStabilityModule", "setClosed", [true]);
  const left = await stage.read<bigint>("PUSD", "balanceOf", [stage.address(TRADER)]);
  await stage.call(TRADER, "PegStabilityModule", "sellCoin", [left]);
  await stage.call(GOVERNANCE, "PegStabilityModule", "setClosed", [false]);
  await stage.call(GOVERNANCE, "SurplusBuffer", "setTarget", [parseEther("1")]);
  await stage.call(TRADER, "SurplusBuffer", "distribute");
}

/** Two protocols share a capital that is pledged twice; the second to call is paid what is left. */
export async function playSharing(stage: ReferenceStage): Promise<void> {
  const pool = await stage.deploy("SharedPool", [stage.get("USDC").address, 20_000n, 1]);
  for (const account of [PROVIDER, MEMBER, OTHER_MEMBER])
    await stage.call(account, "USDC", "approve", [pool.address, maxUint256]);
  await stage.call(PROVIDER, "SharedPool", "deposit", [usdc("1000")]);
  await stage.call(GOVERNANCE, "SharedPool", "commit", [stage.address(MEMBER), usdc("700")]);
  await stage.call(GOVERNANCE, "SharedPool", "commit", [stage.address(OTHER_MEMBER), usdc("800")]);
  await stage.call(MEMBER, "SharedPool", "payPremium", [usdc("30")]);
  await stage.call(MEMBER, "SharedPool", "draw", [usdc("650")]);
  await stage.call(OTHER_MEMBER, "SharedPool", "draw", [usdc("800")]);
  await stage.call(GOVERNANCE, "SharedPool", "commit", [stage.address(OTHER_MEMBER), 0n]);
  await stage.call(PROVIDER, "SharedPool", "deposit", [usdc("400")]);
  await stage.call(GOVERNANCE, "SharedPool", "commit", [stage.address(MEMBER), usdc("100")]);
  const shares = await stage.read<bigint>("SharedPool", "sharesOf", [stage.address(PROVIDER)]);
  await stage.call(PROVIDER, "SharedPool", "withdraw", [shares / 2n]);
}

/** A closed bank's depositors queue; the fund pays them as far as it reaches, then again. */
export async function playDeposits(stage: ReferenceStage): Promise<void> {
  const fund = await stage.deploy("DepositInsurance", [stage.get("USDC").address, usdc("250"), 1]);
  await stage.call(PROVIDER, "USDC", "approve", [fund.address, maxUint256]);
  await stage.call(GOVERNANCE, "DepositInsurance", "setBank", [stage.address(MEMBER)]);
  await stage.call(PROVIDER, "DepositInsurance", "contribute", [PREMIUM, usdc("300")]);
  for (const [account, amount] of [
    [TRADER, "200"],
    [DEPOSITOR, "900"],
    [OTHER_MEMBER, "100"],
  ] as const)
    await stage.call(MEMBER, "DepositInsurance", "report", [stage.address(account), usdc(amount)]);
  await stage.call(TRADER, "DepositInsurance", "pay", [10n]);
  await stage.call(PROVIDER, "DepositInsurance", "contribute", [PREMIUM, usdc("180")]);
  await stage.call(TRADER, "DepositInsurance", "pay", [1n]);
  await stage.call(TRADER, "DepositInsurance", "pay", [10n]);
}

/** A parameter moves through the timelock; a breaker trips and resets; liabilities are committed and proven. */
export async function playGovernance(stage: ReferenceStage): Promise<void> {
  const timelock = await stage.deploy("TimelockedGovernance", [BigInt(2 * DAY)]);
  const controller = await stage.deploy("ParameterController");
  const market = `0x${"0".repeat(64)}`;
  const name = stringToHex("minRatioBps", { size: 32 });
  await stage.call(GOVERNANCE, "ParameterController", "list", [
    market,
    name,
    15_000n,
    10_000n,
    20_000n,
    1_000n,
  ]);
  await stage.call(GOVERNANCE, "ParameterController", "transferOwnership", [timelock.address]);
  const data = encodeFunctionData({
    abi: controller.abi,
    functionName: "set",
    args: [market, name, 15_800n],
  });
  await stage.call(GOVERNANCE, "TimelockedGovernance", "propose", [controller.address, data]);
  await stage.wait(2 * DAY);
  await stage.call(TRADER, "TimelockedGovernance", "execute", [controller.address, data]);
  await playBreaker(stage);
  await playAttestation(stage);
}

async function playBreaker(stage: ReferenceStage): Promise<void> {
  const oracle = stage.get("PerpOracle").address;
  const market = await stage.read<string>("MarginEngine", "market");
  const args = [oracle, market, 1_000n, BigInt(DAY), 3_600n];
  await stage.deploy("CircuitBreaker", args);
  const report = async (dollars: string) => {
    for (const reporter of [8, 9])
      await stage.call(reporter, "PerpOracle", "report", [parseUnits(dollars, 8)]);
    await stage.call(TRADER, "CircuitBreaker", "check");
  };
  await report("60");
  await report("50");
  await stage.wait(3_700);
  for (const reporter of [8, 9]) await stage.call(reporter, "PerpOracle", "report", [parseUnits("51", 8)]);
  await stage.call(TRADER, "CircuitBreaker", "reset");
  await stage.call(GOVERNANCE, "CircuitBreaker", "pull");
}

async function playAttestation(stage: ReferenceStage): Promise<void> {
  await stage.deploy("SolvencyAttestation", [stage.get("USDC").address]);
  await stage.call(GOVERNANCE, "SolvencyAttestation", "addReserve", [stage.get("SharedPool").address]);
  const leaf = (account: number, amount: bigint) =>
    stage.read<`0x${string}`>("SolvencyAttestation", "leafHash", [stage.address(account), amount]);
  const [left, right] = [await leaf(TRADER, usdc("70")), await leaf(DEPOSITOR, usdc("50"))];
  const root = await stage.read("SolvencyAttestation", "nodeHash", [left, usdc("70"), right, usdc("50")]);
  await stage.call(GOVERNANCE, "SolvencyAttestation", "commit", [root, usdc("120")]);
  await stage.call(TRADER, "SolvencyAttestation", "prove", [
    1n,
    stage.address(TRADER),
    usdc("70"),
    [{ hash: right, sum: usdc("50"), isLeft: false }],
  ]);
}
