const INDEX = 10n ** 27n;

interface Claim {
  shares: bigint;
  epoch: number;
  /** Index of the gain up to which collateral was credited. */
  index: bigint;
  gain: bigint;
}

/**
 * What a stability pool owes to whom: depositors share its losses and its collateral by their shares; when a loss takes
 * everything, their shares end.
 */
export class PoolModel {
  /** Stablecoin. */
  balance = 0n;
  /** Collateral gained and not yet claimed. */
  collateral = 0n;
  #shares = 0n;
  #gainIndex = 0n;
  readonly #endedIndexes: bigint[] = [];
  readonly #claims = new Map<string, Claim>();

  deposit(role: string, amount: bigint): void {
    const shares = this.#shares === 0n ? amount : (amount * this.#shares) / this.balance;
    this.#credited(role).shares += shares;
    this.#shares += shares;
    this.balance += amount;
  }

  /** Shares of a depositor that are worth something. */
  sharesOf(role: string): bigint {
    return this.#credited(role).shares;
  }

  /** Takes out what some shares are worth, and returns it. */
  withdraw(role: string, shares: bigint): bigint {
    const amount = (this.balance * shares) / this.#shares;
    this.#credited(role).shares -= shares;
    this.#shares -= shares;
    this.balance -= amount;
    return amount;
  }

  /** Takes out the collateral that a depositor gained. */
  claimGain(role: string): void {
    const claim = this.#credited(role);
    this.collateral -= claim.gain;
    claim.gain = 0n;
  }

  /** Burns stablecoin against debt. @param gained - Collateral that comes in for it. */
  offset(debt: bigint, gained: bigint): void {
    this.balance -= debt;
    this.collateral += gained;
    this.#gainIndex += (gained * INDEX) / this.#shares;
    if (this.balance > 0n) return;
    this.#endedIndexes.push(this.#gainIndex);
    this.#gainIndex = 0n;
    this.#shares = 0n;
  }

  #credited(role: string): Claim {
    const epoch = this.#endedIndexes.length;
    const claim = this.#claims.get(role) ?? { shares: 0n, epoch, index: this.#gainIndex, gain: 0n };
    this.#claims.set(role, claim);
    const upTo = this.#endedIndexes[claim.epoch] ?? this.#gainIndex;
    claim.gain += (claim.shares * (upTo - claim.index)) / INDEX;
    if (claim.epoch < epoch) claim.shares = 0n;
    claim.epoch = epoch;
    claim.index = this.#gainIndex;
    return claim;
  }
}
