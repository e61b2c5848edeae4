import type { OpenPositionRow, View } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { relationOf } from "./relations.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Streams the open positions of some protocols, those of one owner one after another. */
export async function* streamOpenPositions(
  sql: SqlReader,
  view: View,
  protocols: readonly string[],
): AsyncGenerator<readonly OpenPositionRow[]> {
  if (protocols.length === 0) return;
  const { rows } = relationOf("position", view, [{ field: "protocol", operator: "in", values: protocols }]);
  const { text, params } = joinFragments(
    [
      fragment("SELECT protocol, market, account, collateral, debt, debt_shares, size FROM ("),
      rows,
      fragment(
        `) WHERE protocol IN (SELECT unnest(?)) AND (collateral <> 0 OR debt <> 0 OR coalesce(size, 0::BIGNUM) <> 0)
        ORDER BY account`,
        protocols,
      ),
    ],
    "",
  );
  for await (const part of sql.stream(text, params))
    yield part.map((row) => toDomainRow<OpenPositionRow>(row));
}
