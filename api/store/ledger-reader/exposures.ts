import type { View } from "../../services/ports.ts";
import type { MarketExposure } from "../../solvency/book.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { relationOf } from "./relations.ts";
import { toDomainRow } from "./to-domain-row.ts";

const IS_OPEN = "collateral <> 0 OR debt <> 0 OR coalesce(size, 0::BIGNUM) <> 0";

/**
 * Sums the positions of some protocols by market; every sum is one of whole numbers and exact. A market whose positions
 * are all closed has zeros, one without any position has no row.
 */
export async function readExposures(
  sql: SqlReader,
  view: View,
  protocols: readonly string[],
): Promise<MarketExposure[]> {
  if (protocols.length === 0) return [];
  const { rows } = relationOf("position", view, [{ field: "protocol", operator: "in", values: protocols }]);
  const { text, params } = joinFragments(
    [
      fragment(`SELECT market, count(*) FILTER (WHERE ${IS_OPEN}) AS positions, sum(collateral) AS collateral, sum(debt) AS debt,
        coalesce(sum(size) FILTER (WHERE size > 0), 0::BIGNUM) AS long,
        coalesce(-sum(size) FILTER (WHERE size < 0), 0::BIGNUM) AS short
        FROM (`),
      rows,
      fragment(`) WHERE protocol IN (SELECT unnest(?)) GROUP BY market ORDER BY market`, protocols),
    ],
    "",
  );
  return (await sql.query(text, params)).map((row) => toDomainRow<MarketExposure>(row));
}
