import { BPS, quotientUp, smaller } from "../arithmetic.ts";

/** Most of the thin token that the market sells in one block, its units. */
const DEPTH = 400_000n * 10n ** 18n;
/** By how much the last of it is dearer than the first, basis points. */
const IMPACT_BPS = 300n;
/** Decimals of prices: 10^-8 dollars. */
const PRICE_UNIT = 10n ** 8n;

/** What the market sells of the thin token in a block: little, and ever dearer. */
export class Depth {
  /** What is still to be had in this block. */
  left = DEPTH;
  #price = 0n;

  /** A new block. @param price - 10^-8 dollars. */
  begin(price: bigint): void {
    this.left = DEPTH;
    this.#price = price;
  }

  /** Most that can be bought of what is wanted. */
  most(wanted: bigint): bigint {
    return smaller(wanted, this.left);
  }

  /** Dollars, 18 decimals, for some of what is left, rounded up. */
  costOf(amount: bigint): bigint {
    const used = DEPTH - this.left + amount;
    const dearer = BPS * DEPTH + IMPACT_BPS * used;
    return quotientUp(amount * this.#price * dearer, PRICE_UNIT * BPS * DEPTH);
  }

  buy(amount: bigint): void {
    this.left -= amount;
  }
}
