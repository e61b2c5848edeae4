import { Auction } from "../../generated/schema";
import { wadMul } from "../math/wad";
import { AuctionCallParams } from "../params/auction-params";

/**
 * Offers an auction again, with the lot that the log states or grows.
 *
 * @param ordinal - Ordinal of the log.
 */
export function restartAuction(auction: Auction, params: AuctionCallParams, ordinal: i64): void {
  const growth = params.lotGrowthWad;
  const lot = params.lot;
  if (growth !== null) auction.lot = wadMul(auction.lot, growth);
  else if (lot !== null) auction.lot = lot;
  auction.updatedOrdinal = ordinal;
}
