/** The last observation of a price feed at or before a block. */
export type FeedPrice = {
  /** Id of the feed. */
  readonly feed: string;
  /** Id of the protocol that reads the feed. */
  readonly protocol: string;
  /** Kind of source, such as `CHAINLINK`. */
  readonly source: string;
  /** Id of the asset that is priced. */
  readonly asset: string;
  /** Ticker of the asset where it is the network's own coin; null for every other asset, whatever its ticker is. */
  readonly coin: string | null;
  /** Currency of the price, such as `USD`. */
  readonly quote: string;
  /** price / 10^decimals is the price of one whole unit of the asset. */
  readonly decimals: number;
  /** Longest promised time between updates, seconds; null when nothing is promised. */
  readonly heartbeat: number | null;
  /** Null when the feed gave no valid value. */
  readonly price: bigint | null;
  /** What the ledger says of the observation: OK, STALE, INVALID or DISPUTED. */
  readonly status: string;
  /** Time that the price is of: the block's less the age the feed states, seconds since 1970-01-01 UTC. */
  readonly observedAt: bigint;
  /** Ordinal of the observation. */
  readonly ordinal: bigint;
};
