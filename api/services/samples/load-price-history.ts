import type { TimeBucket, TimeSpan } from "../../domain/bucket.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { View } from "../ports.ts";
import type { SeriesPorts } from "../series/series-ports.ts";
import { loadSample } from "./load-sample.ts";

/** Whose prices are read, and up to which block. */
export type PriceScope = {
  readonly view: View;
  /** Id or slug of the protocol whose own feeds come first. */
  readonly protocol: string;
  /** Seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
};

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
  { view, protocol, maxPriceAge }: PriceScope,
  { assets, ...request }: PriceHistoryRequest,
): Promise<LoadedPrices> {
  const maxPriceAgeSeconds = maxPriceAge === null ? null : Number(maxPriceAge);
  const samples = await Promise.all(
    assets.map((asset) => {
      const price = { ...request, metric: "price", subject: protocol, asset, maxPriceAgeSeconds };
      return loadSample(session, series, view, price);
    }),
  );
  return {
    from: samples[0]?.from ?? [],
    prices: new Map(assets.map((asset, at) => [asset, samples[at]?.values ?? []])),
  };
}
