import type { ProtocolWindow, View } from "../../services/ports.ts";
import type { AccountShares, ProviderSpan, WindowReader } from "../../services/window-reader.ts";
import type { OutflowSpan } from "../../stress/runs/outflow-rates.ts";
import type { SqlReader } from "../store.ts";

/** A row of the query: what a span has is null where nothing flowed. */
type SpanRow = Pick<ProviderSpan, "backstop" | "asset" | "since"> & {
  readonly [Field in "span" | "opening" | "closing" | "outflow"]: OutflowSpan[Field] | null;
};

/** Sums what providers took out of each balance they can deposit into, by spans that end at a moment; every sum is exact. */
export async function readOutflowSpans(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
  { spanSeconds, end }: Parameters<WindowReader["outflowSpans"]>[1],
): Promise<ProviderSpan[]> {
  const { network, horizon } = view;
  const rows = await sql.query<SpanRow>(
    `WITH flow AS (
       SELECT backstop, asset, "timestamp" AS seconds, (ordinal, step) AS place, amount, balance_after AS closing,
         direction = 'OUT' AND cause = 'WITHDRAWAL' AS is_run, cause = 'DEPOSIT' AS is_deposit,
         CASE direction WHEN 'IN' THEN balance_after - amount WHEN 'OUT' THEN balance_after + amount
           ELSE balance_after END AS opening
       FROM fund_flow WHERE network = ? AND ordinal < ? AND protocol = ?
     ),
     pool AS (
       SELECT backstop, asset, min(seconds) AS since FROM flow GROUP BY backstop, asset HAVING bool_or(is_deposit)
     ),
     spans AS (
       SELECT backstop, asset, (? - seconds) // ? AS span, arg_min(opening, place) AS opening,
         arg_max(closing, place) AS closing, coalesce(sum(amount) FILTER (WHERE is_run), 0::BIGNUM) AS outflow
       FROM flow WHERE seconds > ? AND seconds <= ? GROUP BY backstop, asset, span
     )
     SELECT p.backstop, p.asset, p.since, s.span, s.opening, s.closing, s.outflow
     FROM pool p LEFT JOIN spans s ON s.backstop = p.backstop AND s.asset = p.asset
     ORDER BY p.backstop, p.asset, s.span`,
    [network, horizon, protocol, end, spanSeconds, from, end],
  );
  return rows.map(({ backstop, asset, since, span, opening, closing, outflow }) => ({
    ...{ backstop, asset, since },
    flows:
      span === null || opening === null || closing === null || outflow === null
        ? null
        : { backstop, asset, span, opening, closing, outflow },
  }));
}

/** Adds the shares that flows of each account made and burnt. */
export function readAccountShares(
  sql: SqlReader,
  { network, horizon }: View,
  protocol: string,
): Promise<AccountShares[]> {
  return sql.query<AccountShares>(
    `SELECT backstop, asset, account, sum(shares) AS shares FROM fund_flow
     WHERE network = ? AND ordinal < ? AND protocol = ? AND shares IS NOT NULL AND account IS NOT NULL
     GROUP BY backstop, asset, account HAVING sum(shares) <> 0::BIGNUM ORDER BY backstop, asset, account`,
    [network, horizon, protocol],
  );
}
