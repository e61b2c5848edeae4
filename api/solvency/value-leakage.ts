import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio } from "../domain/ratio.ts";
import { KnownSum } from "../domain/sum-known.ts";
import { optionalAmount, type TokenAmount } from "../domain/token-amount.ts";
import { positivePart, subtractWorth, type Worth, worthRatio } from "../domain/worth.ts";
import type { Acquisition } from "./acquisition.ts";
import { type Markout, MarkoutTally } from "./markout.ts";
import { CURRENCY, type Price } from "./price-board.ts";
import { worthAtPrice } from "./worth-at-price.ts";
import { WorthTally } from "./worth-tally.ts";

/** Definition of what liquidations and auctions leave to those who buy. */
export const VALUE_LEAKAGE: MetricDefinition = {
  id: "value-leakage",
  title: "Value leakage and adverse selection",
  formula:
    "profit = acquired × market price − paid × market price, for each liquidation (DIRECT, OFFSET, ABSORPTION) and each part of a collateral auction, at the prices known at its time; " +
    "markout(τ) = mean of p(t + τ) / p(t) − 1 of the acquired asset, one return for each time of an acquisition",
  unit: "US dollars, exact, before gas and slippage; markouts are returns without unit, estimates",
  edgeCases: [
    "Gas, slippage and what was shared with builders or refunded are not in the logs: profit is before all of them.",
    "The smallest bonus that would have cleared is not on chain, so the leak itself is not given: gains is its upper bound.",
    "No price of either side at that time, or one too old: left out of worths, PARTIAL_COVERAGE; NO_DATA when none has both.",
    "The event does not tell what was seized: left out in the same way.",
    "τ has not passed at the block: pending, in no mean. Fewer than 30 times: INSUFFICIENT_DATA.",
    "No new observation of the feed within τ: the return is zero and counted as unmoved.",
  ],
  sources: ["metrics.md M-44", "schema.graphql: Liquidation, AuctionEvent"],
  since: "1.1.0",
};

/** Prices of both sides of an acquisition, and of the acquired asset later. */
export type AcquisitionPrices = {
  readonly acquired: Price;
  readonly paid: Price;
  /** One for each of {@link MARKOUT_SECONDS}; null while that time has not passed. */
  readonly later: readonly (Price | null)[];
};

/** What one way of selling collateral left to those who bought. */
export type ValueLeakage = Pick<Acquisition, "market" | "channel" | "acquiredAsset" | "paidAsset"> & {
  readonly count: number;
  readonly acquired: TokenAmount;
  readonly paid: TokenAmount;
  /** Fees and bonuses that events state, in the paid asset. */
  readonly bonus: TokenAmount;
  /** Of the acquisitions that have both worths. */
  readonly acquiredWorth: Worth;
  readonly paidWorth: Worth;
  /** acquiredWorth − paidWorth, signed. */
  readonly profit: Worth;
  /** Σ max(0, profit). */
  readonly gains: Worth;
  /** Acquisitions whose profit is below zero. */
  readonly losingCount: number;
  /** profit / paid. */
  readonly profitRate: Ratio;
  /** paid / acquired: what was paid for a dollar's worth. */
  readonly paidForWorth: Ratio;
  readonly markouts: readonly Markout[];
};

/** Worths of one acquisition; each has no amount where it is not known. */
export type AcquisitionWorth = { readonly acquired: Worth; readonly paid: Worth; readonly profit: Worth };

const UNTOLD = "The event does not tell how much.";

/**
 * Values one acquisition in US dollars at given prices, exact.
 *
 * @param decimalsOf - Decimals of an asset; null when unknown.
 */
export function acquisitionWorth(
  { acquiredAsset, acquired, paidAsset, paid }: Acquisition,
  prices: Pick<AcquisitionPrices, "acquired" | "paid">,
  decimalsOf: (asset: string) => number | null,
): AcquisitionWorth {
  const worthOf = (raw: bigint | null, asset: string, price: Price) =>
    worthAtPrice(optionalAmount(raw, asset, UNTOLD), decimalsOf(asset), price);
  const gained = worthOf(acquired, acquiredAsset, prices.acquired);
  const given = worthOf(paid, paidAsset, prices.paid);
  return { acquired: gained, paid: given, profit: subtractWorth(gained, given) };
}

