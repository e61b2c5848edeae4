import type { Selection } from "../../services/ports.ts";
import type { KickPrice } from "../../solvency/auction-outcome.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { selectRows } from "./select-rows.ts";

/** Joins each selected auction with the last observation of its market's feed before the kick. */
export async function readKickPrices(sql: SqlReader, selection: Selection): Promise<Map<string, KickPrice>> {
  const { network } = selection.view;
  const { text, params } = joinFragments(
    [
      fragment(`
        SELECT a.id, p.price, p.decimals, a.quote
        FROM (
          SELECT r.id, r.created_ordinal, f.id AS feed, f.quote
          FROM (`),
      selectRows("auction", selection),
      fragment(
        `) r
          JOIN market m ON m.network = ? AND m.id = r.market
          JOIN price_feed f ON f.network = ? AND f.id = m.price_feed
        ) a
        ASOF JOIN (SELECT feed, ordinal, price, decimals, status FROM price_observation WHERE network = ?) p
          ON p.feed = a.feed AND p.ordinal < a.created_ordinal
        WHERE p.price IS NOT NULL AND p.status = 'OK'`,
        network,
        network,
        network,
      ),
    ],
    "",
  );
  const rows = await sql.query<KickPrice & { id: string }>(text, params);
  return new Map(rows.map(({ id, price, decimals, quote }) => [id, { price, decimals, quote }]));
}
