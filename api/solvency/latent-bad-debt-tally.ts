import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import { missingWorth } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import { accountOf, joinAccounts, type LatentAccount } from "./latent-account.ts";
import type {
  LatentBadDebt,
  LatentBadDebtOptions,
  LatentBadDebtPart,
  MarketLatentBadDebt,
  OpenPosition,
} from "./latent-bad-debt.ts";
import { type LatentMarket, LatentSum } from "./latent-market.ts";
import { type LatentPlace, type LatentPlaces, latentPlaces } from "./latent-places.ts";
import { type LatentContext, latentWorth } from "./latent-worth.ts";
import type { PositionPrice } from "./position-prices.ts";
import { CURRENCY } from "./price-board.ts";

const NOT_KEPT = missingWorth(CURRENCY, "NO_DATA", "The ledger never held a position of the protocol.");
const NO_ENTRY = { status: "NO_DATA", reason: "The entry price is not in the ledger." } as const;

/** Computes latent bad debt from positions that come one by one, so that none of them has to be kept. */
export class LatentBadDebtTally {
  /** Whether the ledger ever held a position of the protocol; without, no open position means nothing. */
  readonly #isKept: boolean;
  readonly #places: LatentPlaces;
  readonly #seen = new Set<LatentPlace>();
  /** Owner whose positions are coming, and what they have in each pool so far. */
  #owner: string | null = null;
  readonly #coming = new Map<LatentMarket, LatentAccount>();
  #derivatives = 0;

  /** @param book - Its markets are those of the positions. */
  constructor(book: Book, options: LatentBadDebtOptions) {
    this.#isKept = book.exposures.length > 0;
    this.#places = latentPlaces(book, options);
  }

  /** Takes one open position into account; those of one owner come one after another. */
  add(position: OpenPosition): void {
    const place = this.#places.byMarket.get(position.market);
    if (place === undefined) return;
    if (position.size !== null && position.size !== 0n) {
      this.#derivatives += 1;
      return;
    }
    this.#seen.add(place);
    if (position.account !== this.#owner) this.#settle(position.account);
    this.#put(accountOf(position, place.worths), place);
  }

  /** Returns what was found; nothing may be added afterwards. */
  result(): LatentBadDebt {
    this.#settle(null);
    const markets = [...new Set([...this.#seen].map(({ sums }) => sums))].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    const total = joined(markets.map((market) => market.total));
    const context = this.#context(total, this.#derivatives);
    const bare = joined(markets.map((market) => market.withoutCollateral));
    return {
      total: this.#part(total, context),
      aboveDust: this.#part(joined(markets.map((market) => market.aboveDust)), context),
      withoutCollateral: this.#part(bare, this.#context(bare, 0)),
      debtors: total.debtors,
      unvalued: total.unvalued,
      inShares: total.inShares,
      derivatives: this.#derivatives,
      markets: markets.filter((market) => market.total.accounts > 0).map((market) => this.#market(market)),
      prices: this.#pricesUsed(),
    };
  }

  #put(account: LatentAccount, { sums, isPooled }: LatentPlace): void {
    if (!isPooled) {
      sums.add(account);
      return;
    }
    const known = this.#coming.get(sums);
    this.#coming.set(sums, known === undefined ? account : joinAccounts(known, account));
  }

  #settle(next: string | null): void {
    for (const [sums, account] of this.#coming) sums.add(account);
    this.#coming.clear();
    this.#owner = next;
  }

  #context({ debtors, unvalued }: LatentSum, derivatives: number): LatentContext {
    const flaw = this.#pricesUsed().find(({ status }) => status !== "OK") ?? NO_ENTRY;
    return { unit: this.#places.unit, derivatives, isNothingKnown: debtors === unvalued, flaw };
  }

  #part(sum: LatentSum, context: LatentContext): LatentBadDebtPart {
    return { accounts: sum.accounts, worth: this.#isKept ? latentWorth(sum, context) : NOT_KEPT };
  }

  #market(market: LatentMarket): MarketLatentBadDebt {
    const context = this.#context(market.total, 0);
    return {
      market: market.id,
      accounts: market.total.accounts,
      amount: this.#amount(market),
      worth: latentWorth(market.total, context),
    };
  }

  /** What accounts without collateral lack needs no price; what the others lack is worth / price, rounded up. */
  #amount({ total, withoutCollateral, debt, bareDebt }: LatentMarket): TokenAmount {
    const { asset, worth } = debt;
    if (asset === null) return missingAmount(null, "NO_DATA", "The market names no single debt asset.");
    const pledged = total.lacking - withoutCollateral.lacking;
    const ofPledged = worth === null || pledged === 0n ? 0n : (pledged + worth - 1n) / worth;
    const raw = bareDebt + ofPledged;
    if (total.unvalued === withoutCollateral.unvalued && total.inShares === 0) return knownAmount(raw, asset);
    const { reason } = latentWorth(total, this.#context(total, 0));
    return { raw, asset, status: "PARTIAL_COVERAGE", reason };
  }

  #pricesUsed(): PositionPrice[] {
    const prices = [...this.#seen].flatMap((place) => place.prices);
    const distinct = new Map(prices.map((price) => [`${price.asset}/${price.price === null}`, price]));
    return [...distinct.values()].sort((a, b) => (a.asset < b.asset ? -1 : 1));
  }
}

function joined(sums: readonly LatentSum[]): LatentSum {
  const total = new LatentSum();
  for (const sum of sums) total.join(sum);
  return total;
}
