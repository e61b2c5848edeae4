import { parseEther, parseUnits } from "viem";
import { roleAccount } from "../accounts.ts";
import {
  AMM_QUOTE_RESERVE,
  BORROWERS,
  CRASH_ORDERS,
  FUND_CAPITAL,
  OPENING_ORDERS,
  OPENING_WAYPOINT,
  UNDERWRITERS,
  USDC_SUPPLY,
  WETH_BORROWER,
} from "../cast.ts";
import type { ChainDriver } from "../chain-driver.ts";
import { type PriceWaypoint, priceWad, unixTime } from "../price-path.ts";
import { type AaveMarket, borrow, deployAave, ORACLE_DECIMALS, supply } from "../protocols/aave.ts";
import {
  type CoveragePool,
  deployCoveragePool,
  depositCover,
  requestWithdrawal,
} from "../protocols/coverage-pool.ts";
import {
  deployPerp,
  donateToFund,
  openPerpAccount,
  type PerpMarket,
  reportIndexPrice,
  trade,
} from "../protocols/perp.ts";
import { deployToken, fund, type Token } from "../protocols/token.ts";
import { STAFF, type World } from "../world.ts";

const WAD = 10n ** 18n;
const BASIS_POINTS = 10_000n;

/** Quote tokens that a trader brings, 6 decimals: margin with room for fees. */
const TRADER_CAPITAL = parseUnits("40000", 6);

/** What the liquidator of Aave repays loans with. */
const LIQUIDATOR_USDC = parseUnits("5000000", 6);
const LIQUIDATOR_WETH = parseUnits("1000", 18);

/** Quote tokens of the market maker of Perp, 6 decimals. */
const MARKET_MAKER_CAPITAL = parseUnits("20000000", 6);

/** Rounds a price of 18 decimals down to those of Aave's oracle. */
export function oraclePrice(waypoint: PriceWaypoint): bigint {
  return priceWad(waypoint) / 10n ** BigInt(18 - ORACLE_DECIMALS);
}

function payEveryone(chain: ChainDriver): void {
  const roles = [...UNDERWRITERS, ...BORROWERS, WETH_BORROWER, ...OPENING_ORDERS, ...CRASH_ORDERS];
  const accounts = [
    ...Object.values(STAFF).map((account) => account()),
    ...roles.map(({ role }) => roleAccount(role)),
  ];
  for (const { address } of accounts) chain.pay(address, parseEther("100"));
}

async function fundCoveragePool(chain: ChainDriver): Promise<CoveragePool> {
  payEveryone(chain);
  await chain.mineAll();
  const pool = deployCoveragePool(chain, STAFF.riskManager());
  await chain.mineAll();
  for (const { role, deposit } of UNDERWRITERS) {
    depositCover(chain, pool, roleAccount(role), deposit);
    await chain.mineAll(600);
  }
  return pool;
}

/**
 * Early requests to withdraw: one that will be paid during the crash, one made in two steps, and one whose
 * underwriter will miss the two days in which it can be completed.
 */
async function requestEarlyWithdrawals(chain: ChainDriver, pool: CoveragePool): Promise<void> {
  const requests = [
    { at: "2020-02-20T16:00:00Z", role: "underwriter-5", shares: "200000" },
    { at: "2020-02-20T18:00:00Z", role: "underwriter-2", shares: "250000" },
    { at: "2020-02-21T09:00:00Z", role: "underwriter-4", shares: "100000" },
    { at: "2020-02-22T09:00:00Z", role: "underwriter-4", shares: "50000" },
  ];
  for (const { at, role, shares } of requests) {
    requestWithdrawal(chain, pool, roleAccount(role), parseUnits(shares, 18));
    await chain.mineAt(unixTime(at));
  }
}

