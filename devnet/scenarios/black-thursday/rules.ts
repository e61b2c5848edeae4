import { parseEther } from "viem";
import { smaller, WAD } from "../arithmetic.ts";
import type { AuctionModel } from "../credit/auction-model.ts";
import type { CreditDesk } from "../credit/credit-desk.ts";
import type { VaultModel } from "../credit/credit-model.ts";
import { gasPriceAt } from "../keepers/gas-path.ts";
import { Keeper } from "../keepers/keeper.ts";
import { DEPOSITORS, KEEPER, LOW_BIDDER, OWNERS, RECAP_BIDDERS, RECAPITALISATION, WATCHER } from "./cast.ts";
import { GAS_PATH } from "./gas.ts";
import { marketPrice, oraclePrice } from "./prices.ts";

/** Seconds between blocks. */
export const SPACING = 180;

const HOUR = 3_600;
/** Careful owners add a fifth of their collateral, once, below this ratio, basis points. */
const CARE_BPS = 16_200n;
/** Keepers buy at most at this part of the market price, basis points. */
const KEEPER_BPS = 9_500n;
/** From 10^-8 dollars to a price in an auction. */
const TO_WAD = 10n ** 10n;
/** Sum of one debt auction. */
const SALE = parseEther("250000");
/** RUSD at which tokens are offered first. */
const OFFER = 50n;
/** Pool below which the second depositor leaves. */
const HALF_POOL = DEPOSITORS.reduce((sum, { amount }) => sum + amount, 0n) / 2n;

/** Gas that keepers reckon with. */
const [LIQUIDATION_GAS, TAKE_GAS] = [400_000n, 250_000n];
/** Seconds that keepers have for a vault before the watcher gives it to the pool, or to an auction. */
const PATIENCE = 900;

/** Those who act for gain. */
export interface Keepers {
  readonly liquidator: Keeper;
  readonly lowBidder: Keeper;
}

/** Keepers at the beginning. */
export function makeKeepers(): Keepers {
  return { liquidator: new Keeper(KEEPER), lowBidder: new Keeper(LOW_BIDDER) };
}

/** Market price, RUSD for one whole WETH. */
const worthOf = (time: number) => marketPrice(time) * TO_WAD;

/** A block begins for keepers, with its gas price. */
export function wake(keepers: Keepers, time: number): void {
  const costs = { time, gasPrice: gasPriceAt(GAS_PATH, time), coinPrice: worthOf(time) };
  for (const keeper of Object.values(keepers) as Keeper[]) keeper.begin(costs);
}

/** Oracles report at full hours. */
export function reporters(desk: CreditDesk): void {
  const { time } = desk.model;
  if (time % HOUR === 0) desk.report(oraclePrice(time));
}

/** Careful owners, each once. @param done - Those who have. */
export function owners(desk: CreditDesk, done: Set<string>): void {
  for (const { role, isCareful } of OWNERS) {
    const vault = desk.model.vault(role);
    if (!isCareful || done.has(role) || vault.debt === 0n || desk.model.ratioOf(vault) >= CARE_BPS) continue;
    desk.topUp(role, vault.collateral / 5n);
    done.add(role);
  }
}

/** Everything that is unsafe is flagged, and closed when it is ripe: by keepers, else by the pool, else by auction. */
export function liquidations(desk: CreditDesk, { liquidator }: Keepers): void {
  for (const [role, vault] of desk.model.vaults) {
    if (desk.model.isRipe(vault)) close(desk, liquidator, role);
    else if (!desk.model.isFlagged(vault) && desk.model.isUnsafe(vault)) desk.flag(WATCHER, role);
  }
}

function close(desk: CreditDesk, liquidator: Keeper, role: string): void {
  const { model } = desk;
  const vault = model.vault(role);
  if (wantsVault(desk, liquidator, role)) desk.liquidate(liquidator.role, role);
  else if (model.time < ripeAt(desk, vault) + PATIENCE) return;
  else if (model.pool.balance >= vault.debt) desk.offset(WATCHER, role);
  else desk.auctionOff(WATCHER, role);
}

const ripeAt = ({ model }: CreditDesk, { flaggedAt }: VaultModel) => (flaggedAt ?? 0) + model.terms.latency;

/** A keeper sells what it seizes on the market. */
function wantsVault({ model }: CreditDesk, liquidator: Keeper, role: string): boolean {
  const { repay, seized } = model.closing(model.vault(role));
  if (!model.canPay(liquidator.role, repay)) return false;
  const gain = (seized * worthOf(model.time)) / WAD - repay;
  return liquidator.takes({ key: `vault ${role}`, gas: LIQUIDATION_GAS, gain });
}

/** Keepers buy below the market when gas lets them; otherwise somebody buys in the last block, for next to nothing. */
export function buyers(desk: CreditDesk, { liquidator, lowBidder }: Keepers): void {
  const { model } = desk;
  for (const auction of [...model.auctions]) {
    const isLastBlock = model.time + SPACING >= auction.startedAt + model.terms.auctionSeconds;
    const isCheap = model.priceOf(auction) <= (worthOf(model.time) * KEEPER_BPS) / 10_000n;
    if (isCheap && wantsLot(desk, liquidator, auction)) desk.take(liquidator.role, auction);
    else if (isLastBlock && wantsLot(desk, lowBidder, auction)) desk.take(lowBidder.role, auction);
  }
}

function wantsLot({ model }: CreditDesk, keeper: Keeper, auction: AuctionModel): boolean {
  const { bought, paid } = model.offerOf(auction);
  if (!model.canPay(keeper.role, paid)) return false;
  const gain = (bought * worthOf(model.time)) / WAD - paid;
  return keeper.takes({ key: `auction ${auction.number}`, gas: TAKE_GAS, gain });
}

/** The second depositor runs when half of the pool is used. */
export function depositors(desk: CreditDesk): void {
  const [, second] = DEPOSITORS;
  const { pool } = desk.model;
  if (pool.balance < HALF_POOL && pool.sharesOf(second.role) > 0n) desk.leavePool(second.role);
}

/** Governance offers what is open in debt auctions every three hours, and sells the rest at the end. */
export function governance(desk: CreditDesk): void {
  const { time, losses } = desk.model;
  if (time < RECAPITALISATION.from) return;
  let missing = losses.open - losses.sales.reduce((sum, { bid }) => sum + bid, 0n);
  if (time === RECAPITALISATION.rest && missing > 0n)
    desk.issue(RECAP_BIDDERS[1].role, missing, missing / OFFER);
  if (time >= RECAPITALISATION.rest || time % (3 * HOUR) !== 0) return;
  for (; missing > 0n; missing -= SALE) {
    const bid = smaller(missing, SALE);
    desk.startSale(bid, bid / OFFER);
  }
}

/** Bidders of debt auctions underbid each other down to what the token is worth to them. */
export function recapBidders(desk: CreditDesk): void {
  for (const sale of [...desk.model.losses.sales]) {
    const next = RECAP_BIDDERS.find(
      ({ role, worth }) =>
        role !== sale.bidder && desk.model.canPay(role, sale.bid) && desk.nextLot(sale) * worth >= sale.bid,
    );
    if (desk.model.time >= sale.endsAt) desk.settle(WATCHER, sale);
    else if (next !== undefined) desk.bidLower(next.role, sale);
  }
}
