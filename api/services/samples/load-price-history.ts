import type { TimeBucket, TimeSpan } from "../../domain/bucket.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { SeriesPorts } from "../series/series-ports.ts";
import type { SolvencyScope } from "../solvency.ts";
import { loadSample } from "./load-sample.ts";

/** Which prices to read. */
export type PriceHistoryRequest = TimeSpan & {
  /** Ids of assets. */
  readonly assets: readonly string[];
  readonly bucket: TimeBucket;
};

/** Last prices of whole buckets, in US dollars. */
export type LoadedPrices = {
  /** First second of each bucket, the same for all assets. */
  readonly from: readonly number[];
  /** By asset: null where a bucket has no price that is fresh enough. */
  readonly prices: ReadonlyMap<string, readonly (number | null)[]>;
};

/** Reads the prices that a protocol's metrics used in the past; one series for each asset. */
export async function loadPriceHistory(
  session: LedgerSession,
  series: SeriesPorts,
  { view, book, maxPriceAge }: SolvencyScope,
  { assets, ...request }: PriceHistoryRequest,
): Promise<LoadedPrices> {
  const maxPriceAgeSeconds = maxPriceAge === null ? null : Number(maxPriceAge);
  const prices = new Map<string, readonly (number | null)[]>();
  let from: readonly number[] = [];
  for (const asset of assets) {
    const price = { ...request, metric: "price", subject: book.protocol.id, asset, maxPriceAgeSeconds };
    const sample = await loadSample(session, series, view, price);
    prices.set(asset, sample.values);
    from = sample.from;
  }
  return { from, prices };
}
