import type { View } from "../../services/ports.ts";
import type { MarketExposure } from "../../solvency/book.ts";
import type { SqlReader } from "../store.ts";
import { type Fragment, fragment, joinFragments } from "./fragment.ts";
import { positionParts } from "./position-parts.ts";
import { toDomainRow } from "./to-domain-row.ts";

const IS_OPEN = "collateral <> 0 OR debt <> 0 OR coalesce(size, 0::BIGNUM) <> 0";

/**
 * Sums the positions of some protocols by market; every sum is one of whole numbers and exact. A market whose positions
 * are all closed has zeros, one without any position has no row.
 *
 * @param positionsAtOnce - Positions that one query rebuilds.
 */
export async function readExposures(
  sql: SqlReader,
  view: View,
  protocols: readonly string[],
  positionsAtOnce?: number,
): Promise<MarketExposure[]> {
  const sums = new Map<string, MarketExposure>();
  for (const part of await positionParts(sql, view, protocols, positionsAtOnce)) {
    for (const row of await readPart(sql, part)) {
      const known = sums.get(row.market);
      sums.set(row.market, known === undefined ? row : added(known, row));
    }
  }
  return [...sums.values()].sort((a, b) => (a.market < b.market ? -1 : 1));
}

async function readPart(sql: SqlReader, part: Fragment): Promise<MarketExposure[]> {
  const { text, params } = joinFragments(
    [
      fragment(`SELECT market, count(*) FILTER (WHERE ${IS_OPEN}) AS positions, sum(collateral) AS collateral, sum(debt) AS debt,
        coalesce(sum(size) FILTER (WHERE size > 0), 0::BIGNUM) AS long,
        coalesce(-sum(size) FILTER (WHERE size < 0), 0::BIGNUM) AS short
        FROM (`),
      part,
      fragment(") GROUP BY market"),
    ],
    "",
  );
  return (await sql.query(text, params)).map((row) => toDomainRow<MarketExposure>(row));
}

function added(a: MarketExposure, b: MarketExposure): MarketExposure {
  return {
    market: a.market,
    positions: a.positions + b.positions,
    collateral: a.collateral + b.collateral,
    debt: a.debt + b.debt,
    long: a.long + b.long,
    short: a.short + b.short,
  };
}
