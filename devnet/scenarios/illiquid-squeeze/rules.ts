import { BPS, smaller, WAD } from "../arithmetic.ts";
import type { AuctionModel } from "../credit/auction-model.ts";
import type { CreditDesk } from "../credit/credit-desk.ts";
import type { VaultModel } from "../credit/credit-model.ts";
import type { ReserveDesk } from "../credit/reserve-desk.ts";
import type { Keeper } from "../keepers/keeper.ts";
import {
  ALARM,
  baseFee,
  ETHER,
  MARKET_MAKER,
  PIECE,
  REPAIR,
  STAKE,
  STAKERS,
  TREASURY,
  WATCHER,
  WHALE,
  WHALE_TIMES,
  WHALE_VAULTS,
} from "./cast.ts";
import type { Depth } from "./depth.ts";
import { DOLLAR, thinPrice } from "./prices.ts";

const HOUR = 3_600;
/** Gas that keepers reckon with. */
const [LIQUIDATION_GAS, TAKE_GAS] = [400_000n, 250_000n];

/** Everybody at their desks, and what the market has to sell. */
export interface Play {
  readonly desk: CreditDesk;
  readonly reserves: ReserveDesk;
  readonly keepers: readonly Keeper[];
  readonly depth: Depth;
}

/** Oracles report at full hours. */
export function reporters({ desk }: Play): void {
  if (desk.model.time % HOUR !== 0) return;
  desk.report(DOLLAR);
  desk.reportCoin(thinPrice(desk.model.time), DOLLAR);
}

/** The whale opens one vault after the other, at the oracle's price, and sells what it borrows. */
export function whale({ desk }: Play): void {
  const role = WHALE_VAULTS[(desk.model.time - WHALE_TIMES.from) / WHALE_TIMES.every];
  if (role === undefined) return;
  const debt = (desk.model.valueOf(WHALE.collateral) * BPS) / WHALE.ratioBps;
  desk.open(role, WHALE.collateral, debt);
  desk.lend(role, MARKET_MAKER, debt, []);
}

/** A block begins for keepers: its gas price, and what the market sells. */
export function wake({ desk, keepers, depth }: Play): void {
  const { time } = desk.model;
  depth.begin(thinPrice(time));
  for (const keeper of keepers) keeper.begin({ time, gasPrice: baseFee(time), coinPrice: ETHER });
}

/** Unsafe vaults are flagged; ripe ones are repaid in pieces, or auctioned when the collateral no longer suffices. */
export function liquidations(play: Play): void {
  const { desk } = play;
  for (const [role, vault] of desk.model.vaults) {
    if (vault.debt === 0n) continue;
    if (desk.model.isRipe(vault)) close(play, role, vault);
    else if (!desk.model.isFlagged(vault) && desk.model.isUnsafe(vault)) desk.flag(WATCHER, role);
  }
}

function close(play: Play, role: string, vault: VaultModel): void {
  if (play.desk.model.isShort(vault)) play.desk.auctionOff(WATCHER, role);
  else repayPieces(play, role, vault);
}

function repayPieces(play: Play, role: string, vault: VaultModel): void {
  const { desk, keepers, depth } = play;
  for (const keeper of keepers) {
    const wanted = depth.most(smaller(PIECE, desk.model.mostRepaid(vault)));
    if (wanted === 0n || !desk.model.isUnsafe(vault) || desk.model.isShort(vault)) return;
    const { seized } = desk.model.closing(vault, wanted);
    const opportunity = { key: role, gas: LIQUIDATION_GAS, gain: seized - depth.costOf(wanted) };
    if (!keeper.takes(opportunity)) continue;
    buy(play, keeper, wanted);
    desk.liquidate(keeper.role, role, wanted);
  }
}

/** Pieces of auctions are bought when they pay; what nobody finished in time starts again. */
export function auctions(play: Play): void {
  const { desk, keepers } = play;
  for (const auction of [...desk.model.auctions]) {
    if (desk.model.isExpired(auction)) desk.restart(WATCHER, auction);
    else for (const keeper of keepers) takePiece(play, keeper, auction);
  }
}

function takePiece(play: Play, keeper: Keeper, auction: AuctionModel): void {
  const { desk, depth } = play;
  const price = desk.model.priceOf(auction);
  const wanted = smaller(auction.lot, (depth.most(PIECE) * WAD) / price);
  if (wanted === 0n || auction.tab === 0n) return;
  const { bought, paid } = desk.model.offerOf(auction, wanted);
  const opportunity = { key: `auction ${auction.number}`, gas: TAKE_GAS, gain: bought - depth.costOf(paid) };
  if (bought === 0n || !keeper.takes(opportunity)) return;
  buy(play, keeper, paid);
  desk.take(keeper.role, auction, wanted);
}

/** The dollars for it change hands elsewhere. */
function buy({ desk, depth }: Play, keeper: Keeper, amount: bigint): void {
  depth.buy(amount);
  desk.lend(MARKET_MAKER, keeper.role, amount, []);
}

/** The first staker asks to leave at the alarm, and leaves when it may. */
export function stakers({ desk, reserves }: Play): void {
  const [first] = STAKERS;
  if (desk.model.time === ALARM) reserves.requestExit(first);
  if (desk.model.time === ALARM + STAKE.cooldown) reserves.exit(first);
}

/** The treasury pays a piece of what is open every hour, as long as it has money. */
export function treasury({ desk }: Play): void {
  const { time, losses, coins } = desk.model;
  if (time < REPAIR.from || time % HOUR !== 0) return;
  const amount = smaller(smaller(losses.open, REPAIR.piece), coins.get(TREASURY) ?? 0n);
  if (amount > 0n) desk.cover(TREASURY, amount);
}
