import { exactDecimal } from "../domain/exact-decimal.ts";
import { addRational, rational, scaled, toDecimal } from "../domain/rational.ts";
import type { Valuation } from "../domain/valuation.ts";
import type { AuctionOutcome } from "./auction-outcome.ts";

/** Values what auctions handed out at the price their feeds gave at the kick: Σ lotSold × kickPrice. */
export class LotValueTally {
  readonly #quotes = new Set<string>();
  readonly #sums = new Map<number, bigint>();
  #count = 0;
  #missing = 0;

  /** Takes one auction into account. */
  add({ lotSold, kickPrice }: AuctionOutcome): void {
    this.#count += 1;
    if (kickPrice === null) {
      this.#missing += 1;
      return;
    }
    const { price, decimals, quote } = kickPrice;
    this.#quotes.add(quote);
    this.#sums.set(decimals, (this.#sums.get(decimals) ?? 0n) + lotSold * price);
  }

  /**
   * Returns the value of all auctions so far.
   *
   * @param lotDecimals - Decimals of the lot asset; null when unknown.
   * @returns exact sum, and rounded once, half-even to 18 decimals. PARTIAL_COVERAGE leaves out auctions without a price;
   *   NO_DATA when none has one; NOT_APPLICABLE when prices are in several currencies.
   */
  valuation(lotDecimals: number | null): Valuation {
    if (lotDecimals === null) return none("NO_DATA", "The decimals of the lot asset are unknown.");
    const quotes = [...this.#quotes];
    if (quotes.length > 1) return none("NOT_APPLICABLE", `Prices are in ${quotes.join(" and ")}.`);
    const missing = this.#missing;
    const reason = `${missing} of ${this.#count} auctions have no price at their kick.`;
    if (missing > 0 && missing === this.#count) return none("NO_DATA", reason);
    const sum = [...this.#sums]
      .map(([decimals, product]) => scaled(product, lotDecimals + decimals))
      .reduce(addRational, rational(0n));
    return {
      value: toDecimal(sum),
      exact: exactDecimal(sum),
      quote: quotes[0] ?? null,
      status: missing === 0 ? "OK" : "PARTIAL_COVERAGE",
      reason: missing === 0 ? null : reason,
    };
  }
}

function none(status: Valuation["status"], reason: string): Valuation {
  return { value: null, exact: null, quote: null, status, reason };
}
