import type { Auction } from "../domain/entities/auction.ts";
import { groupBy } from "../domain/group-by.ts";
import { missingRatio, type Ratio } from "../domain/ratio.ts";
import { scaled } from "../domain/rational.ts";
import { knownWorth, subtractWorth, type Worth, worthRatio } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import { type PriceStep, priceSeconds, type Span } from "./time-weighted-price.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** A settled auction that sold tokens against a debt. */
export type RecapSale = Pick<Auction, "id" | "lotAsset" | "bidAsset" | "bid" | "lotSold"> & {
  /** Seconds since 1970-01-01 UTC. */
  readonly endedAt: bigint;
};

/** A sale and how far below the average price it was made. */
export type RecapAuction = RecapSale & {
  /** Average price of the lot's asset before the end, in the quote currency of its feed. */
  readonly lotPrice: Ratio;
  /** 1 − price / average price; negative when it was sold above it. */
  readonly discount: Ratio;
};

/** Prices to average over. */
export type AveragePrices = {
  readonly book: Book;
  readonly account: UnitOfAccount;
  readonly steps: readonly PriceStep[];
  /** Seconds before the end of an auction. */
  readonly seconds: bigint;
};

const PRICE_UNIT = "price-seconds / seconds";
const DISCOUNT_UNIT = "lot at its average price − bid at its average price / lot at its average price";

/** Compares what auctions paid with the average prices before their end. */
export function recapAuctions(sales: readonly RecapSale[], prices: AveragePrices): RecapAuction[] {
  const feeds = groupBy(prices.steps, ({ feed }) => feed);
  const stepsOf = new Map(feeds.map((steps) => [steps[0]?.feed ?? "", steps]));
  return sales.map((sale) => {
    const span = { from: sale.endedAt - prices.seconds, to: sale.endedAt };
    const worthOf = (asset: string, raw: bigint) => averageWorth({ asset, raw, span }, stepsOf, prices);
    const lot = worthOf(sale.lotAsset, sale.lotSold);
    const bid = worthOf(sale.bidAsset, sale.bid);
    const unitPrice = worthOf(sale.lotAsset, 10n ** BigInt(decimalsOf(prices, sale.lotAsset) ?? 0));
    const seconds = knownWorth(scaled(prices.seconds, 0), unitPrice.unit);
    return { ...sale, lotPrice: worthRatio(unitPrice, seconds, PRICE_UNIT), discount: discountOf(lot, bid) };
  });
}

function discountOf(lot: Worth, bid: Worth): Ratio {
  const missing = [lot, bid].find(({ amount }) => amount === null);
  if (missing !== undefined)
    return missingRatio(DISCOUNT_UNIT, missing.status, missing.reason ?? "A price is not known.");
  if (lot.unit !== bid.unit)
    return missingRatio(DISCOUNT_UNIT, "NO_DATA", `Prices are in ${lot.unit} and ${bid.unit}.`);
  return worthRatio(subtractWorth(lot, bid), lot, DISCOUNT_UNIT);
}

/** Worth of an amount at its feed's prices, integrated over a span: worth × seconds, in the feed's quote currency. */
function averageWorth(
  { asset, raw, span }: { readonly asset: string; readonly raw: bigint; readonly span: Span },
  stepsOf: ReadonlyMap<string, readonly PriceStep[]>,
  prices: AveragePrices,
): Worth {
  const feed = prices.account.priceOf(asset)?.feed ?? null;
  const decimals = decimalsOf(prices, asset);
  const none = (reason: string): Worth => ({ amount: null, unit: "", status: "NO_DATA", reason });
  if (feed === null) return none("No price feed of the asset is indexed.");
  if (decimals === null) return none("The decimals of the asset are unknown.");
  const integral = priceSeconds(stepsOf.get(feed.feed) ?? [], span);
  if (integral === null) return none("No price was known when the span of the average begins.");
  return knownWorth(scaled(raw * integral, decimals + feed.decimals), feed.quote);
}

function decimalsOf({ book }: AveragePrices, asset: string): number | null {
  return book.assets.get(asset)?.decimals ?? null;
}
