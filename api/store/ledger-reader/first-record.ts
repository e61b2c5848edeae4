import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { FACT_TABLES, type Scope } from "./relations.ts";

/** Reads the time of the oldest fact of a protocol, seconds since 1970-01-01 UTC; null when it has none. */
export async function readFirstRecord(
  sql: SqlReader,
  { network, horizon }: Scope,
  protocol: string,
): Promise<bigint | null> {
  const oldest = FACT_TABLES.map((table) =>
    fragment(
      `SELECT min("timestamp") AS seconds FROM ${table} WHERE network = ? AND ordinal < ? AND protocol = ?`,
      network,
      horizon,
      protocol,
    ),
  );
  const { text, params } = joinFragments(oldest, " UNION ALL ");
  const rows = await sql.query<{ seconds: bigint | null }>(
    `SELECT min(seconds) AS seconds FROM (${text})`,
    params,
  );
  return rows[0]?.seconds ?? null;
}
