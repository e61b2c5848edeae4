import {
  BIGINT,
  BIGNUM,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  listValue,
} from "@duckdb/node-api";

/** A value for a `?` mark. A bigint of any size is exact; an array becomes a list for `IN (SELECT unnest(?))`. */
export type SqlParameter = string | bigint | number | boolean | null | readonly string[];

/** A row as the store gives it. */
export type Row = Record<string, string | bigint | number | boolean | null>;

const MAX_BIGINT = 2n ** 63n - 1n;

/**
 * Runs one statement on a connection and returns its rows as plain objects.
 *
 * @param params - Values of the `?` marks, in order. A bigint is bound as BIGINT when it fits and as BIGNUM otherwise.
 */
export async function runSql<T>(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlParameter[],
): Promise<T[]> {
  const result = await connection.runAndReadAll(sql, params.map(toValue), params.map(toType) as DuckDBType[]);
  return result.getRowObjects() as T[];
}

/**
 * Runs one statement on a connection and gives its rows as plain objects, one part of some thousand after another.
 *
 * @param params - As for {@link runSql}.
 */
export async function* streamSql<T>(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlParameter[],
): AsyncGenerator<readonly T[]> {
  const result = await connection.stream(sql, params.map(toValue), params.map(toType) as DuckDBType[]);
  for await (const rows of result.yieldRowObjects()) yield rows as T[];
}

function toValue(param: SqlParameter): DuckDBValue {
  return Array.isArray(param) ? listValue(param as string[]) : (param as DuckDBValue);
}

function toType(param: SqlParameter): DuckDBType | undefined {
  if (typeof param !== "bigint") return undefined;
  return param <= MAX_BIGINT && param >= -MAX_BIGINT ? BIGINT : BIGNUM;
}
