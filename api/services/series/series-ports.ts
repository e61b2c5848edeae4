import type { Bucket, TimeSpan } from "../../domain/bucket.ts";
import type { BookChange, BookPart } from "../../solvency/series/book-change.ts";
import type { FlowBucket } from "../../solvency/series/flow-points.ts";
import type { Segment } from "../../solvency/series/segment.ts";
import type { FlowSource, Subject } from "../../solvency/series/series-metric.ts";
import type { BlockRef, View } from "../ports.ts";

/** Which changes of a book to read. */
export type ChangesRequest = {
  readonly view: View;
  /** Changes of other things are left out where the facts name it. */
  readonly subject: Subject;
  /** Feeds whose observations are read. */
  readonly feeds: readonly string[];
  readonly parts: readonly BookPart[];
  /** Facts of one bucket are added up; BLOCK for one block. */
  readonly bucket: Bucket;
  /** First ordinal to read, included. */
  readonly from: bigint;
  /** First ordinal not to read. */
  readonly to: bigint;
};

/** Which facts to add up. */
export type FlowsRequest = {
  readonly view: View;
  readonly subject: Subject;
  readonly source: FlowSource;
  readonly asset: string;
  readonly causes: readonly string[] | null;
  readonly bucket: Bucket;
  readonly span: TimeSpan;
};

/** What time series need of the ledger beside books. Sums are made where the facts are and are exact. */
export interface SeriesReader {
  /**
   * What facts did to a book, added up by step and thing, in pages of bounded size. Pages come in the order of steps; a
   * bucket may go on in the next page, a block does not.
   */
  bookChanges(request: ChangesRequest): AsyncIterable<readonly BookChange[]>;
  /** Facts added up, in the order of time; buckets and blocks without any are left out. */
  flowBuckets(request: FlowsRequest): Promise<FlowBucket[]>;
  /** For each block its time, or where it holds no fact that of the first block after it that does; at most the view's. */
  blockTimes(view: View, numbers: readonly bigint[]): Promise<Map<bigint, bigint>>;
}

/** Which series a segment is of. */
export type SeriesKey = { readonly network: string; readonly series: string };

/** Finished segments of series, kept until a rollback below them. */
export interface SeriesCache {
  /**
   * Whether everything that facts up to a block are about is known. While a ledger is first read, facts come before the
   * things that they name, so nothing may be kept of what is computed then.
   */
  isWhole(network: string, block: bigint): Promise<boolean>;
  /** Kept segments with a start in the span, by start. */
  read(key: SeriesKey, span: TimeSpan): Promise<Map<bigint, Segment>>;
  /**
   * Keeps segments. Nothing is kept when the head, up to which the facts were read, is no longer a checkpoint.
   *
   * @param read.endBlock - Block above which nothing can be part of the segments.
   */
  write(
    key: SeriesKey,
    segments: readonly Segment[],
    read: { readonly head: BlockRef; readonly endBlock: bigint },
  ): Promise<void>;
}

/** What a series is made from and where it is kept. */
export type SeriesPorts = { readonly reader: SeriesReader; readonly cache: SeriesCache };
