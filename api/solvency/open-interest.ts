import type { Market } from "../domain/entities/reference.ts";
import { knownAmount, missingAmount } from "../domain/token-amount.ts";
import type { Book, MarketExposure } from "./book.ts";
import { byMarket } from "./by-market.ts";
import { type Exposure, untoldExposure } from "./exposure.ts";
import type { PriceBoard } from "./price-board.ts";

const NO_POSITIONS = "The ledger holds no positions of the market.";
const NO_FEED = "The market has no price feed, so its sizes have no price.";

/**
 * Finds the open interest of derivative markets: ½ (Σ long + Σ short) at the price of the market's feed. The amount is
 * long plus short, in units of the asset that the feed prices; half of it is valued.
 *
 * @returns one exposure for each perpetual market; NO_DATA where positions or the feed are missing.
 */
export function openInterest(book: Book): Exposure[] {
  const positions = byMarket(book.exposures);
  return book.markets
    .filter(({ kind }) => kind === "PERPETUAL")
    .map((market) => interestOf(market, positions.get(market.id), book.prices));
}

function interestOf(
  { id, priceFeed, debtAsset }: Market,
  positions: MarketExposure | undefined,
  prices: PriceBoard,
): Exposure {
  if (positions === undefined)
    return untoldExposure(id, debtAsset, missingAmount(null, "NO_DATA", NO_POSITIONS));
  const asset = priceFeed === null ? null : prices.assetOf(priceFeed);
  if (priceFeed === null || asset === null) {
    return untoldExposure(id, debtAsset, missingAmount(null, "NO_DATA", NO_FEED));
  }
  const amount = knownAmount(positions.long + positions.short, asset);
  const valuing = { by: "HALF_AT_FEED", feed: priceFeed } as const;
  return { market: id, backstop: null, payable: debtAsset, amount, source: "POSITIONS", valuing };
}
