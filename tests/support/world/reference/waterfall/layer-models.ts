const BPS = 10_000n;
const DAY = 86_400n;
const YEAR = 365n * DAY;
const VIRTUAL_SHARES = 1_000n;
const ONE_TOKEN = 10n ** 18n;

export const COOLDOWN = 3n * DAY;
export const VESTING = 2n * DAY;
const EXIT_WINDOW = 2n * DAY;

export function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

export function least(...values: readonly bigint[]): bigint {
  return values.reduce((lowest, value) => (value < lowest ? value : lowest));
}

/**
 * What a layer holds, in plain numbers of the asset's smallest unit, written from the rules of its contract and not from
 * its code. Each action answers whether the contract accepts it; one that is refused changes nothing.
 */
export abstract class LayerModel {
  balance = 0n;
  /** Most that the layer pays now for one loss. */
  abstract capacity(total: bigint, now: bigint): bigint;

  pay(amount: bigint): void {
    this.balance -= amount;
  }

  add(amount: bigint): boolean {
    this.balance += amount;
    return true;
  }

  take(amount: bigint): boolean {
    if (amount > this.balance) return false;
    this.balance -= amount;
    return true;
  }
}

/** The insurance fund pays all that it has. */
export class FundModel extends LayerModel {
  capacity(): bigint {
    return this.balance;
  }
}

interface Stake {
  shares: bigint;
  queued: bigint;
  readyAt: bigint;
}

/** Stakers share the balance; one loss takes a part of it at most. */
export class StakeModel extends LayerModel {
  maxSlashBps = 5_000n;
  readonly #stakes = new Map<number, Stake>();

  get totalShares(): bigint {
    return [...this.#stakes.values()].reduce((sum, { shares }) => sum + shares, 0n);
  }

  get queuedShares(): bigint {
    return [...this.#stakes.values()].reduce((sum, { queued }) => sum + queued, 0n);
  }

  capacity(): bigint {
    return (this.balance * this.maxSlashBps) / BPS;
  }

  stake(who: number, amount: bigint): boolean {
    const shares = (amount * (this.totalShares + VIRTUAL_SHARES)) / (this.balance + 1n);
    if (shares === 0n) return false;
    this.#of(who).shares += shares;
    return this.add(amount);
  }

  requestExit(who: number, shares: bigint, now: bigint): boolean {
    const one = this.#of(who);
    if (shares === 0n || shares > one.shares - one.queued) return false;
    one.queued += shares;
    one.readyAt = now + COOLDOWN;
    return true;
  }

  cancelExit(who: number): boolean {
    const one = this.#of(who);
    if (one.queued === 0n) return false;
    one.queued = 0n;
    return true;
  }

  exit(who: number, now: bigint): boolean {
    const one = this.#of(who);
    if (one.queued === 0n || now < one.readyAt || now >= one.readyAt + EXIT_WINDOW) return false;
    const amount = (one.queued * (this.balance + 1n)) / (this.totalShares + VIRTUAL_SHARES);
    one.shares -= one.queued;
    one.queued = 0n;
    return this.take(amount);
  }

  setMaxSlash(bps: bigint): boolean {
    if (bps > BPS) return false;
    this.maxSlashBps = bps;
    return true;
  }

  #of(who: number): Stake {
    const known = this.#stakes.get(who) ?? { shares: 0n, queued: 0n, readyAt: 0n };
    this.#stakes.set(who, known);
    return known;
  }
}

/** Bonds fill the reserve; what is busy elsewhere cannot pay. */
export class BondModel extends LayerModel {
  deployed = 0n;
  #price = 0n;
  #discountBps = 0n;
  #owed = 0n;
  #vestsAt = 0n;

  capacity(): bigint {
    return this.balance - this.deployed;
  }

  setTerms(price: bigint, discountBps: bigint): boolean {
    if (discountBps >= BPS) return false;
    this.#price = price;
    this.#discountBps = discountBps;
    return true;
  }

  buy(amount: bigint, now: bigint): boolean {
    if (this.#price === 0n) return false;
    const owed = (amount * ONE_TOKEN) / ceilDiv(this.#price * (BPS - this.#discountBps), BPS);
    if (owed === 0n) return false;
    this.#owed += owed;
    this.#vestsAt = now + VESTING;
    return this.add(amount);
  }

  redeem(now: bigint): boolean {
    if (this.#owed === 0n || now < this.#vestsAt) return false;
    this.#owed = 0n;
    return true;
  }

  deploy(amount: bigint): boolean {
    if (amount > this.capacity()) return false;
    this.deployed += amount;
    return true;
  }

  recall(amount: bigint, gain: bigint): boolean {
    if (amount > this.deployed) return false;
    this.deployed -= amount;
    return this.add(gain);
  }
}

/** Revenue beyond the target leaves. */
export class SurplusModel extends LayerModel {
  target = 500n;

  capacity(): bigint {
    return this.balance;
  }

  distribute(): boolean {
    if (this.balance <= this.target) return false;
    this.balance = this.target;
    return true;
  }

  setTarget(target: bigint): boolean {
    this.target = target;
    return true;
  }
}

/** Terms of a treaty. */
export interface Treaty {
  readonly premium: bigint;
  readonly retention: bigint;
  readonly limit: bigint;
  readonly seconds: bigint;
}

/** Of each loss, what is beyond the retention; of all together, the limit. */
export class ReinsuranceModel extends LayerModel {
  #retention = 0n;
  #left = 0n;
  #endsAt = 0n;
  #leastRateBps = 0n;

  capacity(total: bigint, now: bigint): bigint {
    if (now >= this.#endsAt || total <= this.#retention) return 0n;
    return least(total - this.#retention, this.#left, this.balance);
  }

  override pay(amount: bigint): void {
    super.pay(amount);
    this.#left -= amount;
  }

  release(amount: bigint, now: bigint): boolean {
    return now >= this.#endsAt && this.take(amount);
  }

  setLeastRate(bps: bigint): boolean {
    this.#leastRateBps = bps;
    return true;
  }

  cede({ premium, retention, limit, seconds }: Treaty, now: bigint): boolean {
    const fair = ceilDiv(limit * this.#leastRateBps * seconds, BPS * YEAR);
    if (now < this.#endsAt || premium < fair || limit > this.balance + premium) return false;
    [this.#retention, this.#left, this.#endsAt] = [retention, limit, now + seconds];
    return this.add(premium);
  }
}
