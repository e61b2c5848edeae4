import { addRational, type Rational, rational } from "../domain/rational.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";

/** Adds worths of one unit that come one by one, so that none of them has to be kept; the answer is that of `sumWorths`. */
export class WorthTally {
  #sum: Rational = rational(0n);
  #count = 0;
  #known = 0;
  #flawed = 0;
  #first: Worth | null = null;

  /** Takes one worth into account. */
  add(worth: Worth): void {
    this.#count += 1;
    if (worth.amount !== null) {
      this.#known += 1;
      this.#sum = addRational(this.#sum, worth.amount);
    }
    if (worth.status === "OK") return;
    this.#flawed += 1;
    this.#first ??= worth;
  }

  /**
   * Returns the sum so far.
   *
   * @param what - Name of the terms for the reason, such as `acquisitions`.
   * @returns OK when all terms are; zero without terms; PARTIAL_COVERAGE with the sum of the known ones when some are not;
   *   the first missing term's status when none is known.
   */
  worth(unit: string, what: string): Worth {
    if (this.#first === null) return knownWorth(this.#sum, unit);
    const reason = `${this.#flawed} of ${this.#count} ${what} cannot be valued in full; the first: ${this.#first.reason}`;
    if (this.#known === 0) return missingWorth(unit, this.#first.status, reason);
    return { amount: this.#sum, unit, status: "PARTIAL_COVERAGE", reason };
  }
}
