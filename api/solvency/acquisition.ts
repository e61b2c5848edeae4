import type { Auction, AuctionEvent } from "../domain/entities/auction.ts";
import type { Liquidation } from "../domain/entities/liquidation.ts";

/** How collateral changed hands: to a liquidator, to a pool, to the protocol, or to a bidder. */
export type AcquisitionChannel = "DIRECT" | "OFFSET" | "ABSORPTION" | "AUCTION";

/** Somebody took collateral over for a payment. */
export type Acquisition = {
  readonly market: string;
  readonly channel: AcquisitionChannel;
  readonly acquiredAsset: string;
  /** Smallest unit; null when the event does not tell. */
  readonly acquired: bigint | null;
  readonly paidAsset: string;
  /** Smallest unit; null when the event does not tell. */
  readonly paid: bigint | null;
  /** Fee or bonus that the event states, in the paid asset; null when it states none. */
  readonly bonus: bigint | null;
  /** Of the block, seconds since 1970-01-01 UTC. */
  readonly time: bigint;
};

/** What of a liquidation says who took the collateral for what. */
export type LiquidationTerms = Pick<
  Liquidation,
  | "market"
  | "mode"
  | "collateralAsset"
  | "collateralSeized"
  | "collateralReturned"
  | "debtAsset"
  | "debtRepaid"
  | "liquidatorFee"
  | "timestamp"
>;

const CHANNELS: readonly string[] = ["DIRECT", "OFFSET", "ABSORPTION"];

/**
 * Reads a liquidation as an acquisition: collateral seized and not returned, against the debt removed.
 *
 * @returns null where nobody takes collateral over at once: it goes to an auction, the position has none in kind, or is written off.
 */
export function liquidationAsAcquisition(liquidation: LiquidationTerms): Acquisition | null {
  const { market, mode, collateralAsset, collateralSeized, collateralReturned } = liquidation;
  if (collateralAsset === null || !CHANNELS.includes(mode)) return null;
  return {
    market,
    channel: mode as AcquisitionChannel,
    acquiredAsset: collateralAsset,
    acquired: collateralSeized === null ? null : collateralSeized - (collateralReturned ?? 0n),
    paidAsset: liquidation.debtAsset,
    paid: liquidation.debtRepaid,
    bonus: liquidation.liquidatorFee,
    time: liquidation.timestamp,
  };
}

/**
 * Reads an event of an auction as an acquisition: what a taker bought for what it paid, or what the winner of an English auction
 * receives at the settlement for its bid.
 *
 * @returns null where the event hands nothing out, or the auction does not sell collateral.
 */
export function auctionEventAsAcquisition(
  {
    action,
    bought,
    paid,
    bidAfter,
    timestamp,
  }: Pick<AuctionEvent, "action" | "bought" | "paid" | "bidAfter" | "timestamp">,
  { kind, market, lotAsset, bidAsset }: Pick<Auction, "kind" | "market" | "lotAsset" | "bidAsset">,
): Acquisition | null {
  if (kind !== "COLLATERAL" || bought === 0n) return null;
  return {
    ...{ market, channel: "AUCTION", acquiredAsset: lotAsset, acquired: bought, paidAsset: bidAsset },
    paid: action === "SETTLE" ? bidAfter : paid,
    bonus: null,
    time: timestamp,
  };
}
