import type { HourlyOutflow, ProtocolWindow } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Sums what swaps at the peg took out of a protocol's backstops, by backstop, asset and hour of a window; every sum is exact. */
export async function readHourlyOutflows(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<HourlyOutflow[]> {
  const rows = await sql.query(
    `WITH flow AS (
       SELECT backstop, asset, "timestamp" AS seconds, amount, direction = 'OUT' AND cause = 'PEG_SWAP' AS is_drain
       FROM fund_flow WHERE network = ? AND ordinal < ? AND protocol = ?
     ),
     first AS (SELECT backstop, asset, min(seconds) AS since FROM flow GROUP BY backstop, asset),
     drain AS (
       SELECT backstop, asset, seconds - seconds % 3600 AS hour, sum(amount) AS amount
       FROM flow WHERE is_drain AND seconds >= ? GROUP BY backstop, asset, hour
     )
     SELECT f.backstop, f.asset, f.since, d.hour, d.amount
     FROM first f LEFT JOIN drain d ON d.backstop = f.backstop AND d.asset = f.asset
     ORDER BY f.backstop, f.asset, d.hour`,
    [view.network, view.horizon, protocol, from],
  );
  return rows.map((row) => toDomainRow<HourlyOutflow>(row));
}
