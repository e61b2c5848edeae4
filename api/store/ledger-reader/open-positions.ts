import type { OpenPositionRow, View } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { positionParts } from "./position-parts.ts";
import { toDomainRow } from "./to-domain-row.ts";

/**
 * Streams the open positions of some protocols, those of one owner one after another.
 *
 * @param positionsAtOnce - Positions that one query rebuilds.
 */
export async function* streamOpenPositions(
  sql: SqlReader,
  view: View,
  protocols: readonly string[],
  positionsAtOnce?: number,
): AsyncGenerator<readonly OpenPositionRow[]> {
  for (const part of await positionParts(sql, view, protocols, positionsAtOnce)) {
    const { text, params } = joinFragments(
      [
        fragment("SELECT protocol, market, account, collateral, debt, debt_shares, size FROM ("),
        part,
        fragment(`) WHERE collateral <> 0 OR debt <> 0 OR coalesce(size, 0::BIGNUM) <> 0 ORDER BY account`),
      ],
      "",
    );
    for await (const rows of sql.stream(text, params)) {
      yield rows.map((row) => toDomainRow<OpenPositionRow>(row));
    }
  }
}
