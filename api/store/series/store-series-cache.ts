import type { TimeSpan } from "../../domain/bucket.ts";
import type { BlockRef } from "../../services/ports.ts";
import type { SeriesCache, SeriesKey } from "../../services/series/series-ports.ts";
import type { Segment } from "../../solvency/series/segment.ts";
import type { SeriesPoint } from "../../solvency/series/series-point.ts";
import { readHasCheckpoint } from "../ledger-reader/known-blocks.ts";
import { readSource } from "../sources.ts";
import type { Store, StoreTransaction } from "../store.ts";

/** Segments kept in all; beyond it the oldest half goes. */
const MAX_SEGMENTS = 1_000_000n;

/** Finished segments of series, in a table of the store. */
export class StoreSeriesCache implements SeriesCache {
  readonly #store: Store;
  readonly #maxSegments: bigint;

  /** @param maxSegments - Segments kept in all. Default 1,000,000. */
  constructor(store: Store, maxSegments = MAX_SEGMENTS) {
    this.#store = store;
    this.#maxSegments = maxSegments;
  }

  async isWhole(network: string, block: bigint): Promise<boolean> {
    const source = await readSource(this.#store, network);
    return source === null || source.stateBlock >= block;
  }

  async read({ network, series }: SeriesKey, { from, to }: TimeSpan): Promise<Map<bigint, Segment>> {
    const rows = await this.#store.query<{ start: bigint; points: string }>(
      `SELECT segment_start AS start, points FROM series_segment
       WHERE network = ? AND series = ? AND segment_start >= ? AND segment_start < ?`,
      [network, series, from, to],
    );
    return new Map(rows.map(({ start, points }) => [start, { start, points: readPoints(points) }]));
  }

  async write(
    key: SeriesKey,
    segments: readonly Segment[],
    { head, endBlock }: { readonly head: BlockRef; readonly endBlock: bigint },
  ): Promise<void> {
    if (segments.length === 0) return;
    await this.#store.transaction(async (tx) => {
      if (!(await readHasCheckpoint(tx, key.network, head))) return;
      await insert(tx, key, segments, endBlock);
      await this.#forgetOldest(tx);
    });
  }

  async #forgetOldest(tx: StoreTransaction): Promise<void> {
    const [row] = await tx.query<{ count: bigint }>("SELECT count(*) AS count FROM series_segment");
    const excess = (row?.count ?? 0n) - this.#maxSegments;
    if (excess <= 0n) return;
    await tx.query(
      "DELETE FROM series_segment WHERE rowid IN (SELECT rowid FROM series_segment ORDER BY rowid LIMIT ?)",
      [excess + this.#maxSegments / 2n],
    );
  }
}

async function insert(
  tx: StoreTransaction,
  { network, series }: SeriesKey,
  segments: readonly Segment[],
  endBlock: bigint,
): Promise<void> {
  const starts = segments.map(({ start }) => start.toString());
  await tx.query(
    `DELETE FROM series_segment WHERE network = ? AND series = ? AND segment_start IN (SELECT unnest(?)::BIGINT)`,
    [network, series, starts],
  );
  await tx.query("INSERT INTO series_segment SELECT ?, ?, unnest(?)::BIGINT, ?, unnest(?)", [
    network,
    series,
    starts,
    endBlock,
    segments.map(({ points }) => writePoints(points)),
  ]);
}

type Written = Omit<SeriesPoint, "from" | "to" | "value" | "facts" | "block"> & {
  readonly from: string;
  readonly to: string;
  readonly value: { readonly numerator: string; readonly denominator: string } | null;
  readonly facts: string;
  readonly block: { readonly number: string; readonly hash: string } | null;
};

/** Integers become text, so that no digit is lost. */
function writePoints(points: readonly SeriesPoint[]): string {
  return JSON.stringify(points, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

function readPoints(text: string): SeriesPoint[] {
  return (JSON.parse(text) as Written[]).map(({ value, block, ...point }) => ({
    ...point,
    from: BigInt(point.from),
    to: BigInt(point.to),
    facts: BigInt(point.facts),
    value: value && { numerator: BigInt(value.numerator), denominator: BigInt(value.denominator) },
    block: block && { number: BigInt(block.number), hash: block.hash },
  }));
}
