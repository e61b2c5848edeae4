import { BPS, quotientUp, smaller } from "../arithmetic.ts";

/** Units of the own coin, 18 decimals, in one unit of the gem, 6 decimals. */
export const SCALE = 10n ** 12n;

/** A peg module: gem comes in for coins and goes out for them, at one to one less a fee. */
export class PegModel {
  /** Gem. */
  balance = 0n;
  /** Coins that the module has issued and not taken back. */
  issued = 0n;
  /** Fees earned, in coins. */
  fees = 0n;
  feeInBps = 0n;
  feeOutBps = 0n;
  isClosed = false;
  /** Most coins that the module issues. */
  readonly ceiling: bigint;

  constructor(ceiling: bigint) {
    this.ceiling = ceiling;
  }

  /** Most gem that the module takes now. */
  get room(): bigint {
    return this.isClosed ? 0n : (this.ceiling - this.issued) / SCALE;
  }

  /** Gem comes in; returns the coins that it gives. */
  buy(gem: bigint): bigint {
    const worth = gem * SCALE;
    const fee = quotientUp(worth * this.feeInBps, BPS);
    this.balance += gem;
    this.issued += worth;
    this.fees += fee;
    return worth - fee;
  }

  /** Gem that some coins give. */
  gemFor(coins: bigint): bigint {
    return (coins - quotientUp(coins * this.feeOutBps, BPS)) / SCALE;
  }

  /** Coins come back; what they give goes out, the rest is a fee. */
  sell(coins: bigint): void {
    const gem = this.gemFor(coins);
    const burnt = gem * SCALE;
    this.balance -= gem;
    this.issued -= smaller(burnt, this.issued);
    this.fees += coins - burnt;
  }
}
