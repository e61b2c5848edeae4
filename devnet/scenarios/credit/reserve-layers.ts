import { addTo, BPS } from "../arithmetic.ts";
import type { LayerModel } from "./loss-model.ts";

/** An insurance fund: pays all that it has. */
export class FundLayer implements LayerModel {
  readonly kind = "INSURANCE_FUND";
  balance = 0n;

  readonly capacity = (): bigint => this.balance;

  readonly pay = (amount: bigint): void => {
    this.balance -= amount;
  };
}

/** Shares and assets of a staked module that nobody owns. */
const [VIRTUAL_SHARES, VIRTUAL_ASSETS] = [1_000n, 1n];

/** A staked module: each loss takes at most a part of the stake. */
export class StakeLayer implements LayerModel {
  readonly kind = "STAKED_FIRST_LOSS";
  balance = 0n;
  readonly maxSlashBps: bigint;
  readonly #shares = new Map<string, bigint>();
  #totalShares = 0n;

  constructor(maxSlashBps: bigint) {
    this.maxSlashBps = maxSlashBps;
  }

  readonly capacity = (): bigint => (this.balance * this.maxSlashBps) / BPS;

  readonly pay = (amount: bigint): void => {
    this.balance -= amount;
  };

  stake(role: string, amount: bigint): void {
    const shares = (amount * (this.#totalShares + VIRTUAL_SHARES)) / (this.balance + VIRTUAL_ASSETS);
    addTo(this.#shares, role, shares);
    this.#totalShares += shares;
    this.balance += amount;
  }

  sharesOf(role: string): bigint {
    return this.#shares.get(role) ?? 0n;
  }

  /** A staker leaves with what all its shares are worth. */
  exit(role: string): void {
    const shares = this.sharesOf(role);
    this.balance -= (shares * (this.balance + VIRTUAL_ASSETS)) / (this.#totalShares + VIRTUAL_SHARES);
    this.#totalShares -= shares;
    this.#shares.delete(role);
  }
}
