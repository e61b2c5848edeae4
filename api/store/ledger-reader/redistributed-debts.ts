import type { ProtocolWindow } from "../../services/ports.ts";
import type { RedistributedDebt, TakenOver } from "../../solvency/redistribution.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Sums the losses that liquidations of a window spread over positions, in markets that keep no deficit of them. */
export async function readRedistributedDebts(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<RedistributedDebt[]> {
  return sql.query(
    `SELECT market, sum(amount) AS amount FROM loss_allocation
     WHERE network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ? AND layer = 'SOCIALISED'
       AND market NOT IN (
         SELECT market FROM deficit_change WHERE network = ? AND ordinal < ? AND protocol = ? AND action = 'SOCIALISED'
       )
     GROUP BY market ORDER BY market`,
    [view.network, view.horizon, protocol, from, view.network, view.horizon, protocol],
  );
}

/** Sums the debt that each account took over by redistribution in a window. */
export async function readTakenOver(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<TakenOver[]> {
  const window = [view.network, view.horizon, protocol, from];
  const rows = await sql.query(
    `WITH defaulter AS (
       SELECT DISTINCT market, account FROM liquidation
       WHERE network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ?
     )
     SELECT c.market, c.account, sum(c.debt_change) AS amount, bool_or(d.account IS NOT NULL) AS is_defaulter
     FROM position_change c LEFT JOIN defaulter d ON d.market = c.market AND d.account = c.account
     WHERE c.network = ? AND c.ordinal < ? AND c.protocol = ? AND c."timestamp" >= ? AND c.cause = 'REDISTRIBUTION'
     GROUP BY c.market, c.account HAVING sum(c.debt_change) > 0 ORDER BY c.market, c.account`,
    [...window, ...window],
  );
  return rows.map((row) => toDomainRow<TakenOver>(row));
}
