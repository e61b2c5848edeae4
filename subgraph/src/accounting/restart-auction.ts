import { BigInt } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";
import { wadMul } from "../math/wad";

/**
 * Offers an auction again.
 *
 * @param lotGrowthWad - Lot after ÷ lot before, 10^18 = unchanged, rounded down; null when the lot stays.
 * @param ordinal - Ordinal of the log.
 */
export function restartAuction(auction: Auction, lotGrowthWad: BigInt | null, ordinal: i64): void {
  if (lotGrowthWad !== null) auction.lot = wadMul(auction.lot, lotGrowthWad);
  auction.updatedOrdinal = ordinal;
}
