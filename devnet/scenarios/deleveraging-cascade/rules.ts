import { BPS } from "../arithmetic.ts";
import type { Keeper } from "../keepers/keeper.ts";
import type { MarginDesk } from "../margin/margin-desk.ts";
import { priceAt } from "../price-steps.ts";
import { baseFee, SHORTS, TREASURY } from "./cast.ts";
import { MARKET } from "./prices.ts";

/** From 10^-8 dollars to USDC for one ETH. */
const TO_USDC = 100n;
/** Gas that keepers reckon with. */
const LIQUIDATION_GAS = 1_000_000n;
/** What keepers count on earning with a position, basis points of its notional. */
const REBOUND_BPS = 100n;
/** Prudent shorts act on a profit of such a part of their margin, basis points. */
const PRUDENCE_BPS = 500n;

/** Oracles report whenever the market's price changes. */
export function reporters(desk: MarginDesk, time: number): void {
  if (time % MARKET.every === 0) desk.report(priceAt(MARKET, time));
}

/** At each new price prudent shorts take half of a large profit out; with that all of it is settled and cannot be cut. */
export function shorts(desk: MarginDesk, time: number): void {
  if (time % MARKET.every !== 0) return;
  for (const { role, isPrudent } of SHORTS) {
    const account = desk.model.account(role);
    const profit = desk.model.profitOf(account);
    if (isPrudent && profit * BPS > account.margin * PRUDENCE_BPS) desk.withdraw(role, profit / 2n);
  }
}

/** Keepers take over, in the order of their speed, whatever they have the margin for. */
export function keepers(desk: MarginDesk, all: readonly Keeper[], time: number): void {
  const { model } = desk;
  const costs = { time, gasPrice: baseFee(time), coinPrice: model.price / TO_USDC };
  for (const keeper of all) keeper.begin(costs);
  for (const [role, account] of model.accounts) {
    if (!model.isLiquidatable(account)) continue;
    const notional = model.notionalOf(account.size);
    const opportunity = { key: role, gas: LIQUIDATION_GAS, gain: (notional * REBOUND_BPS) / BPS };
    const keeper = all.find(
      (one) => one.role !== role && canCarry(desk, one.role, account.size) && one.takes(opportunity),
    );
    if (keeper !== undefined) desk.liquidate(keeper.role, role);
  }
}

/** Whether a keeper has the initial margin of what it would hold. */
function canCarry({ model }: MarginDesk, role: string, size: bigint): boolean {
  const own = model.account(role);
  return model.equityOf(own) >= model.requiredFor(own.size + size);
}

/** In the end the treasury pays half of what is open; the rest stays a hole in the pot. */
export function treasury(desk: MarginDesk): void {
  if (desk.model.open > 0n) desk.cover(TREASURY, desk.model.open / 2n);
}
