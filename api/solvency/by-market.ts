/** Indexes rows, one for each market, by the market's id. */
export function byMarket<Row extends { readonly market: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.market, row]));
}
