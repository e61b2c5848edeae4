import type { ProtocolWindow } from "../../services/ports.ts";
import type { CreatedDebtSum, DebtFloor, DebtSum } from "../../solvency/bad-debt-rate.ts";
import type { LiquidationLosses } from "../../stress/counterparty/counterparty-exposure.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/**
 * Sums the bad debt created in a window by asset: all of it, and what changes of at least the asset's floor created.
 *
 * @param floors - Of the assets to read; others are left out.
 */
export async function readCreatedDebts(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
  floors: readonly DebtFloor[],
): Promise<CreatedDebtSum[]> {
  if (floors.length === 0) return [];
  const rows = await sql.query(
    `WITH floor AS (SELECT unnest(?) AS asset, unnest(?)::BIGNUM AS least)
     SELECT c.asset, sum(c.amount) AS amount, count(*) AS changes,
       coalesce(sum(c.amount) FILTER (WHERE c.amount >= f.least), 0::BIGNUM) AS amount_above,
       count(*) FILTER (WHERE c.amount >= f.least) AS changes_above
     FROM deficit_change c JOIN floor f ON f.asset = c.asset
     WHERE c.network = ? AND c.ordinal < ? AND c.protocol = ? AND c."timestamp" >= ? AND c.action = 'CREATED' AND c.amount > 0
     GROUP BY c.asset ORDER BY c.asset`,
    [
      floors.map(({ asset }) => asset),
      floors.map(({ least }) => least.toString()),
      view.network,
      view.horizon,
      protocol,
      from,
    ],
  );
  return rows.map((row) => toDomainRow<CreatedDebtSum>(row));
}

/** Sums the debt that liquidations removed from positions in a window, by asset. */
export async function readLiquidatedDebts(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<DebtSum[]> {
  const rows = await sql.query(
    `SELECT debt_asset AS asset, sum(debt_repaid) AS amount, count(*) AS changes FROM liquidation
     WHERE network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ?
     GROUP BY debt_asset ORDER BY debt_asset`,
    [view.network, view.horizon, protocol, from],
  );
  return rows.map((row) => toDomainRow<DebtSum>(row));
}

/**
 * Sums debt and loss of liquidations whose loss is known, by market and debt asset. Those that hand debt and collateral on together
 * (OFFSET, ABSORPTION) are counted as unknown: what the collateral brings is not in the debt asset.
 */
export async function readLiquidationLosses(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<LiquidationLosses[]> {
  const rows = await sql.query(
    `WITH l AS (
       SELECT market, debt_asset AS asset, debt_repaid, loss,
         loss IS NOT NULL AND mode NOT IN ('OFFSET', 'ABSORPTION') AS is_known
       FROM liquidation WHERE network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ?
     )
     SELECT market, asset, count(*) AS liquidations, count(*) FILTER (WHERE is_known) AS known,
       coalesce(sum(debt_repaid) FILTER (WHERE is_known), 0::BIGNUM) AS debt,
       coalesce(sum(loss) FILTER (WHERE is_known), 0::BIGNUM) AS loss
     FROM l GROUP BY market, asset ORDER BY market, asset`,
    [view.network, view.horizon, protocol, from],
  );
  return rows.map((row) => toDomainRow<LiquidationLosses>(row));
}
