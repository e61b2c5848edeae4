import { scaled } from "../domain/rational.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import type { Price } from "./price-board.ts";

/** Currency in which amounts of different assets are added. */
const CURRENCY = "USD";

/**
 * Values amounts of a book in one unit. Amounts of a single asset are counted in that asset, which needs no price;
 * amounts of several are valued in US dollars at the last observed prices. Stablecoins have a price like any other asset.
 */
export class UnitOfAccount {
  /** `USD`, or the id of the asset in which everything is counted. */
  readonly unit: string;
  readonly #book: Book;
  readonly #maxPriceAge: bigint | null;

  /**
   * @param assets - Ids of all assets that will be valued; one asset alone is its own unit.
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
    const { prices, protocol, at } = this.#book;
    return prices.priceOf(asset, { protocol: protocol.id, at, maxAge: this.#maxPriceAge });
  }

  /**
   * Values an amount, exact.
   *
   * @returns The amount's own status where it is not known; NO_DATA without decimals, price, or with a price in another
   *   currency; STALE_INPUT with an old price.
   */
  worthOf({ raw, asset, status, reason }: TokenAmount): Worth {
    if (raw === null || asset === null)
      return missingWorth(this.unit, status, reason ?? "The amount is not known.");
    const decimals = this.#book.assets.get(asset)?.decimals ?? null;
    if (raw === 0n) return { ...knownWorth(scaled(0n, 0), this.unit), status, reason };
    if (decimals === null)
      return missingWorth(this.unit, "NO_DATA", "The decimals of the asset are unknown.");
    const price = this.priceOf(asset);
    if (price === null) return { ...knownWorth(scaled(raw, decimals), this.unit), status, reason };
    return this.#priced(raw, decimals, price, { status, reason });
  }

  #priced(raw: bigint, decimals: number, price: Price, flaw: Pick<Worth, "status" | "reason">): Worth {
    const { feed } = price;
    if (price.status !== "OK" || feed === null || feed.price === null) {
      return missingWorth(this.unit, price.status, price.reason ?? "There is no price.");
    }
    if (feed.quote !== this.unit) {
      return missingWorth(this.unit, "NO_DATA", `The price of the asset is in ${feed.quote}.`);
    }
    return { ...knownWorth(scaled(raw * feed.price, decimals + feed.decimals), this.unit), ...flaw };
  }
}
