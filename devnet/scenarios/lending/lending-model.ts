import { addTo, BPS, quotientUp, smaller } from "../arithmetic.ts";

/** How loans are given and closed, basis points. */
export interface LendingTerms {
  /** Most debt of the collateral's value when a loan is taken. */
  readonly loanToValueBps: bigint;
  /** Debt of the collateral's value above which a loan may be closed. */
  readonly thresholdBps: bigint;
  /** What liquidators get beyond what they pay. */
  readonly bonusBps: bigint;
}

/** Collateral, 18 decimals, and debt, 6. */
export interface LoanModel {
  readonly collateral: bigint;
  readonly debt: bigint;
}

/** From collateral and price to the lent token: 18 and 8 decimals to 6. */
const SCALE = 10n ** 20n;
/** Shares and claims that nobody owns. */
const [VIRTUAL_SHARES, VIRTUAL_CLAIMS] = [1_000n, 1n];

/**
 * A pool in which lenders have shares of what it owns: cash and loans. What a closed loan leaves unpaid is everybody's. Knows
 * neither chain nor ledger.
 */
export class LendingModel {
  readonly terms: LendingTerms;
  /** What lenders are owed. */
  claims = 0n;
  cash = 0n;
  /** By the oracle, 10^-8 dollars. */
  price = 0n;
  readonly loans = new Map<string, LoanModel>();
  readonly shares = new Map<string, bigint>();
  liquidated = 0;
  repaid = 0n;
  seized = 0n;
  /** Losses that lenders bore. */
  socialised = 0n;
  #totalShares = 0n;

  constructor(terms: LendingTerms) {
    this.terms = terms;
  }

  /** Σ collateral of all loans. */
  get pledged(): bigint {
    return [...this.loans.values()].reduce((sum, { collateral }) => sum + collateral, 0n);
  }

  get totalShares(): bigint {
    return this.#totalShares;
  }

  sharesOf(role: string): bigint {
    return this.shares.get(role) ?? 0n;
  }

  /** What some shares are worth. */
  worthOf(shares: bigint): bigint {
    return (shares * (this.claims + VIRTUAL_CLAIMS)) / (this.#totalShares + VIRTUAL_SHARES);
  }

  /** Most shares whose worth is in the till. */
  sharesFor(cash: bigint): bigint {
    return (cash * (this.#totalShares + VIRTUAL_SHARES)) / (this.claims + VIRTUAL_CLAIMS);
  }

  supply(role: string, amount: bigint): void {
    const shares = this.sharesFor(amount);
    addTo(this.shares, role, shares);
    this.#totalShares += shares;
    this.claims += amount;
    this.cash += amount;
  }

  withdraw(role: string, shares: bigint): void {
    const amount = this.worthOf(shares);
    addTo(this.shares, role, -shares);
    this.#totalShares -= shares;
    this.claims -= amount;
    this.cash -= amount;
  }

  borrow(role: string, collateral: bigint, amount: bigint): void {
    this.loans.set(role, { collateral, debt: amount });
    this.cash -= amount;
  }

  /** A borrower repays everything and has its collateral back. */
  close(role: string): void {
    this.cash += this.loan(role).debt;
    this.loans.delete(role);
  }

  /** A loan; must exist. */
  loan(role: string): LoanModel {
    const loan = this.loans.get(role);
    if (loan === undefined) throw new Error(`"${role}" has no loan.`);
    return loan;
  }

  isUnsafe({ collateral, debt }: LoanModel): boolean {
    const value = (collateral * this.price) / SCALE;
    return debt > (value * this.terms.thresholdBps) / BPS;
  }

  /** What a liquidator pays and gets, each rounded against it. */
  closing({ collateral, debt }: LoanModel): { readonly repaid: bigint; readonly seized: bigint } {
    const [cost, withBonus] = [quotientUp(collateral * this.price, SCALE), BPS + this.terms.bonusBps];
    const affordable = quotientUp(cost * BPS, withBonus);
    if (affordable <= debt) return { repaid: affordable, seized: collateral };
    return { repaid: debt, seized: (collateral * debt * withBonus) / (cost * BPS) };
  }

  /** A liquidator closes a loan; lenders bear what stays unpaid. */
  liquidate(role: string): void {
    const loan = this.loan(role);
    const { repaid, seized } = this.closing(loan);
    this.loans.delete(role);
    this.cash += repaid;
    this.claims -= loan.debt - repaid;
    this.socialised += loan.debt - repaid;
    this.liquidated += 1;
    this.repaid += repaid;
    this.seized += seized;
  }
}

/** A claim of a depositor that waits to be paid. */
interface ClaimModel {
  due: bigint;
}

/** An insurance of deposits that pays in the order of the claims, as far as its money reaches. */
export class InsuranceModel {
  balance = 0n;
  paid = 0n;
  readonly #limit: bigint;
  readonly #claims: ClaimModel[] = [];

  /** @param limit - Most that is insured for one depositor. */
  constructor(limit: bigint) {
    this.#limit = limit;
  }

  /** What waits to be paid. */
  get queued(): bigint {
    return this.#claims.reduce((sum, { due }) => sum + due, 0n);
  }

  /** A depositor, who never claimed before, lost an amount. */
  report(lost: bigint): void {
    this.#claims.push({ due: smaller(lost, this.#limit) });
  }

  /** Pays the queue from its head. */
  pay(): void {
    for (const claim of this.#claims) {
      const amount = smaller(claim.due, this.balance);
      claim.due -= amount;
      this.balance -= amount;
      this.paid += amount;
    }
  }
}
