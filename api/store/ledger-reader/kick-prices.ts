import type { Selection } from "../../services/ports.ts";
import type { KickPrice } from "../../solvency/auction-outcome.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { selectRows } from "./select-rows.ts";

/**
 * Joins each selected auction with the last observation of its market's feed before the kick. A window over kicks and
 * observations in one order: DuckDB's ASOF JOIN may choose nested loops, which are slow over long histories.
 */
export async function readKickPrices(sql: SqlReader, selection: Selection): Promise<Map<string, KickPrice>> {
  const { network, horizon } = selection.view;
  const { text, params } = joinFragments(
    [
      fragment("WITH kick AS (SELECT r.id, r.created_ordinal AS ordinal, f.id AS feed, f.quote FROM ("),
      selectRows("auction", selection),
      fragment(
        `) r
          JOIN market m ON m.network = ? AND m.id = r.market
          JOIN price_feed f ON f.network = ? AND f.id = m.price_feed
        ),
        moment AS (
          SELECT feed, ordinal, id, quote, NULL AS observation FROM kick
          UNION ALL
          SELECT feed, ordinal, NULL, NULL, {price: price, decimals: decimals, status: status}
          FROM price_observation WHERE network = ? AND ordinal < ? AND feed IN (SELECT feed FROM kick)
        ),
        joined AS (
          SELECT id, quote, last_value(observation IGNORE NULLS) OVER (
            PARTITION BY feed ORDER BY ordinal, id NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
          ) AS observation
          FROM moment
        )
        SELECT id, quote, observation.price AS price, observation.decimals AS decimals
        FROM joined
        WHERE id IS NOT NULL AND observation.price IS NOT NULL AND observation.status = 'OK'`,
        network,
        network,
        network,
        horizon,
      ),
    ],
    "",
  );
  const rows = await sql.query<KickPrice & { id: string }>(text, params);
  return new Map(rows.map(({ id, price, decimals, quote }) => [id, { price, decimals, quote }]));
}
