import type { Market } from "../domain/entities/reference.ts";
import type { MetricStatus } from "../domain/metric-status.ts";
import { multiplyRational, type Rational, rational, scaled } from "../domain/rational.ts";
import type { Book } from "./book.ts";
import type { Price, PriceOrigin } from "./price-board.ts";

/** At which prices positions are valued. */
export type PositionPricing = {
  /** `OWN`: as the protocol's contracts see it. `OTHERS`: by feeds that they do not act on. */
  readonly origin: PriceOrigin;
  /** Oldest price in seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
  /** Signed change of the price of an asset in basis points, −10,000 or more; assets left out keep theirs. */
  readonly shocks: ReadonlyMap<string, number>;
};

/** What the smallest unit of an asset is worth, and where that comes from. */
export type PositionPrice = {
  readonly asset: string;
  /** Price that was used; null where the contracts count the asset at its face value. */
  readonly price: Price | null;
  readonly shockBps: number;
  /** US dollars for one smallest unit after the shock, exact; null exactly when the status is not OK. */
  readonly rate: Rational | null;
  readonly status: MetricStatus;
  readonly reason: string | null;
};

const BPS = 10_000;

/** Price of what is pledged in a market; null where it names no single asset. */
export function collateralPrice(
  book: Book,
  { collateralAsset }: Market,
  pricing: PositionPricing,
): PositionPrice | null {
  if (collateralAsset === null) return null;
  return priced(book, collateralAsset, pricing, false);
}

/**
 * Price of what is owed in a market; null where it names no single asset. Contracts that issue their debt token compare the
 * dollars of the collateral with the units of the debt: their own price of it is one dollar by rule, unless a feed of theirs
 * says otherwise. The market's price of the token is what feeds say, and nothing else.
 */
export function debtPrice(
  book: Book,
  { debtAsset, kind }: Market,
  pricing: PositionPricing,
): PositionPrice | null {
  if (debtAsset === null) return null;
  return priced(book, debtAsset, pricing, kind === "CDP_COLLATERAL" && pricing.origin === "OWN");
}

function priced(
  { prices, protocol, at, assets }: Book,
  asset: string,
  { origin, maxPriceAge, shocks }: PositionPricing,
  isIssued: boolean,
): PositionPrice {
  const price = prices.priceOf(asset, { protocol: protocol.id, at, maxAge: maxPriceAge, origin });
  const isFaceValue = isIssued && price.feed === null;
  const shockBps = shocks.get(asset) ?? 0;
  const from = { asset, price: isFaceValue ? null : price, shockBps };
  const decimals = assets.get(asset)?.decimals ?? null;
  const whole = isFaceValue ? rational(1n) : price.rate;
  if (whole === null) return { ...from, rate: null, status: price.status, reason: price.reason };
  if (decimals === null) {
    return { ...from, rate: null, status: "NO_DATA", reason: "The decimals of the asset are unknown." };
  }
  const shocked = multiplyRational(whole, rational(BigInt(BPS + shockBps), BigInt(BPS)));
  return { ...from, rate: multiplyRational(shocked, scaled(1n, decimals)), status: "OK", reason: null };
}
