import { excessDebt, type LatentAccount } from "./latent-account.ts";

/** Accounts counted and what they lack, in whole units of account. */
export class LatentSum {
  /** Accounts whose debt is worth more than their collateral. */
  accounts = 0;
  /** Σ max(0, debt − collateral) of the accounts that could be valued. */
  lacking = 0n;
  /** Accounts with debt. */
  debtors = 0;
  /** Accounts with debt that could not be valued. */
  unvalued = 0;
  /** Accounts whose debt is kept in shares. */
  inShares = 0;

  /** Takes one account with debt into account; `excess` is null where it could not be valued. */
  add({ hasCollateral, isInShares }: LatentAccount, excess: bigint | null): void {
    this.debtors += 1;
    if (isInShares) this.inShares += 1;
    if (excess === null) this.unvalued += 1;
    if (!hasCollateral || (excess !== null && excess > 0n)) this.accounts += 1;
    this.lacking += excess ?? 0n;
  }

  /** Takes the accounts of another sum into account. */
  join(other: LatentSum): void {
    this.accounts += other.accounts;
    this.lacking += other.lacking;
    this.debtors += other.debtors;
    this.unvalued += other.unvalued;
    this.inShares += other.inShares;
  }
}

/** What is owed in a market: the asset, null where there is no single one, and the worth of its smallest unit, null without a price. */
export type LatentDebt = { readonly asset: string | null; readonly worth: bigint | null };

/** What the accounts of one market lack. */
export class LatentMarket {
  /** Id of the market that has the debt. */
  readonly id: string;
  readonly debt: LatentDebt;
  readonly total = new LatentSum();
  readonly aboveDust = new LatentSum();
  readonly withoutCollateral = new LatentSum();
  /** Debt of the accounts without collateral, in the smallest unit of the debt asset. */
  bareDebt = 0n;
  readonly #dust: bigint;

  /** @param dust - Worth below which an account is dust, in whole units of account. */
  constructor(id: string, debt: LatentDebt, dust: bigint) {
    this.id = id;
    this.debt = debt;
    this.#dust = dust;
  }

  /** Takes one account into account; one without debt lacks nothing. */
  add(account: LatentAccount): void {
    if (account.debt === 0n) return;
    const excess = excessDebt(account);
    this.total.add(account, excess);
    if (excess === null || excess >= this.#dust) this.aboveDust.add(account, excess);
    if (account.hasCollateral) return;
    this.withoutCollateral.add(account, excess);
    this.bareDebt += account.debt;
  }
}
