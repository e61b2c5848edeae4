import type { View } from "../../services/ports.ts";
import type { LastParameter, WrittenPut } from "../../solvency/obligations.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/**
 * Reads the puts that protocols wrote and that are open: what was opened with the protocol's side SHORT less what was
 * closed and exercised of it. A transfer changes the holder only. Every sum is one of whole numbers and exact.
 */
export async function readWrittenPuts(
  sql: SqlReader,
  { network, horizon }: View,
  protocols: readonly string[],
): Promise<WrittenPut[]> {
  const rows = await sql.query(
    `WITH traded AS (
       SELECT series, coalesce(sum(size) FILTER (WHERE action = 'OPEN'), 0::BIGNUM) AS opened,
         coalesce(sum(size) FILTER (WHERE action IN ('CLOSE', 'LIQUIDATE')), 0::BIGNUM) AS closed,
         bool_and(size IS NOT NULL OR action = 'TRANSFER') AS is_known
       FROM option_trade
       WHERE network = ? AND ordinal < ? AND protocol IN (SELECT unnest(?)) AND side = 'SHORT' GROUP BY series
     ),
     ended AS (
       SELECT series, coalesce(sum(size), 0::BIGNUM) AS size, bool_and(size IS NOT NULL) AS is_known
       FROM option_exercise
       WHERE network = ? AND ordinal < ? AND protocol IN (SELECT unnest(?)) AND side = 'SHORT' GROUP BY series
     )
     SELECT s.id AS series, s.protocol, s.market, s.backstop, s.style, s.underlying, s.strike, s.strike_decimals,
       s.expiry, a.decimals AS underlying_decimals,
       CASE WHEN t.is_known AND coalesce(e.is_known, true)
         THEN t.opened - t.closed - coalesce(e.size, 0::BIGNUM) END AS open
     FROM traded t
     JOIN option_series s ON s.network = ? AND s.id = t.series AND s.type = 'PUT'
     LEFT JOIN ended e ON e.series = t.series
     LEFT JOIN asset a ON a.network = s.network AND a.id = s.underlying
     WHERE NOT (s.is_ended AND s.updated_ordinal < ?)
       AND (NOT t.is_known OR NOT coalesce(e.is_known, true)
         OR t.opened <> t.closed + coalesce(e.size, 0::BIGNUM))
     ORDER BY s.id`,
    [network, horizon, protocols, network, horizon, protocols, network, horizon],
  );
  return rows.map((row) => toDomainRow<WrittenPut>(row));
}

/** Reads the last value of parameters with some names, by contract, market and name. */
export async function readLastParameters(
  sql: SqlReader,
  { network, horizon }: View,
  protocols: readonly string[],
  names: readonly string[],
): Promise<LastParameter[]> {
  const rows = await sql.query(
    `SELECT protocol, contract, market, name, arg_max({'value': value}, (ordinal, id)).value AS value
     FROM parameter_change
     WHERE network = ? AND ordinal < ? AND protocol IN (SELECT unnest(?)) AND name IN (SELECT unnest(?))
     GROUP BY protocol, contract, market, name ORDER BY protocol, contract, market, name`,
    [network, horizon, protocols, names],
  );
  return rows.map((row) => toDomainRow<LastParameter>(row));
}
