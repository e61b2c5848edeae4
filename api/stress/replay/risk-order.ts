import { sortOrder } from "./sort-order.ts";

/** Accounts by a ratio, smallest first. */
export type RiskOrder = {
  /** The accounts whose ratio is below a number. */
  readonly below: (ratio: number) => Uint32Array;
};

/** Sorts accounts by a ratio of 0 or more. */
export function riskOrder(accounts: Uint32Array, ratioOf: (account: number) => number): RiskOrder {
  const ratios = Float64Array.from(accounts, ratioOf);
  const order = sortOrder(ratios);
  const sorted = Float64Array.from(order, (at) => ratios[at] as number);
  const members = Uint32Array.from(order, (at) => accounts[at] as number);
  return { below: (ratio) => members.subarray(0, countBelow(sorted, ratio)) };
}

function countBelow(sorted: Float64Array, ratio: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < ratio) low = middle + 1;
    else high = middle;
  }
  return low;
}
