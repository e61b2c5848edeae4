import type { Auction } from "../domain/entities/auction.ts";

/** The price that a market's feed gave when an auction started. */
export type KickPrice = {
  /** Price of one whole unit of the lot asset, in 10^-decimals of the quote currency. */
  readonly price: bigint;
  readonly decimals: number;
  /** Such as `USD`. */
  readonly quote: string;
};

/** What the auction metrics read of one auction. */
export type AuctionOutcome = Pick<
  Auction,
  "id" | "market" | "kind" | "lotAsset" | "bidAsset" | "lotSold" | "bid" | "debt" | "tab" | "status"
> & {
  /** Last observation of the market's feed before the kick; null when there is none or it was invalid. */
  readonly kickPrice: KickPrice | null;
};
