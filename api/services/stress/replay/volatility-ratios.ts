import { toDouble } from "../../../domain/to-double.ts";
import type { Book } from "../../../solvency/book.ts";
import { moments } from "../../../stats/moments.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import { type OwnPriceAt, ownPriceTimes } from "./own-price-times.ts";

const DAY = 86_400n;
/** Daily returns of each volatility. */
const RETURNS = 30;

/**
 * Computes today's volatility over that before a window, both from 30 daily log-returns that end there.
 *
 * @returns By asset; assets without all prices, or that did not move before the window, are left out.
 */
export async function volatilityRatios(
  scope: { readonly session: LedgerSession; readonly book: Book },
  view: View,
  { assets, before }: { readonly assets: readonly string[]; readonly before: bigint },
): Promise<ReadonlyMap<string, number>> {
  const now = daysUntil(scope.book.at);
  const then = daysUntil(before);
  const priceAt = await ownPriceTimes(scope, view, { assets, times: [...now, ...then] });
  return new Map(
    assets.flatMap((asset): [string, number][] => {
      const [today, past] = [deviation(asset, now, priceAt), deviation(asset, then, priceAt)];
      return today === null || past === null || past === 0 ? [] : [[asset, today / past]];
    }),
  );
}

function daysUntil(end: bigint): bigint[] {
  return Array.from({ length: RETURNS + 1 }, (_, day) => end - BigInt(RETURNS - day) * DAY);
}

/** Standard deviation of the log-returns; null where a price is missing. */
function deviation(asset: string, times: readonly bigint[], priceAt: OwnPriceAt): number | null {
  const prices = times.map((time) => priceAt(asset, time));
  const logs = prices.flatMap((price) => (price === null ? [] : [Math.log(toDouble(price))]));
  if (logs.length < times.length) return null;
  const returns = logs.slice(1).map((log, at) => log - (logs[at] as number));
  return Math.sqrt(moments(returns).variance ?? 0);
}
