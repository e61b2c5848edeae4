import type { View } from "../../services/ports.ts";
import type { Commitment } from "../../solvency/shared-capital.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Sums what backstops hold ENCUMBERED by backstop, asset and the account it is held for; what came to nothing is left out. */
export async function readCommitments(
  sql: SqlReader,
  { network, horizon }: View,
  backstops: readonly string[],
): Promise<Commitment[]> {
  if (backstops.length === 0) return [];
  const rows = await sql.query(
    `SELECT backstop, asset, account,
       coalesce(sum(amount) FILTER (WHERE direction = 'HOLD'), 0::BIGNUM)
         - coalesce(sum(amount) FILTER (WHERE direction = 'RELEASE'), 0::BIGNUM) AS amount
     FROM fund_flow
     WHERE network = ? AND ordinal < ? AND hold = 'ENCUMBERED' AND backstop IN (SELECT unnest(?))
     GROUP BY backstop, asset, account HAVING amount <> 0
     ORDER BY backstop, min(ordinal), account, asset`,
    [network, horizon, backstops],
  );
  return rows.map((row) => toDomainRow<Commitment>(row));
}
