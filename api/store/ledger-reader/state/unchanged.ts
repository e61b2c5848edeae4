/**
 * State of which the facts do not tell everything. A row is right for every block from its last change on, as far as
 * state rows were read; before that it is not known.
 */
export const UNCHANGED_ONLY: readonly string[] = [
  "lending_state",
  "market_debt",
  "option_position",
  "option_vault",
  "withdrawal_request",
];

const IS_KNOWN = `s.updated_ordinal < $horizon AND $horizon <= coalesce(
  (SELECT min(state_block + 1) * 1048576 FROM source WHERE network = $network), $horizon)`;

/** Query for the rows of a table that are as they were at the view's block. */
export function unchangedRows(table: string): string {
  return `SELECT s.* FROM ${table} s
    WHERE s.network = $network AND s.created_ordinal < $horizon AND ${IS_KNOWN}`;
}

/** Query for the rows of a table that existed at the view's block in a state that is not known. */
export function changedRows(table: string): string {
  return `SELECT s.* FROM ${table} s
    WHERE s.network = $network AND s.created_ordinal < $horizon AND NOT (${IS_KNOWN})`;
}