/** Follows acquisitions that come one by one, in order of time within a group. See {@link VALUE_LEAKAGE}. */
export class ValueLeakageTally {
  readonly #decimalsOf: (asset: string) => number | null;
  readonly #groups = new Map<string, Group>();

  /** @param decimalsOf - Decimals of an asset; null when unknown. */
  constructor(decimalsOf: (asset: string) => number | null) {
    this.#decimalsOf = decimalsOf;
  }

  /** Takes one acquisition into account. */
  add(acquisition: Acquisition, prices: AcquisitionPrices): void {
    const { market, channel, acquiredAsset, paidAsset } = acquisition;
    const key = [market, channel, acquiredAsset, paidAsset].join("/");
    const group = this.#groups.get(key) ?? new Group(acquisition);
    this.#groups.set(key, group);
    group.add(acquisition, acquisitionWorth(acquisition, prices, this.#decimalsOf), prices);
  }

  /** Returns the groups so far, in the order of their first acquisition. */
  groups(): ValueLeakage[] {
    return [...this.#groups.values()].map((group) => group.result());
  }
}

class Group {
  readonly #first: Acquisition;
  readonly #acquired = new KnownSum();
  readonly #paid = new KnownSum();
  readonly #bonus = new KnownSum();
  readonly #acquiredWorth = new WorthTally();
  readonly #paidWorth = new WorthTally();
  readonly #gains = new WorthTally();
  readonly #markouts = new MarkoutTally();
  #count = 0;
  #losing = 0;

  constructor(first: Acquisition) {
    this.#first = first;
  }

  add(acquisition: Acquisition, worth: AcquisitionWorth, prices: AcquisitionPrices): void {
    this.#count += 1;
    this.#acquired.add(acquisition.acquired);
    this.#paid.add(acquisition.paid);
    this.#bonus.add(acquisition.bonus);
    const { profit } = worth;
    const isKnown = profit.amount !== null;
    this.#acquiredWorth.add(isKnown ? worth.acquired : profit);
    this.#paidWorth.add(isKnown ? worth.paid : profit);
    this.#gains.add(positivePart(profit));
    if (profit.amount !== null && profit.amount.numerator < 0n) this.#losing += 1;
    this.#markouts.add(acquisition.time, prices.acquired, prices.later);
  }

  result(): ValueLeakage {
    const { market, channel, acquiredAsset, paidAsset } = this.#first;
    const what = "acquisitions";
    const acquiredWorth = this.#acquiredWorth.worth(CURRENCY, what);
    const paidWorth = this.#paidWorth.worth(CURRENCY, what);
    const profit = subtractWorth(acquiredWorth, paidWorth);
    return {
      ...{ market, channel, acquiredAsset, paidAsset, count: this.#count, losingCount: this.#losing },
      acquired: this.#acquired.amount(acquiredAsset, "known amount"),
      paid: this.#paid.amount(paidAsset, "known amount"),
      bonus: this.#bonus.amount(paidAsset, "stated bonus"),
      ...{ acquiredWorth, paidWorth, profit },
      gains: this.#gains.worth(CURRENCY, what),
      profitRate: rateOf(profit, paidWorth, "profit / paid"),
      paidForWorth: rateOf(paidWorth, acquiredWorth, "paid / acquired"),
      markouts: this.#markouts.results(),
    };
  }
}

/** Both parts leave the same acquisitions out, so the quotient holds for the rest: PARTIAL_COVERAGE with a value. */
function rateOf(numerator: Worth, denominator: Worth, unit: string): Ratio {
  const { status, reason } = denominator;
  if (status !== "PARTIAL_COVERAGE" || denominator.amount === null) {
    return numerator.amount === null
      ? missingRatio(unit, numerator.status, numerator.reason ?? "")
      : worthRatio(numerator, denominator, unit);
  }
  const flawless = (worth: Worth): Worth => ({ ...worth, status: "OK", reason: null });
  const ratio = worthRatio(flawless(numerator), flawless(denominator), unit);
  return ratio.status === "OK" ? { ...ratio, status, reason } : ratio;
}
