import { BigInt } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";

/**
 * Ends an auction.
 *
 * @param status - SETTLED or CANCELLED.
 * @param endedAt - Seconds.
 * @param ordinal - Ordinal of the log.
 */
export function endAuction(auction: Auction, status: string, endedAt: BigInt, ordinal: i64): void {
  auction.status = status;
  auction.endedAt = endedAt;
  auction.updatedOrdinal = ordinal;
}
