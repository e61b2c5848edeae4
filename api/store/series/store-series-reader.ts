import { firstOrdinal } from "../../domain/ordinal.ts";
import type { View } from "../../services/ports.ts";
import type { ChangesRequest, FlowsRequest, SeriesReader } from "../../services/series/series-ports.ts";
import type { BookChange } from "../../solvency/series/book-change.ts";
import type { FlowBucket } from "../../solvency/series/flow-points.ts";
import { fragment, joinFragments } from "../ledger-reader/fragment.ts";
import { FACT_TABLES } from "../ledger-reader/relations.ts";
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

  async blockTimes(view: View, numbers: readonly bigint[]): Promise<Map<bigint, bigint>> {
    const times = await readTimesOfBlocks(this.#sql, view, numbers);
    for (const number of numbers.filter((one) => !times.has(one))) {
      const time = await readTimeFrom(this.#sql, view, number);
      times.set(number, time ?? view.block.timestamp);
    }
    return times;
  }
}

async function readTimesOfBlocks(
  sql: SqlReader,
  { network }: View,
  numbers: readonly bigint[],
): Promise<Map<bigint, bigint>> {
  if (numbers.length === 0) return new Map();
  const { text, params } = joinFragments(
    FACT_TABLES.map((table) =>
      fragment(
        `SELECT block_number AS number, "timestamp" AS seconds FROM ${table}
         WHERE network = ? AND block_number IN (SELECT unnest(?)::BIGINT)`,
        network,
        numbers.map(String),
      ),
    ),
    " UNION ",
  );
  const rows = await sql.query<{ number: bigint; seconds: bigint }>(text, params);
  return new Map(rows.map(({ number, seconds }) => [number, seconds]));
}

/** Time of the first fact from a block on. */
async function readTimeFrom(sql: SqlReader, { network }: View, number: bigint): Promise<bigint | null> {
  const { text, params } = joinFragments(
    FACT_TABLES.map((table) =>
      fragment(
        `(SELECT block_number AS number, "timestamp" AS seconds FROM ${table}
          WHERE network = ? AND ordinal >= ? ORDER BY ordinal LIMIT 1)`,
        network,
        firstOrdinal(number),
      ),
    ),
    " UNION ALL ",
  );
  const [row] = await sql.query<{ seconds: bigint }>(
    `SELECT seconds FROM (${text}) ORDER BY number LIMIT 1`,
    params,
  );
  return row?.seconds ?? null;
}
