import type { LossWindow } from "../../services/ports.ts";
import type { LayerLosses, StatedLosses } from "../../solvency/realised-losses.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

const WITHIN = `network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ? AND "timestamp" < ?`;

/** Facts that state a loss; null where its amount is not known. A deficit's change is one where a layer took it. */
const STATED = `
  taken AS MATERIALIZED (
    SELECT loss, transaction_hash, asset, layer, rank, backstop, amount FROM loss_allocation WHERE ${WITHIN}
  ),
  stated AS MATERIALIZED (
    SELECT id, transaction_hash, debt_asset AS asset, loss, coalesce(unresolved, 0::BIGNUM) AS unresolved
    FROM liquidation WHERE ${WITHIN}
    UNION ALL
    SELECT id, transaction_hash, asset, haircut, 0::BIGNUM FROM deleveraging WHERE ${WITHIN}
    UNION ALL
    SELECT id, transaction_hash, payoff_asset, coalesce(owed, settled), coalesce(shortfall, 0::BIGNUM)
    FROM option_exercise WHERE ${WITHIN} AND side = 'SHORT'
    UNION ALL
    SELECT id, transaction_hash, asset, amount, 0::BIGNUM
    FROM deficit_change WHERE ${WITHIN} AND id IN (SELECT loss FROM taken)
  ),
  at_once AS (
    SELECT t.loss, sum(t.amount) AS amount
    FROM taken t JOIN stated s ON s.id = t.loss AND s.transaction_hash = t.transaction_hash
    WHERE s.loss IS NOT NULL GROUP BY t.loss
  )`;

function paramsOf({ view, protocol, from, to }: LossWindow): (string | bigint)[] {
  const within = [view.network, view.horizon, protocol, from, to];
  return [...within, ...within, ...within, ...within, ...within];
}

/** Sums the losses that were stated in a window, by asset. */
export async function readStatedLosses(sql: SqlReader, window: LossWindow): Promise<StatedLosses[]> {
  const rows = await sql.query(
    `WITH ${STATED}
     SELECT s.asset, coalesce(sum(s.loss), 0::BIGNUM) AS loss, coalesce(sum(a.amount), 0::BIGNUM) AS allocated,
       coalesce(sum(s.unresolved) FILTER (WHERE s.loss IS NOT NULL), 0::BIGNUM) AS unresolved,
       count(*) FILTER (WHERE s.loss IS NULL) AS unknown
     FROM stated s LEFT JOIN at_once a ON a.loss = s.id
     GROUP BY s.asset ORDER BY s.asset`,
    paramsOf(window),
  );
  return rows.map((row) => toDomainRow<StatedLosses>(row));
}

/** Sums what layers took in a window, by asset, rank, layer and backstop. */
export async function readLayerLosses(sql: SqlReader, window: LossWindow): Promise<LayerLosses[]> {
  const rows = await sql.query(
    `WITH ${STATED}
     SELECT t.asset, t.layer, t.rank, t.backstop, sum(t.amount) AS amount, count(*) AS allocations,
       coalesce(sum(t.amount) FILTER (WHERE s.id IS NULL), 0::BIGNUM) AS later
     FROM taken t
     LEFT JOIN stated s ON s.id = t.loss AND s.transaction_hash = t.transaction_hash AND s.loss IS NOT NULL
     GROUP BY t.asset, t.layer, t.rank, t.backstop
     ORDER BY t.asset, t.rank, t.layer, t.backstop NULLS LAST`,
    paramsOf(window),
  );
  return rows.map((row) => toDomainRow<LayerLosses>(row));
}
