import { scaled } from "../domain/rational.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import { CURRENCY, type Price, type PricePolicy } from "./price-board.ts";
import { worthAtPrice } from "./worth-at-price.ts";

/**
 * Values amounts of a book in one unit. Amounts of a single asset are counted in that asset, which needs no price;
 * amounts of several are valued in US dollars at the last observed prices. Stablecoins have a price like any other asset.
 */
export class UnitOfAccount {
  /** `USD`, or the id of the asset in which everything is counted. */
  readonly unit: string;
  readonly #book: Book;
  readonly #maxPriceAge: bigint | null;
  /** Prices found so far, by asset. */
  readonly #prices = new Map<string, Price>();

  /**
   * @param assets - Ids of all assets that will be valued; one asset alone is its own unit, none at all means dollars.
   * @param maxPriceAge - Oldest price in seconds; null for the feeds' own heartbeats.
   */
  constructor(book: Book, assets: Iterable<string>, maxPriceAge: bigint | null) {
    const [only, second] = new Set(assets);
    this.unit = only !== undefined && second === undefined ? only : CURRENCY;
    this.#book = book;
    this.#maxPriceAge = maxPriceAge;
  }

  /** Returns the price used for an asset; null where the asset itself is the unit. */
  priceOf(asset: string): Price | null {
    if (asset === this.unit) return null;
    const price = this.#prices.get(asset) ?? this.#book.prices.priceOf(asset, this.#policy());
    this.#prices.set(asset, price);
    return price;
  }

  /** Returns the price that one feed gives, in dollars. */
  priceFrom(feed: string): Price {
    return this.#book.prices.priceFrom(feed, this.#policy());
  }

  /**
   * Values an amount, exact.
   *
   * @returns The amount's own status where it is not known; NO_DATA without decimals or price; STALE_INPUT with an old price.
   */
  worthOf(amount: TokenAmount): Worth {
    const { raw, asset, status, reason } = amount;
    if (raw === null || asset === null)
      return missingWorth(this.unit, status, reason ?? "The amount is not known.");
    const price = this.priceOf(asset);
    if (price !== null) return this.worthAt(amount, price);
    if (raw === 0n) return { ...knownWorth(scaled(0n, 0), this.unit), status, reason };
    const decimals = this.decimalsOf(asset);
    if (decimals === null)
      return missingWorth(this.unit, "NO_DATA", "The decimals of the asset are unknown.");
    return { ...knownWorth(scaled(raw, decimals), this.unit), status, reason };
  }

  /** Values an amount at a given price, in dollars. */
  worthAt(amount: TokenAmount, price: Price): Worth {
    return worthAtPrice(amount, amount.asset === null ? null : this.decimalsOf(amount.asset), price);
  }

  /** Returns the decimals of an asset of the book; null when they are unknown. */
  decimalsOf(asset: string): number | null {
    return this.#book.assets.get(asset)?.decimals ?? null;
  }

  #policy(): PricePolicy {
    const { protocol, at } = this.#book;
    return { protocol: protocol.id, at, maxAge: this.#maxPriceAge };
  }
}
