import type { Book } from "../../../solvency/book.ts";
import { pegAssets } from "../../../solvency/peg-markets.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { LedgerRows, View } from "../../ports.ts";
import type {
  BucketRequest,
  ClaimBucket,
  DebtBucket,
  DeficitBucket,
  ImpairmentBucket,
  LiquidationBucket,
  LossEventBucket,
  PriceBucket,
} from "./episode-reader.ts";

const FEED_FIELDS = ["id", "protocol", "asset", "quote", "heartbeat", "createdOrdinal"] as const;

/** What is known of a feed. */
export type Feed = Pick<LedgerRows["priceFeed"], (typeof FEED_FIELDS)[number]>;

/** Everything that the scopes of some protocols are made of. */
export type ScopeInputs = {
  readonly view: View;
  readonly bucketSeconds: bigint;
  readonly books: readonly Book[];
  /** Oldest first. */
  readonly feeds: readonly Feed[];
  readonly firstRecords: ReadonlyMap<string, bigint>;
  readonly prices: readonly PriceBucket[];
  readonly liquidations: readonly LiquidationBucket[];
  readonly deficits: readonly DeficitBucket[];
  readonly debts: readonly DebtBucket[];
  readonly lossEvents: readonly LossEventBucket[];
  readonly claims: readonly ClaimBucket[];
  readonly impairments: readonly ImpairmentBucket[];
};

/** Reads what scopes are made of; the number of queries does not depend on the number of protocols. */
export async function loadScopeInputs(
  { reader, loaders }: LedgerSession,
  view: View,
  { protocols, bucketSeconds }: Omit<BucketRequest, "view">,
): Promise<ScopeInputs> {
  const request: BucketRequest = { view, protocols, bucketSeconds };
  const [books, feeds, firstRecords] = await Promise.all([
    Promise.all(protocols.map((id) => loaders.book.load({ view, id }))),
    reader.fields("priceFeed", FEED_FIELDS, { view, conditions: [] }),
    reader.firstRecords(view, protocols),
  ]);
  const wanted = feedsWanted(books, feeds);
  return {
    ...{ view, bucketSeconds, books, feeds, firstRecords },
    prices: wanted.length === 0 ? [] : await reader.priceBuckets({ view, bucketSeconds, feeds: wanted }),
    liquidations: await reader.liquidationBuckets(request),
    deficits: await reader.deficitBuckets(request),
    debts: await reader.debtBuckets(request),
    lossEvents: await reader.lossEventBuckets(request),
    claims: await reader.claimBuckets(request),
    impairments: await reader.impairmentBuckets(request),
  };
}

/** Feeds that price something of the books, or are the protocols' own. */
function feedsWanted(books: readonly Book[], feeds: readonly Feed[]): string[] {
  const assets = new Set(
    books.flatMap((book) => [
      ...pegAssets(book),
      ...book.markets.map(({ collateralAsset }) => collateralAsset),
    ]),
  );
  const own = new Set(books.map(({ protocol }) => protocol.id));
  return feeds.filter(({ asset, protocol }) => assets.has(asset) || own.has(protocol)).map(({ id }) => id);
}
