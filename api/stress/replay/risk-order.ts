import { sortOrder } from "./sort-order.ts";

/** Accounts by a ratio, smallest first. */
export class RiskOrder {
  #accounts: Uint32Array;
  #ratios: Float64Array;

  /** @param ratioOf - 0 or more. */
  constructor(accounts: Uint32Array, ratioOf: (account: number) => number) {
    const ratios = Float64Array.from(accounts, ratioOf);
    const order = sortOrder(ratios);
    this.#ratios = Float64Array.from(order, (at) => ratios[at] as number);
    this.#accounts = Uint32Array.from(order, (at) => accounts[at] as number);
  }

  /** The accounts whose ratio is below a number. */
  below(ratio: number): Uint32Array {
    let [low, high] = [0, this.#ratios.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ratios[middle] as number) < ratio) low = middle + 1;
      else high = middle;
    }
    return this.#accounts.subarray(0, low);
  }

  /** Drops the accounts that are marked with 1. */
  drop(isGone: Uint8Array): void {
    let kept = 0;
    for (let at = 0; at < this.#accounts.length; at++) {
      const account = this.#accounts[at] as number;
      if (isGone[account] === 1) continue;
      this.#accounts[kept] = account;
      this.#ratios[kept] = this.#ratios[at] as number;
      kept += 1;
    }
    this.#accounts = this.#accounts.subarray(0, kept);
    this.#ratios = this.#ratios.subarray(0, kept);
  }
}
