import type { ChangesRequest, SeriesReader } from "../../../api/services/series/series-ports.ts";
import type { BookChange } from "../../../api/solvency/series/book-change.ts";
import { StoreSeriesReader } from "../../../api/store/series/store-series-reader.ts";

/** Reads as the store does and counts the facts that it gives. */
export class CountedFacts extends StoreSeriesReader implements SeriesReader {
  facts = 0n;

  override async *bookChanges(request: ChangesRequest): AsyncGenerator<readonly BookChange[]> {
    for await (const page of super.bookChanges(request)) {
      for (const { facts } of page) this.facts += facts;
      yield page;
    }
  }

  override async flowBuckets(request: Parameters<SeriesReader["flowBuckets"]>[0]) {
    const buckets = await super.flowBuckets(request);
    for (const { facts } of buckets) this.facts += facts;
    return buckets;
  }

  /** Gives the number of facts since it was last asked. */
  taken(): bigint {
    const { facts } = this;
    this.facts = 0n;
    return facts;
  }
}
