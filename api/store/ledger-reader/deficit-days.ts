import type { DayOfDeficit, DeficitCreation, DeficitDay, Selection, View } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { selectRows } from "./select-rows.ts";
import { toDomainRow } from "./to-domain-row.ts";

const DAY = '"timestamp" - "timestamp" % 86400';

/** Sums the changes of deficits by deficit and UTC day; every sum is one of whole numbers and exact. */
export async function readDeficitDays(sql: SqlReader, selection: Selection): Promise<DeficitDay[]> {
  const { text, params } = joinFragments(
    [
      fragment(`WITH day AS (SELECT deficit, ${DAY} AS "from", min(market) AS market, min(asset) AS asset,
        ${summed("CREATED", "created")}, ${summed("COVERED", "covered")},
        ${summed("SOCIALISED", "socialised")}, ${summed("WRITTEN_OFF", "written_off")},
        arg_max(open_after, (ordinal, id)) AS open_at_end,
        arg_max(pending_after, (ordinal, id)) AS pending_at_end,
        min((ordinal, id)) AS first
        FROM (`),
      selectRows("deficitChange", selection),
      fragment(`) GROUP BY deficit, "from"),
        start AS (SELECT deficit, min(first) AS first FROM day GROUP BY deficit)
        SELECT day.* EXCLUDE (first) FROM day JOIN start USING (deficit) ORDER BY start.first, "from"`),
    ],
    "",
  );
  return (await sql.query(text, params)).map((row) => toDomainRow(row));
}

/** Reads the single creations of debt on some days, in ledger order. */
export async function readDeficitsCreatedOn(
  sql: SqlReader,
  { network, horizon }: View,
  days: readonly DayOfDeficit[],
): Promise<DeficitCreation[]> {
  if (days.length === 0) return [];
  return sql.query(
    `SELECT deficit, amount, "timestamp" FROM deficit_change
     WHERE network = ? AND ordinal < ? AND action = 'CREATED'
       AND (deficit, ${DAY}) IN (SELECT (unnest(?), unnest(?)::BIGINT))
     ORDER BY ordinal, id`,
    [network, horizon, days.map(({ deficit }) => deficit), days.map(({ from }) => from.toString())],
  );
}

function summed(action: string, name: string): string {
  return `coalesce(sum(amount) FILTER (WHERE action = '${action}'), 0::BIGNUM) AS ${name}`;
}
