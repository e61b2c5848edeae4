import { ImportError } from "../../errors.ts";
import type { Auction } from "./auction.ts";

/** One bid: DAI offered, rad, for a lot of ETH, wad. */
export interface Bid {
  readonly lot: bigint;
  readonly bid: bigint;
  /** Whether it lowers the lot instead of raising the bid. */
  readonly isDent: boolean;
}

/**
 * Returns all bids of an auction. The last one is as recorded; the ones before it rise in equal steps.
 *
 * Where the recorded lot shrank, bidding had reached the full amount: then all bids but the last raise the DAI up
 * to it, and the last one lowers the lot to the recorded one. Both keep the contract's rule that each bid betters
 * the one before by 5 %, up to 20 steps.
 *
 * @throws {ImportError} when the lot shrank within a single bid, which the contract does not allow.
 */
export function fillBids(auction: Auction): Bid[] {
  const { lot, finalLot, finalBid, bids } = auction;
  const isDent = finalLot < lot;
  const raises = isDent ? bids - 1 : bids;
  if (raises < 1) throw new ImportError(`Auction ${auction.id}: ${bids} bid cannot both raise and lower.`);
  const tends = Array.from({ length: raises }, (_, index) => ({
    lot,
    bid: (finalBid * BigInt(index + 1)) / BigInt(raises),
    isDent: false,
  }));
  return isDent ? [...tends, { lot: finalLot, bid: finalBid, isDent: true }] : tends;
}

/**
 * Returns the blocks of an auction's bids, evenly spread and not descending.
 *
 * @param lastBidBlock - Block of the last bid, or `null` when it is not recorded: then the bids lie evenly between
 * kick and deal.
 */
export function bidBlocks(auction: Auction, lastBidBlock: number | null): number[] {
  const { kickBlock, dealBlock, bids } = auction;
  const end = lastBidBlock ?? dealBlock;
  if (end === null) throw new ImportError(`Auction ${auction.id} has neither a last bid nor a deal.`);
  const steps = lastBidBlock === null ? bids + 1 : bids;
  return Array.from(
    { length: bids },
    (_, index) => kickBlock + Math.floor(((end - kickBlock) * (index + 1)) / steps),
  );
}
