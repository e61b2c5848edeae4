import { BPS, WAD } from "../arithmetic.ts";
import type { CreditDesk } from "../credit/credit-desk.ts";
import type { Keeper } from "../keepers/keeper.ts";
import { BUYER, baseFee, LATE_FROM, LATE_OWNERS, type Owner, WATCHER } from "./cast.ts";
import type { HarmModel } from "./harm.ts";
import { marketPrice, reportedPrice } from "./prices.ts";

/** Seconds between blocks. */
export const SPACING = 180;

const HOUR = 3_600;
/** From 10^-8 dollars to RUSD for one WETH. */
const TO_WAD = 10n ** 10n;
/** Gas that keepers reckon with. */
const LIQUIDATION_GAS = 400_000n;

/** Everybody at their desk, with who counts the harm. */
export interface Play {
  readonly desk: CreditDesk;
  readonly keepers: readonly Keeper[];
  readonly harm: HarmModel;
}

/** Oracles report at full hours, if they do. */
export function reporters({ desk }: Play): void {
  const { time } = desk.model;
  const price = reportedPrice(time);
  if (time % HOUR === 0 && price !== null) desk.report(price);
}

/** Somebody borrows in each block of a while. */
export function borrowers({ desk }: Play): void {
  const owner = LATE_OWNERS[(desk.model.time - LATE_FROM) / SPACING];
  if (owner !== undefined) borrow(desk, owner);
}

/** Opens a vault at the oracle's price. */
export function borrow(desk: CreditDesk, { role, collateral, ratioBps }: Owner): void {
  desk.open(role, collateral, (desk.model.valueOf(collateral) * BPS) / ratioBps);
}

/** Everything that the oracle calls unsafe is flagged; when it is ripe the first keeper takes it for whom it pays. */
export function liquidations(play: Play): void {
  const { model } = play.desk;
  const coinPrice = marketPrice(model.time) * TO_WAD;
  for (const keeper of play.keepers)
    keeper.begin({ time: model.time, gasPrice: baseFee(model.time), coinPrice });
  for (const [role, vault] of model.vaults) {
    if (model.isRipe(vault)) close(play, role);
    else if (!model.isFlagged(vault) && model.isUnsafe(vault)) play.desk.flag(WATCHER, role);
  }
}

/** What is seized is worth the market's price, not the oracle's. */
function close({ desk, keepers, harm }: Play, role: string): void {
  const { model } = desk;
  const vault = model.vault(role);
  const market = marketPrice(model.time);
  const { repay, seized } = model.closing(vault);
  const gain = (seized * market * TO_WAD) / WAD - repay;
  const opportunity = { key: role, gas: LIQUIDATION_GAS, gain };
  const keeper = keepers.find((one) => model.canPay(one.role, repay) && one.takes(opportunity));
  if (keeper === undefined) return;
  harm.note(vault, market);
  desk.liquidate(keeper.role, role);
}

/** Governance sells new tokens for what is open. */
export function governance({ desk }: Play): void {
  const { open } = desk.model.losses;
  if (open > 0n) desk.issue(BUYER.role, open, open / BUYER.price);
}
