import type { ProtocolWindow } from "../../services/ports.ts";
import type { RetentionSpan } from "../../services/window-reader.ts";
import type { ReinsuranceBasis } from "../../solvency/reinsurance.ts";
import type { SqlReader } from "../store.ts";
import { type Fragment, fragment, joinFragments } from "./fragment.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Spans as rows; a list without members has no type in SQL. */
function spanRows(spans: readonly RetentionSpan[]): Fragment {
  if (spans.length === 0) {
    return fragment(
      "SELECT NULL::VARCHAR AS asset, 0::BIGINT AS start, 0::BIGINT AS stop, 0::BIGNUM AS retention WHERE false",
    );
  }
  return fragment(
    `SELECT unnest(?) AS asset, unnest(?)::BIGINT AS start, unnest(?)::BIGINT AS stop, unnest(?)::BIGNUM AS retention`,
    spans.map(({ asset }) => asset),
    spans.map(({ start }) => start.toString()),
    spans.map(({ stop }) => stop.toString()),
    spans.map(({ retention }) => retention.toString()),
  );
}

/** Counts the losses of a window by asset and by whether reinsurers paid; a loss is as large as layers took of it. */
export async function readReinsuranceBasis(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
  spans: readonly RetentionSpan[],
): Promise<ReinsuranceBasis[]> {
  const { text, params } = joinFragments(
    [
      fragment("WITH span AS ("),
      spanRows(spans),
      fragment(
        `), loss AS MATERIALIZED (
           SELECT loss, asset, min(ordinal) AS ordinal, sum(amount) AS total,
             coalesce(sum(amount) FILTER (WHERE layer <> 'REINSURANCE' AND backstop IS NOT NULL), 0::BIGNUM) AS paid,
             coalesce(sum(amount) FILTER (WHERE layer = 'REINSURANCE'), 0::BIGNUM) AS ceded
           FROM loss_allocation WHERE network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ?
           GROUP BY loss, asset
         ),
         above AS (
           SELECT DISTINCT l.loss, l.asset FROM loss l
           JOIN span s ON s.asset = l.asset AND l.ordinal >= s.start AND l.ordinal < s.stop AND l.total > s.retention
         )
         SELECT l.asset, count(*) AS primary_events, count(*) FILTER (WHERE ceded = 0) AS basis_events,
           count(a.loss) FILTER (WHERE ceded = 0) AS above_retention,
           coalesce(sum(paid) FILTER (WHERE ceded = 0), 0::BIGNUM) AS primary_paid
         FROM loss l LEFT JOIN above a ON a.loss = l.loss AND a.asset = l.asset
         WHERE paid > 0 GROUP BY l.asset ORDER BY l.asset`,
        view.network,
        view.horizon,
        protocol,
        from,
      ),
    ],
    "",
  );
  return (await sql.query(text, params)).map((row) => toDomainRow<ReinsuranceBasis>(row));
}
