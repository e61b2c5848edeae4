import type { View } from "../../services/ports.ts";
import type { ChangesRequest, FlowsRequest, SeriesReader } from "../../services/series/series-ports.ts";
import type { BookChange } from "../../solvency/series/book-change.ts";
import type { FlowBucket } from "../../solvency/series/flow-points.ts";
import type { SqlReader } from "../store.ts";
import { readBookChanges } from "./book-changes.ts";
import { readFlowBuckets } from "./flow-buckets.ts";

/** What time series need, read from the store's tables by SQL. */
export class StoreSeriesReader implements SeriesReader {
  readonly #sql: SqlReader;

  constructor(sql: SqlReader) {
    this.#sql = sql;
  }

  bookChanges(request: ChangesRequest): AsyncIterable<readonly BookChange[]> {
    return readBookChanges(this.#sql, request);
  }

  flowBuckets(request: FlowsRequest): Promise<FlowBucket[]> {
    return readFlowBuckets(this.#sql, request);
  }

  async blockTimes({ network, block }: View, numbers: readonly bigint[]): Promise<Map<bigint, bigint>> {
    if (numbers.length === 0) return new Map();
    const rows = await this.#sql.query<{ number: bigint; seconds: bigint }>(
      `SELECT asked.number, b."timestamp" AS seconds
       FROM (SELECT unnest(?)::BIGINT AS number) asked
       ASOF JOIN (SELECT number, "timestamp" FROM block WHERE network = ?) b ON asked.number <= b.number`,
      [numbers.map(String), network],
    );
    const known = new Map(rows.map(({ number, seconds }) => [number, seconds]));
    return new Map(numbers.map((number) => [number, known.get(number) ?? block.timestamp]));
  }
}
