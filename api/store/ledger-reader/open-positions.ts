import type { OpenPositionRow, View } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { positionParts } from "./position-parts.ts";

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
        fragment(
          'SELECT protocol, market, account, collateral, debt, debt_shares AS "debtShares", size FROM (',
        ),
        part,
        fragment(`) WHERE collateral <> 0 OR debt <> 0 OR coalesce(size, 0::BIGNUM) <> 0 ORDER BY account`),
      ],
      "",
    );
    yield* sql.stream<OpenPositionRow>(text, params);
  }
}
