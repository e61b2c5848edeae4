import { type Abi, formatUnits, parseEventLogs, parseUnits, type TransactionReceipt } from "viem";
import { afterEach, describe, expect, test } from "vitest";
import { roleAccount } from "../../devnet/world/accounts.ts";
import { ChainDriver } from "../../devnet/world/chain-driver.ts";
import {
  borrow,
  deployAave,
  liquidationArguments,
  reportAssetPrice,
  supply,
} from "../../devnet/world/protocols/aave.ts";
import {
  claimCoverage,
  completeWithdrawal,
  deployCoveragePool,
  depositCover,
  requestWithdrawal,
} from "../../devnet/world/protocols/coverage-pool.ts";
import {
  deployPerp,
  donateToFund,
  openPerpAccount,
  reportIndexPrice,
  trade,
} from "../../devnet/world/protocols/perp.ts";
import { deployToken, fund } from "../../devnet/world/protocols/token.ts";
import { coverDeficit, deployAaveV36 } from "../support/world/aave-v3-6.ts";
import { startWorldChain, type WorldChain } from "../support/world/world-chain.ts";

// The expected figures were taken beforehand from the same steps made with another library (ethers 6) on the same
// published contracts, see docs/local-world.md.

const START = 1_700_000_000;
const [alice, bob, carol] = [roleAccount("alice"), roleAccount("bob"), roleAccount("carol")];

let host: WorldChain | undefined;

afterEach(async () => {
  await host?.stop();
  host = undefined;
});

async function freshChain(name: string): Promise<ChainDriver> {
  host = await startWorldChain(name);
  const chain = await ChainDriver.connect(host.rpcUrl, START);
  for (const { address } of [alice, bob, carol]) chain.pay(address, parseUnits("10", 18));
  await chain.mineAll();
  return chain;
}

function decode(receipts: readonly TransactionReceipt[], abi: Abi) {
  const logs = receipts.flatMap((receipt) => receipt.logs);
  return parseEventLogs({ abi, logs }) as unknown as { eventName: string; args: Record<string, bigint> }[];
}

const six = (value: bigint | undefined) => Number(formatUnits(value ?? 0n, 18)).toFixed(6);

describe("coverage pool", () => {
  test("default", async () => {
    const chain = await freshChain("coverage");
    const pool = deployCoveragePool(chain, carol);
    depositCover(chain, pool, alice, parseUnits("1000", 18));
    depositCover(chain, pool, bob, parseUnits("500", 18));
    claimCoverage(chain, pool, { riskManager: carol, recipient: carol, amount: parseUnits("300", 18) });
    requestWithdrawal(chain, pool, bob, parseUnits("500", 18));
    await chain.mineAll();
    completeWithdrawal(chain, pool, bob);
    const receipts = await chain.mineAt(chain.timestamp + 22 * 86_400);
    const [completed] = decode(receipts, pool.assetPool.abi);
    expect(completed?.args).toMatchObject({
      amount: parseUnits("400", 18),
      covAmount: parseUnits("500", 18),
    });
    const left = await chain.read<bigint>(pool.collateral, "balanceOf", [pool.assetPool.address]);
    expect(left).toBe(parseUnits("800", 18));
  });
});

describe("perp", () => {
  test("behavior: the insurance fund pays both bad debts of a liquidation", async () => {
    const chain = await freshChain("perp");
    const wad = (value: string) => parseUnits(value, 18);
    const quoteToken = deployToken(chain, { name: "USDC", symbol: "USDC", decimals: 6 });
    const market = deployPerp(chain, {
      quoteToken,
      quoteReserve: wad("1000000"),
      baseReserve: wad("1000"),
      initialMarginRatio: wad("0.1"),
      maintenanceMarginRatio: wad("0.0625"),
      liquidationFeeRatio: wad("0.05"),
      partialLiquidationRatio: 0n,
      spreadRatio: 0n,
      fundingPeriod: 28_800n,
    });
    donateToFund(chain, market, alice, 50_000_000_000n);
    for (const trader of [alice, bob]) openPerpAccount(chain, market, trader, 200_000_000_000n);
    trade(chain, market, { trader: alice, side: "long", margin: wad("10000"), leverage: wad("9") });
    trade(chain, market, { trader: bob, side: "short", margin: wad("100000"), leverage: wad("2") });
    reportIndexPrice(chain, market, { price: wad("800"), timestamp: chain.timestamp });
    await chain.mineAll();
    chain.send(carol, market.clearingHouse, "liquidate", [market.amm.address, alice.address]);
    const receipts = await chain.mineAt(chain.timestamp + 3_600);
    const events = [
      ...decode(receipts, market.clearingHouse.abi),
      ...decode(receipts, market.insuranceFund.abi),
    ];
    const find = (name: string) => events.find(({ eventName }) => eventName === name)?.args;
    expect(six(find("Withdrawn")?.["amount"])).toBe("20597.577130");
    expect(six(find("PositionLiquidated")?.["badDebt"])).toBe("1523.139048");
    expect(six(find("PositionChanged")?.["badDebt"])).toBe("19074.438082");
    const left = await chain.read<bigint>(quoteToken, "balanceOf", [market.insuranceFund.address]);
    expect(formatUnits(left, 6)).toBe("29402.42287");
  });
});

