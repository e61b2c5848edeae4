import { knownAmount, missingAmount, type TokenAmount } from "./token-amount.ts";

/** Adds amounts of one asset one by one, of which some may be unknown. */
export class KnownSum {
  #raw = 0n;
  #known = 0;
  #missing = 0;

  /** Sum of the known terms. */
  get raw(): bigint {
    return this.#raw;
  }

  /** Takes one term into account; null is an unknown one. */
  add(term: bigint | null): void {
    if (term === null) this.#missing += 1;
    else {
      this.#known += 1;
      this.#raw += term;
    }
  }

  /**
   * Returns the sum with its status.
   *
   * @returns OK when all terms are known, PARTIAL_COVERAGE with the sum of the known ones when some are not, NO_DATA when none is; zero without terms.
   * @param what - Name of the terms, for the reason.
   */
  amount(asset: string, what: string): TokenAmount {
    if (this.#missing === 0) return knownAmount(this.#raw, asset);
    const reason = `${this.#missing} of ${this.#known + this.#missing} have no ${what}.`;
    if (this.#known === 0) return missingAmount(asset, "NO_DATA", reason);
    return { raw: this.#raw, asset, status: "PARTIAL_COVERAGE", reason };
  }
}

/** Adds amounts of one asset of which some may be unknown; see {@link KnownSum.amount}. */
export function sumKnown(terms: readonly (bigint | null)[], asset: string, what: string): TokenAmount {
  const sum = new KnownSum();
  for (const term of terms) sum.add(term);
  return sum.amount(asset, what);
}
