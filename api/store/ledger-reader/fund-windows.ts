import type { ProtocolWindow } from "../../services/ports.ts";
import type { AbsorbedLoss, LossCount } from "../../solvency/absorption-efficiency.ts";
import type { CapitalSecondsDigit } from "../../solvency/capital-seconds.ts";
import type { FlowSum } from "../../solvency/flow-sum.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Seconds of a window fit into this many binary digits: more than 17 years. */
const WEIGHT_BITS = 29n;

const ABSORBED = `network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ? AND backstop IS NOT NULL`;

/**
 * Integrates balances over a window: Σ ±amount × seconds from the flow, or from the start of the window, to its end.
 * The store adds whole numbers exactly but cannot multiply them, so amounts are summed by the binary digits of their
 * seconds and the caller weighs each digit's sum by its power of two.
 */
export async function readCapitalSeconds(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<CapitalSecondsDigit[]> {
  const rows = await sql.query(
    `WITH change AS (
       SELECT backstop, asset, ? - greatest("timestamp", ?) AS seconds,
         coalesce(sum(amount) FILTER (WHERE direction = 'IN'), 0::BIGNUM)
           - coalesce(sum(amount) FILTER (WHERE direction = 'OUT'), 0::BIGNUM) AS amount
       FROM fund_flow WHERE network = ? AND ordinal < ? AND protocol = ? GROUP BY backstop, asset, seconds
     )
     SELECT backstop, asset, digit, sum(amount) AS amount
     FROM change JOIN range(?) AS digits(digit) ON (seconds >> digit) & 1 = 1
     GROUP BY backstop, asset, digit ORDER BY backstop, asset, digit`,
    [view.block.timestamp, from, view.network, view.horizon, protocol, WEIGHT_BITS],
  );
  return rows.map((row) => toDomainRow<CapitalSecondsDigit>(row));
}

/** Sums the flows of a window by backstop, asset, direction and cause. */
export async function readFlowSums(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<FlowSum[]> {
  const rows = await sql.query(
    `SELECT backstop, asset, direction, cause, sum(amount) AS amount, count(*) AS flows
     FROM fund_flow WHERE network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ?
     GROUP BY backstop, asset, direction, cause ORDER BY backstop, asset, direction, cause`,
    [view.network, view.horizon, protocol, from],
  );
  return rows.map((row) => toDomainRow<FlowSum>(row));
}

/** Sums the losses that backstops absorbed in a window, by backstop and asset. */
export async function readAbsorbedLosses(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<AbsorbedLoss[]> {
  const rows = await sql.query(
    `SELECT backstop, asset, sum(amount) AS amount FROM loss_allocation WHERE ${ABSORBED}
     GROUP BY backstop, asset ORDER BY backstop, asset`,
    [view.network, view.horizon, protocol, from],
  );
  return rows.map((row) => toDomainRow<AbsorbedLoss>(row));
}

/** Counts the losses of a window of which backstops took a part: by backstop, and once for all of them (backstop null). */
export async function readLossCounts(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<LossCount[]> {
  const rows = await sql.query(
    `SELECT backstop, count(DISTINCT loss) AS losses FROM loss_allocation WHERE ${ABSORBED}
     GROUP BY GROUPING SETS ((backstop), ()) ORDER BY backstop NULLS FIRST`,
    [view.network, view.horizon, protocol, from],
  );
  return rows.map((row) => toDomainRow<LossCount>(row));
}
