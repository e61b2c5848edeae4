import type { View } from "../../ports.ts";

/** What is read for all scopes of some protocols: facts added up by buckets of equal length, buckets without any left out. */
export type BucketRequest = {
  readonly view: View;
  /** Ids of protocols. */
  readonly protocols: readonly string[];
  /** Length of a bucket in seconds; buckets start at its multiples since 1970-01-01 UTC. */
  readonly bucketSeconds: bigint;
};

/** A bucket; `from` is its first second since 1970-01-01 UTC. */
type Bucketed = { readonly from: bigint };

/** The last observation of a feed in a bucket. */
export type PriceBucket = Bucketed & {
  readonly feed: string;
  /** Null when it has no valid value. */
  readonly price: bigint | null;
  readonly decimals: number;
  /** Time that the price is of. */
  readonly observedAt: bigint;
};

/** Facts of a protocol in one asset, smallest units. */
type OfAsset = Bucketed & { readonly protocol: string; readonly asset: string };

/** Debt that liquidations removed from positions. */
export type LiquidationBucket = OfAsset & { readonly amount: bigint };

/** Bad debt created, and by how much open bad debt changed, signed. */
export type DeficitBucket = OfAsset & { readonly created: bigint; readonly change: bigint };

/** By how much the debt of positions changed, signed. */
export type DebtBucket = OfAsset & { readonly change: bigint };

/** Number of draws on layers, deleveragings, socialised losses and recapitalisations. */
export type LossEventBucket = OfAsset & { readonly events: bigint };

/** What claimants of a backstop moved in and out (deposits and withdrawals, or swaps at a peg), and its balance after the last flow. */
export type ClaimBucket = OfAsset & {
  readonly backstop: string;
  readonly deposits: bigint;
  readonly withdrawals: bigint;
  readonly balance: bigint;
};

/** The last state of a market (frozen or not) or of an attested backstop (short of what it owes or not). */
export type ImpairmentBucket = Bucketed & {
  readonly protocol: string;
  /** Id of the market or backstop. */
  readonly subject: string;
  readonly kind: "MARKET" | "BACKSTOP";
  readonly isImpaired: boolean;
};

/** A span of one protocol, seconds since 1970-01-01 UTC: from included, to excluded. */
export type EpisodeWindow = { readonly protocol: string; readonly from: bigint; readonly to: bigint };

/** What one of several windows holds; `window` is its place in the request. */
type OfWindow = { readonly window: number };

/** Liquidations of one pair of assets. */
export type LiquidationSum = OfWindow & {
  readonly debtAsset: string;
  readonly collateralAsset: string | null;
  readonly liquidations: bigint;
  readonly debtRepaid: bigint;
  /** Null when one of them does not tell. */
  readonly collateralSeized: bigint | null;
  /** Sum of the known ones. */
  readonly loss: bigint;
  /** Liquidations whose loss is not known. */
  readonly unknownLosses: bigint;
};

/** What one layer took in one asset. */
export type LayerSum = OfWindow & {
  readonly asset: string;
  readonly layer: string;
  readonly rank: number;
  readonly amount: bigint;
  readonly allocations: bigint;
};

/** What became of bad debt in one asset. */
export type DeficitSum = OfWindow & {
  readonly asset: string;
  readonly created: bigint;
  readonly covered: bigint;
  readonly socialised: bigint;
  readonly writtenOff: bigint;
};

/** Deleveragings in one asset. */
export type DeleveragingSum = OfWindow & {
  readonly asset: string;
  readonly fills: bigint;
  readonly takers: bigint;
  /** Sums of the known ones. */
  readonly notional: bigint;
  readonly haircut: bigint;
  /** Deleveragings that do not tell. */
  readonly unknownNotionals: bigint;
  readonly unknownHaircuts: bigint;
};

/** Largest outflow of any 24 hours from one backstop in one asset: what WITHDRAWAL and PEG_SWAP flows took out. */
export type RunOffSum = OfWindow & {
  readonly backstop: string;
  readonly asset: string;
  readonly largestDay: bigint;
  readonly total: bigint;
};

/** Longest time without an observation of one feed of the protocol, seconds. */
export type OracleAge = OfWindow & { readonly feed: string; readonly maxAge: bigint };

/** Sums that episodes are dated from and described by, made by the store; one query each, whatever the number of protocols. */
export interface EpisodeReader {
  /** Observations of feeds, by feed and time. */
  priceBuckets(
    request: Omit<BucketRequest, "protocols"> & { readonly feeds: readonly string[] },
  ): Promise<PriceBucket[]>;
  liquidationBuckets(request: BucketRequest): Promise<LiquidationBucket[]>;
  deficitBuckets(request: BucketRequest): Promise<DeficitBucket[]>;
  debtBuckets(request: BucketRequest): Promise<DebtBucket[]>;
  lossEventBuckets(request: BucketRequest): Promise<LossEventBucket[]>;
  claimBuckets(request: BucketRequest): Promise<ClaimBucket[]>;
  impairmentBuckets(request: BucketRequest): Promise<ImpairmentBucket[]>;
  /** Time of the oldest fact of each protocol that has one, seconds since 1970-01-01 UTC. */
  firstRecords(view: View, protocols: readonly string[]): Promise<ReadonlyMap<string, bigint>>;
  liquidationsOf(view: View, windows: readonly EpisodeWindow[]): Promise<LiquidationSum[]>;
  layerLossesOf(view: View, windows: readonly EpisodeWindow[]): Promise<LayerSum[]>;
  deficitsOf(view: View, windows: readonly EpisodeWindow[]): Promise<DeficitSum[]>;
  deleveragingsOf(view: View, windows: readonly EpisodeWindow[]): Promise<DeleveragingSum[]>;
  runOffsOf(view: View, windows: readonly EpisodeWindow[]): Promise<RunOffSum[]>;
  oracleAgesOf(view: View, windows: readonly EpisodeWindow[]): Promise<OracleAge[]>;
}