const USD = 100_000_000n;

function aaveReserves(chain: ChainDriver) {
  const terms = { loanToValue: 8_000, liquidationBonus: 10_500 };
  const usdc = deployToken(chain, { name: "USDC", symbol: "USDC", decimals: 6 });
  const weth = deployToken(chain, { name: "WETH", symbol: "WETH", decimals: 18 });
  const reserves = [
    { token: usdc, price: USD, liquidationThreshold: 8_500, ...terms },
    { token: weth, price: 2_000n * USD, liquidationThreshold: 8_250, ...terms },
  ];
  return { usdc, weth, reserves };
}

describe("aave v3.0", () => {
  test("behavior: two liquidations leave a debt without collateral", async () => {
    const chain = await freshChain("aave");
    const { usdc, weth, reserves } = aaveReserves(chain);
    const market = await deployAave(chain, reserves);
    supply(chain, market, alice, { token: usdc, amount: 5_000_000_000_000n });
    supply(chain, market, bob, { token: weth, amount: parseUnits("100", 18) });
    fund(chain, usdc, { account: carol, amount: 1_000_000_000_000n, spender: market.pool });
    await chain.mineAll();
    borrow(chain, market, bob, { token: usdc, amount: 155_000_000_000n });
    const loan = { borrower: bob, collateral: weth, debt: usdc, receiveAToken: false };
    for (const price of [1_850n, 1_400n]) {
      reportAssetPrice(chain, market, weth, price * USD);
      chain.send(carol, market.pool, "liquidationCall", liquidationArguments(loan));
    }
    const receipts = await chain.mineAll(1);
    const calls = decode(receipts, market.pool.abi).filter(
      ({ eventName }) => eventName === "LiquidationCall",
    );
    // The recorded run let a few seconds of interest accrue between its blocks: 0.000004 USDC.
    const [first, second] = calls.map(({ args }) => ({
      debt: Number(formatUnits(args["debtToCover"] ?? 0n, 6)),
      collateral: six(args["liquidatedCollateralAmount"]),
    }));
    expect(first?.debt).toBeCloseTo(77_500.000004, 4);
    expect(first?.collateral).toBe("43.777027");
    expect(second?.debt).toBeCloseTo(74_684.684681, 4);
    expect(second?.collateral).toBe("55.746782");
    const [collateral, debt] = await chain.read<readonly bigint[]>(market.pool, "getUserAccountData", [
      bob.address,
    ]);
    expect(collateral).toBe(0n);
    expect(Number(formatUnits(debt ?? 0n, 8))).toBeCloseTo(2_815.315323, 4);
  });
});

describe("aave v3.6", () => {
  test("behavior: a deficit is created, covered in part, and left open for the rest", async () => {
    const chain = await freshChain("aave36");
    const { usdc, weth, reserves } = aaveReserves(chain);
    const market = await deployAaveV36(chain, reserves);
    supply(chain, market, alice, { token: usdc, amount: 5_000_000_000_000n });
    supply(chain, market, bob, { token: weth, amount: parseUnits("100", 18) });
    fund(chain, usdc, { account: carol, amount: 1_000_000_000_000n, spender: market.pool });
    await chain.mineAll();
    borrow(chain, market, bob, { token: usdc, amount: 155_000_000_000n });
    reportAssetPrice(chain, market, weth, 1_400n * USD);
    const loan = { borrower: bob, collateral: weth, debt: usdc, receiveAToken: false };
    chain.send(carol, market.pool, "liquidationCall", liquidationArguments(loan));
    coverDeficit(chain, market, alice, { asset: usdc.address, amount: 5_000_000_000n });
    const events = decode(await chain.mineAll(), market.pool.abi);
    const find = (name: string) => events.find(({ eventName }) => eventName === name)?.args;
    expect(find("LiquidationCall")).toMatchObject({ debtToCover: 133_333_333_334n });
    expect(formatUnits(find("LiquidationCall")?.["liquidatedCollateralAmount"] ?? 0n, 18)).toMatch(
      /^99\.52380952/,
    );
    expect(find("DeficitCreated")).toMatchObject({ amountCreated: 21_666_666_666n });
    expect(find("DeficitCovered")).toMatchObject({ amountCovered: 5_000_000_000n });
    const deficit = await chain.read<bigint>(market.pool, "getReserveDeficit", [usdc.address]);
    expect(deficit).toBe(16_666_666_666n);
  });
});
