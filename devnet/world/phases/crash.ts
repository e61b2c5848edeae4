import { roleAccount } from "../accounts.ts";
import {
  BLOCK_SPACING,
  BORROWERS,
  CRASH_END,
  CRASH_ORDERS,
  CRASH_START,
  FUND_TOP_UP,
  OPENING_ORDERS,
  OPENING_WAYPOINT,
  WETH_BORROWER,
} from "../cast.ts";
import { type PriceWaypoint, priceWad, unixTime, waypointAt } from "../price-path.ts";
import {
  borrow,
  type LoanToLiquidate,
  liquidationArguments,
  reportAssetPrice,
  supply,
} from "../protocols/aave.ts";
import { claimCoverage, completeWithdrawal, requestWithdrawal } from "../protocols/coverage-pool.ts";
import { closePosition, donateToFund, reportIndexPrice, trade, tradeToPrice } from "../protocols/perp.ts";
import { STAFF, type World } from "../world.ts";
import { oraclePrice } from "./prelude.ts";

const HOUR = 3_600;
const MINUTE = 60;
const TOKEN = 10n ** 18n;

type Act = (world: World) => void;

function claim(amount: bigint): Act {
  return ({ chain, coverage }) =>
    claimCoverage(chain, coverage, {
      riskManager: STAFF.riskManager(),
      recipient: STAFF.claimant(),
      amount,
    });
}

const topUpFund: Act = ({ chain, perp }) => donateToFund(chain, perp, STAFF.sponsor(), FUND_TOP_UP);

function sellWethShort({ chain, aave, usdc, weth }: World): void {
  const borrower = roleAccount(WETH_BORROWER.role);
  supply(chain, aave, borrower, { token: usdc, amount: WETH_BORROWER.collateral });
  borrow(chain, aave, borrower, { token: weth, amount: WETH_BORROWER.loan });
}

/** What people decide during the crash, at blocks of its grid. */
const AGENDA: readonly { readonly at: string; readonly act: Act }[] = [
  ...CRASH_ORDERS.map(({ at, role, ...order }) => ({
    at,
    act: ({ chain, perp }: World) => trade(chain, perp, { ...order, trader: roleAccount(role) }),
  })),
  {
    at: "2020-03-12T14:20:00Z",
    act: ({ chain, perp }) => closePosition(chain, perp, roleAccount("trader-7")),
  },
  {
    at: "2020-03-12T15:40:00Z",
    act: ({ chain, coverage }) =>
      requestWithdrawal(chain, coverage, roleAccount("underwriter-3"), 500_000n * TOKEN),
  },
  { at: "2020-03-12T16:40:00Z", act: claim(300_000n * TOKEN) },
  {
    at: "2020-03-12T17:00:00Z",
    act: ({ chain, coverage }) => completeWithdrawal(chain, coverage, roleAccount("underwriter-5")),
  },
  { at: "2020-03-12T23:40:00Z", act: claim(450_000n * TOKEN) },
  { at: "2020-03-13T03:40:00Z", act: sellWethShort },
  { at: "2020-03-13T04:40:00Z", act: claim(120_000n * TOKEN) },
  { at: "2020-03-13T06:40:00Z", act: topUpFund },
];

function decide(world: World): void {
  const now = world.chain.timestamp + BLOCK_SPACING;
  for (const { at, act } of AGENDA) if (unixTime(at) === now) act(world);
}

function reportPrices({ chain, aave, perp, weth }: World, waypoint: PriceWaypoint): void {
  const timestamp = chain.timestamp + BLOCK_SPACING;
  reportAssetPrice(chain, aave, weth, oraclePrice(waypoint));
  reportIndexPrice(chain, perp, { price: priceWad(waypoint), timestamp });
}

async function followPrice({ chain, perp }: World, waypoint: PriceWaypoint): Promise<void> {
  const order = await tradeToPrice(chain, perp, priceWad(waypoint));
  if (order !== null) trade(chain, perp, { ...order, trader: STAFF.marketMaker() });
}

function loans({ usdc, weth }: World): LoanToLiquidate[] {
  const short = roleAccount(WETH_BORROWER.role);
  return [
    ...BORROWERS.map(({ role }, index) => ({
      borrower: roleAccount(role),
      collateral: weth,
      debt: usdc,
      receiveAToken: index % 4 === 3,
    })),
    { borrower: short, collateral: usdc, debt: weth, receiveAToken: false },
  ];
}

async function liquidateLoans(world: World): Promise<void> {
  const { chain, aave } = world;
  const candidates = loans(world).map(liquidationArguments);
  const ripe = await Promise.all(
    candidates.map((args) => chain.wouldSucceed(STAFF.liquidator(), aave.pool, "liquidationCall", args)),
  );
  for (const [index, args] of candidates.entries()) {
    if (ripe[index]) chain.attempt(STAFF.liquidator(), aave.pool, "liquidationCall", args);
  }
}

async function liquidatePositions({ chain, perp }: World): Promise<void> {
  const candidates = [...OPENING_ORDERS, ...CRASH_ORDERS].map(({ role }) => [
    perp.amm.address,
    roleAccount(role).address,
  ]);
  const ripe = await Promise.all(
    candidates.map((args) => chain.wouldSucceed(STAFF.keeper(), perp.clearingHouse, "liquidate", args)),
  );
  for (const [index, args] of candidates.entries()) {
    if (ripe[index]) chain.attempt(STAFF.keeper(), perp.clearingHouse, "liquidate", args);
  }
}

async function payFunding({ chain, perp }: World): Promise<void> {
  const call = [STAFF.keeper(), perp.clearingHouse, "payFunding", [perp.amm.address]] as const;
  if (await chain.wouldSucceed(...call)) chain.attempt(...call);
}

/**
 * Queues what happens in the next block. Within each hour the oracles report first; the market follows ten
 * minutes later, so that the 15-minute averages of Perp have moved when its keepers come.
 */
async function playBlock(world: World, waypoint: PriceWaypoint): Promise<void> {
  const minute = ((world.chain.timestamp + BLOCK_SPACING) % HOUR) / MINUTE;
  if (minute === 0) reportPrices(world, waypoint);
  decide(world);
  if (minute === 10 || minute === 40) await followPrice(world, waypoint);
  if (minute === 20 || minute === 40) await liquidateLoans(world);
  if (minute === 30 || minute === 50) await liquidatePositions(world);
  if (minute === 20) await payFunding(world);
}

/**
 * Plays the two days of the crash, one block every ten minutes.
 *
 * @param onBlock - Called after every block with the part of the crash that is over, 0 to 1.
 */
export async function playCrash(world: World, onBlock: (part: number) => void): Promise<void> {
  const { chain } = world;
  let waypoint = OPENING_WAYPOINT;
  await chain.mineAt(CRASH_START - BLOCK_SPACING);
  for (let time = CRASH_START; time <= CRASH_END; time += BLOCK_SPACING) {
    waypoint = waypointAt(time) ?? waypoint;
    await playBlock(world, waypoint);
    await chain.mineAt(time);
    onBlock((time - CRASH_START) / (CRASH_END - CRASH_START));
  }
}
