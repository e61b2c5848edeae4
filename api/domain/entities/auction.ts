import type { Fact, State } from "./fact.ts";

/** Where an auction stands. */
export type AuctionStatus = "OPEN" | "SETTLED" | "CANCELLED";

/** An auction at the view's block, rebuilt from its events. */
export type Auction = State & {
  readonly protocol: string;
  readonly kind: string;
  readonly market: string;
  readonly contract: string;
  readonly number: bigint;
  readonly lotAsset: string;
  readonly bidAsset: string;
  readonly lotStart: bigint;
  readonly lot: bigint;
  readonly tab: bigint | null;
  readonly debt: bigint | null;
  readonly bid: bigint;
  readonly bidder: string | null;
  readonly account: string | null;
  readonly bidCount: number;
  readonly status: AuctionStatus;
  readonly liquidation: string | null;
  readonly startedAt: bigint;
  readonly endedAt: bigint | null;
  readonly updatedOrdinal: bigint;
  /** Units of the lot asset handed to bidders so far. */
  readonly lotSold: bigint;
};

/** Something happened in an auction. */
export type AuctionEvent = Fact & {
  readonly auction: string;
  readonly action: string;
  readonly account: string | null;
  readonly lotAfter: bigint;
  readonly bidAfter: bigint;
  readonly paid: bigint;
  readonly bought: bigint;
  readonly statusAfter: AuctionStatus;
};
