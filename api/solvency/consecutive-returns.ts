import type { DailyClose } from "./capital-efficiency.ts";

/**
 * Returns the logarithmic returns between the last prices of spans that follow each other; a span without a price breaks the chain.
 *
 * @param closes - Of one feed, in any order.
 */
export function consecutiveReturns(closes: readonly DailyClose[]): number[] {
  const priceIn = new Map(closes.map(({ day, price }) => [day, Number(price)]));
  return closes.flatMap(({ day, price }) => {
    const before = priceIn.get(day + 1n);
    return before === undefined ? [] : [Math.log(Number(price) / before)];
  });
}
