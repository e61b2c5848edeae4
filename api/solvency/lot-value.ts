import { exactDecimal } from "../domain/exact-decimal.ts";
import {
  addRational,
  multiplyRational,
  type Rational,
  rational,
  scaled,
  toDecimal,
} from "../domain/rational.ts";
import type { Valuation } from "../domain/valuation.ts";
import type { AuctionOutcome } from "./auction-outcome.ts";

/**
 * Values what auctions handed out at the price their feeds gave at the kick: Σ lotSold × kickPrice.
 *
 * @param lotDecimals - Decimals of the lot asset; null when unknown.
 * @returns exact sum, and rounded once, half-even to 18 decimals. PARTIAL_COVERAGE leaves out auctions without a price;
 *   NO_DATA when none has one; NOT_APPLICABLE when prices are in several currencies.
 */
export function lotValue(outcomes: readonly AuctionOutcome[], lotDecimals: number | null): Valuation {
  const none = (status: Valuation["status"], reason: string): Valuation => ({
    value: null,
    exact: null,
    quote: null,
    status,
    reason,
  });
  if (lotDecimals === null) return none("NO_DATA", "The decimals of the lot asset are unknown.");
  const priced = outcomes.filter((outcome) => outcome.kickPrice !== null);
  const quotes = [...new Set(priced.map((outcome) => outcome.kickPrice?.quote ?? ""))];
  if (quotes.length > 1) return none("NOT_APPLICABLE", `Prices are in ${quotes.join(" and ")}.`);
  const missing = outcomes.length - priced.length;
  const reason = `${missing} of ${outcomes.length} auctions have no price at their kick.`;
  if (priced.length === 0 && outcomes.length > 0) return none("NO_DATA", reason);
  const sum = priced.map((outcome) => worth(outcome, lotDecimals)).reduce(addRational, rational(0n));
  return {
    value: toDecimal(sum),
    exact: exactDecimal(sum),
    quote: quotes[0] ?? null,
    status: missing === 0 ? "OK" : "PARTIAL_COVERAGE",
    reason: missing === 0 ? null : reason,
  };
}

function worth(outcome: AuctionOutcome, lotDecimals: number): Rational {
  const { kickPrice } = outcome;
  if (kickPrice === null) return rational(0n);
  return multiplyRational(scaled(outcome.lotSold, lotDecimals), scaled(kickPrice.price, kickPrice.decimals));
}