function deployPerpMarket(chain: ChainDriver, usdc: Token): PerpMarket {
  return deployPerp(chain, {
    quoteToken: usdc,
    quoteReserve: AMM_QUOTE_RESERVE,
    baseReserve: (AMM_QUOTE_RESERVE * WAD) / priceWad(OPENING_WAYPOINT),
    initialMarginRatio: parseUnits("0.1", 18),
    maintenanceMarginRatio: parseUnits("0.0625", 18),
    liquidationFeeRatio: parseUnits("0.0125", 18),
    partialLiquidationRatio: parseUnits("0.25", 18),
    spreadRatio: parseUnits("0.001", 18),
    fundingPeriod: 3_600n,
  });
}

async function openPerpPositions(chain: ChainDriver, market: PerpMarket): Promise<void> {
  reportIndexPrice(chain, market, { price: priceWad(OPENING_WAYPOINT), timestamp: chain.timestamp });
  donateToFund(chain, market, STAFF.sponsor(), FUND_CAPITAL);
  openPerpAccount(chain, market, STAFF.marketMaker(), MARKET_MAKER_CAPITAL);
  for (const { role } of [...OPENING_ORDERS, ...CRASH_ORDERS]) {
    openPerpAccount(chain, market, roleAccount(role), TRADER_CAPITAL);
  }
  await chain.mineAll();
  for (const { role, ...order } of OPENING_ORDERS) {
    trade(chain, market, { ...order, trader: roleAccount(role) });
    await chain.mineAll(60);
  }
}

function loanAmount(collateral: bigint, loanBps: number): bigint {
  const value = (collateral * priceWad(OPENING_WAYPOINT)) / WAD;
  return (value * BigInt(loanBps)) / BASIS_POINTS / 10n ** 12n;
}

async function openAavePositions(world: Pick<World, "chain" | "aave" | "usdc" | "weth">): Promise<void> {
  const { chain, aave, usdc, weth } = world;
  supply(chain, aave, STAFF.lender(), { token: usdc, amount: USDC_SUPPLY });
  const liquidator = { account: STAFF.liquidator(), spender: aave.pool };
  fund(chain, usdc, { ...liquidator, amount: LIQUIDATOR_USDC });
  fund(chain, weth, { ...liquidator, amount: LIQUIDATOR_WETH });
  await chain.mineAll();
  for (const { role, collateral, loanBps } of BORROWERS) {
    const borrower = roleAccount(role);
    supply(chain, aave, borrower, { token: weth, amount: collateral });
    borrow(chain, aave, borrower, { token: usdc, amount: loanAmount(collateral, loanBps) });
    await chain.mineAll(60);
  }
}

async function deployAaveMarket(chain: ChainDriver, usdc: Token, weth: Token): Promise<AaveMarket> {
  const loanToValue = 8_000;
  const liquidationBonus = 10_500;
  const dollar = 10n ** BigInt(ORACLE_DECIMALS);
  return deployAave(chain, [
    { token: usdc, price: dollar, loanToValue, liquidationThreshold: 8_500, liquidationBonus },
    {
      token: weth,
      price: oraclePrice(OPENING_WAYPOINT),
      loanToValue,
      liquidationThreshold: 8_250,
      liquidationBonus,
    },
  ]);
}

/**
 * Deploys the protocols and brings everybody's capital in: the coverage pool three weeks before the crash, Aave
 * and Perp on its eve.
 */
export async function playPrelude(chain: ChainDriver): Promise<World> {
  const coverageStart = chain.blockNumber + 1;
  const coverage = await fundCoveragePool(chain);
  await requestEarlyWithdrawals(chain, coverage);
  await chain.mineAt(unixTime("2020-03-11T23:00:00Z"));
  const marketsStart = chain.blockNumber + 1;
  const usdc = deployToken(chain, { name: "Local USD Coin", symbol: "USDC", decimals: 6 });
  const weth = deployToken(chain, { name: "Local Wrapped Ether", symbol: "WETH", decimals: 18 });
  const aave = await deployAaveMarket(chain, usdc, weth);
  await openAavePositions({ chain, aave, usdc, weth });
  const perp = deployPerpMarket(chain, usdc);
  await chain.mineAll();
  await openPerpPositions(chain, perp);
  const startBlocks = { coverage: coverageStart, aave: marketsStart, perp: marketsStart };
  return { chain, coverage, perp, aave, usdc, weth, startBlocks };
}
