import type { Selection } from "../../services/ports.ts";
import type { AuctionOutcome } from "../../solvency/auction-outcome.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { selectRows } from "./select-rows.ts";
import { toDomainRow } from "./to-domain-row.ts";

/**
 * Reads what auctions brought, each with the last observation of its market's feed before the kick. The join is a
 * window over kicks and observations in one order: DuckDB's ASOF JOIN may choose nested loops, which are slow over
 * long histories. Of the observations before the first kick only the last of each feed takes part.
 */
export async function readAuctionOutcomes(sql: SqlReader, selection: Selection): Promise<AuctionOutcome[]> {
  const { network, horizon } = selection.view;
  const { text, params } = joinFragments(
    [
      fragment("WITH selected AS MATERIALIZED ("),
      selectRows("auction", selection),
      fragment(
        `), kick AS MATERIALIZED (
          SELECT s.id, s.created_ordinal AS ordinal, f.id AS feed, f.quote
          FROM selected s
          JOIN market m ON m.network = ? AND m.id = s.market
          JOIN price_feed f ON f.network = ? AND f.id = m.price_feed
        ),
        observed AS (
          SELECT feed, ordinal, {price: price, decimals: decimals, status: status} AS observation
          FROM price_observation
          WHERE network = ? AND ordinal < least(?, (SELECT max(ordinal) FROM kick)) AND feed IN (SELECT feed FROM kick)
        ),
        moment AS (
          SELECT feed, ordinal, id, quote, NULL AS observation FROM kick
          UNION ALL
          SELECT feed, ordinal, NULL, NULL, observation FROM observed
          WHERE ordinal >= (SELECT min(ordinal) FROM kick)
          UNION ALL
          SELECT feed, max(ordinal), NULL, NULL, arg_max(observation, ordinal) FROM observed
          WHERE ordinal < (SELECT min(ordinal) FROM kick) GROUP BY feed
        ),
        joined AS (
          SELECT id, quote, last_value(observation IGNORE NULLS) OVER (
            PARTITION BY feed ORDER BY ordinal, id NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
          ) AS observation
          FROM moment
        )
        SELECT s.id, s.market, s.kind, s.lot_asset, s.bid_asset, s.lot_sold, s.bid, s.debt, s.tab, s.status,
          j.observation.price AS price, j.observation.decimals AS price_decimals, j.quote
        FROM selected s
        LEFT JOIN joined j ON j.id = s.id AND j.observation.status = 'OK'
        ORDER BY s.created_ordinal, s.id`,
        network,
        network,
        network,
        horizon,
      ),
    ],
    "",
  );
  return (await sql.query(text, params)).map((row) => toOutcome(toDomainRow(row)));
}

type OutcomeRow = Omit<AuctionOutcome, "kickPrice"> & {
  readonly price: bigint | null;
  readonly priceDecimals: number | null;
  readonly quote: string | null;
};

function toOutcome({ price, priceDecimals, quote, ...auction }: OutcomeRow): AuctionOutcome {
  const isPriced = price !== null && priceDecimals !== null && quote !== null;
  return { ...auction, kickPrice: isPriced ? { price, decimals: priceDecimals, quote } : null };
}
