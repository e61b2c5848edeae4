import type { Backstop, BackstopBalance } from "../domain/entities/backstop.ts";
import type { Deficit } from "../domain/entities/deficit.ts";
import type { Asset, Market, Protocol } from "../domain/entities/reference.ts";
import type { PriceBoard } from "./price-board.ts";

/** One protocol at the end of one block: everything that the accounting metrics are computed from. */
export type Book = {
  readonly protocol: Protocol;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly at: bigint;
  /** Every asset that the book names, by id. */
  readonly assets: ReadonlyMap<string, Asset>;
  readonly markets: readonly Market[];
  /** In the order of the waterfall: by rank, then id. */
  readonly holdings: readonly Holding[];
  readonly deficits: readonly Deficit[];
  readonly exposures: readonly MarketExposure[];
  readonly prices: PriceBoard;
};

/** A backstop and what it holds, one balance for each asset. */
export type Holding = { readonly backstop: Backstop; readonly balances: readonly BackstopBalance[] };

/** Sums over the open positions of one market, in units of its assets; a market that never had a position has none. */
export type MarketExposure = {
  readonly market: string;
  /** Positions with collateral, debt or size; zero where all are closed. */
  readonly positions: bigint;
  readonly collateral: bigint;
  readonly debt: bigint;
  /** Σ size of positions with a positive size, in the market's own base unit. */
  readonly long: bigint;
  /** Σ |size| of positions with a negative size, in the market's own base unit. */
  readonly short: bigint;
};
