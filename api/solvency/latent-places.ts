import type { Market } from "../domain/entities/reference.ts";
import type { Rational } from "../domain/rational.ts";
import type { Book } from "./book.ts";
import type { UnitWorths } from "./latent-account.ts";
import { LatentMarket } from "./latent-market.ts";
import { positionPools } from "./position-pools.ts";
import { collateralPrice, debtPrice, type PositionPrice, type PositionPricing } from "./position-prices.ts";

/** Where the positions of one market are counted, and what their parts are worth. */
export type LatentPlace = {
  readonly sums: LatentMarket;
  /** Whether all that an owner has in several markets is one account. */
  readonly isPooled: boolean;
  readonly worths: UnitWorths;
  /** Of the collateral and of the debt; an asset that the market does not name has none. */
  readonly prices: readonly PositionPrice[];
};

/** The places of all markets of a book. */
export type LatentPlaces = {
  readonly byMarket: ReadonlyMap<string, LatentPlace>;
  /** Units of account in one dollar: a power of ten in which each smallest unit is worth a whole number. */
  readonly unit: bigint;
};

type PricedMarket = {
  readonly market: Market;
  readonly collateral: PositionPrice | null;
  readonly debt: PositionPrice | null;
};

/** Makes the places of a book's markets at one set of prices. */
export function latentPlaces(
  book: Book,
  options: PositionPricing & { readonly dustFloor: Rational },
): LatentPlaces {
  const priced = book.markets.map((market) => ({
    market,
    collateral: collateralPrice(book, market, options),
    debt: debtPrice(book, market, options),
  }));
  const unit = commonUnit(priced);
  const pools = positionPools(book.markets);
  const dust = ceiling(options.dustFloor, unit);
  const sums = new Map<string, LatentMarket>();
  const byMarket = priced.map(({ market, collateral, debt }): [string, LatentPlace] => {
    const id = pools.get(market.id) ?? market.id;
    const worths = { collateral: worthIn(unit, collateral), debt: worthIn(unit, debt) };
    const known = sums.get(id) ?? new LatentMarket(id, { asset: market.debtAsset, worth: worths.debt }, dust);
    sums.set(id, known);
    const prices = [collateral, debt].filter((price) => price !== null);
    return [market.id, { sums: known, isPooled: pools.has(market.id), worths, prices }];
  });
  return { byMarket: new Map(byMarket), unit };
}

/** All denominators are powers of ten, so the largest is a multiple of the others. */
function commonUnit(priced: readonly PricedMarket[]): bigint {
  const rates = priced.flatMap(({ collateral, debt }) => [collateral?.rate ?? null, debt?.rate ?? null]);
  return rates.reduce(
    (unit, rate) => (rate !== null && rate.denominator > unit ? rate.denominator : unit),
    1n,
  );
}

function worthIn(unit: bigint, price: PositionPrice | null): bigint | null {
  if (price === null || price.rate === null) return null;
  return price.rate.numerator * (unit / price.rate.denominator);
}

function ceiling({ numerator, denominator }: Rational, unit: bigint): bigint {
  return (numerator * unit + denominator - 1n) / denominator;
}
