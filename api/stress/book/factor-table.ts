import { type Rational, rational } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import type { Book } from "../../solvency/book.ts";
import type { StressFactor } from "./stress-book.ts";

/** The factors of a book, numbered in the order in which they are asked for. */
export class FactorTable {
  readonly factors: StressFactor[] = [];
  readonly #book: Book;
  readonly #maxPriceAge: bigint | null;
  readonly #issued: ReadonlySet<string>;
  readonly #indexes = new Map<string, number>();

  /** @param maxPriceAge - Oldest price in seconds; null for the feeds' own heartbeats. */
  constructor(book: Book, maxPriceAge: bigint | null) {
    this.#book = book;
    this.#maxPriceAge = maxPriceAge;
    const issuing = book.markets.filter(({ kind }) => kind === "CDP_COLLATERAL");
    this.#issued = new Set(issuing.flatMap(({ debtAsset }) => debtAsset ?? []));
  }

  /** Index of an asset's factor; −1 for none. */
  indexOf(asset: string | null): number {
    if (asset === null) return -1;
    const known = this.#indexes.get(asset);
    if (known !== undefined) return known;
    this.factors.push(this.#factor(asset));
    this.#indexes.set(asset, this.factors.length - 1);
    return this.factors.length - 1;
  }

  /** Turns the smallest units of a factor into whole ones; its decimals, or 18 where they are unknown. */
  wholeUnits(index: number, raw: bigint): number {
    return toDouble(rational(raw, 10n ** BigInt(this.factors[index]?.decimals ?? 18)));
  }

  /** Contracts that issue their debt token count it as one dollar, unless a feed of their own says otherwise. */
  #factor(asset: string): StressFactor {
    const { protocol, at, prices, assets } = this.#book;
    const { symbol = null, decimals = null } = assets.get(asset) ?? {};
    const policy = { protocol: protocol.id, at, maxAge: this.#maxPriceAge };
    const own = prices.priceOf(asset, { ...policy, origin: "OWN" });
    const isFaceValue = this.#issued.has(asset) && own.feed === null;
    const used = isFaceValue ? null : prices.priceOf(asset, policy);
    const rate: Rational | null = used === null ? rational(1n) : used.rate;
    const exactPrice = decimals === null ? null : rate;
    return {
      ...{ asset, symbol, decimals, exactPrice, isFaceValue },
      price: exactPrice === null ? null : toDouble(exactPrice),
      heartbeat: used?.feed?.heartbeat ?? null,
      reason: exactPrice === null ? (used?.reason ?? "The decimals of the asset are unknown.") : null,
    };
  }
}
