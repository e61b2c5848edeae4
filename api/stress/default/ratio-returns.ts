import type { BalanceSides, SideAmount } from "./balance-sides.ts";

/** Prices of an asset by day, null where a day has none; all assets have the same days. */
export type PriceHistory = ReadonlyMap<string, readonly (number | null)[]>;

/**
 * Returns the daily changes of ln(A/L) that today's amounts would have had at the prices of the past. A day on which any
 * price is missing breaks the chain.
 *
 * @param days - Length of the histories.
 */
export function ratioReturns({ assets, debts }: BalanceSides, history: PriceHistory, days: number): number[] {
  const returns: number[] = [];
  let before: number | null = null;
  for (let day = 0; day < days; day++) {
    const [held, owed] = [worthOn(day, assets, history), worthOn(day, debts, history)];
    const ratio = held === null || owed === null || held <= 0 || owed <= 0 ? null : Math.log(held / owed);
    if (ratio !== null && before !== null) returns.push(ratio - before);
    before = ratio;
  }
  return returns;
}

function worthOn(day: number, side: readonly SideAmount[], history: PriceHistory): number | null {
  let sum = 0;
  for (const { factor, amount } of side) {
    const price = factor.isFaceValue ? 1 : (history.get(factor.asset)?.[day] ?? null);
    if (price === null || amount === null) return null;
    sum += amount * price;
  }
  return sum;
}
