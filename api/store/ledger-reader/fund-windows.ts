import type { ProtocolWindow } from "../../services/ports.ts";
import type { AbsorbedLoss, LossCount } from "../../solvency/absorption-efficiency.ts";
import type { CapitalSecondsDigit } from "../../solvency/capital-seconds.ts";
import type { FlowSum } from "../../solvency/flow-sum.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Seconds of a window are written in three digits of 10 bits each: up to 34 years. */
const PLACES = 3n;

const ABSORBED = `network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ?
  AND backstop IN (SELECT unnest(?))`;

/**
 * Integrates balances over a window: Σ ±amount × seconds from the flow, or from the start of the window, to its end.
 * The store adds whole numbers exactly but cannot multiply them, so amounts are summed by the digits of their seconds,
 * to the base 1024, and the caller weighs each sum by its digit and place.
 */
export async function readCapitalSeconds(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
): Promise<CapitalSecondsDigit[]> {
  const rows = await sql.query(
    `WITH flow AS (
       SELECT backstop, asset, direction, amount, ? - greatest("timestamp", ?) AS seconds
       FROM fund_flow
       WHERE network = ? AND ordinal < ? AND protocol = ? AND direction IN ('IN', 'OUT')
     ),
     digits AS (
       SELECT backstop, asset, direction, amount, place, (seconds >> (10 * place)) & 1023 AS digit
       FROM flow, range(?) AS places(place)
     )
     SELECT backstop, asset, place, digit,
       coalesce(sum(amount) FILTER (WHERE direction = 'IN'), 0::BIGNUM)
         - coalesce(sum(amount) FILTER (WHERE direction = 'OUT'), 0::BIGNUM) AS amount
     FROM digits WHERE digit > 0
     GROUP BY backstop, asset, place, digit ORDER BY backstop, asset, place, digit`,
    [view.block.timestamp, from, view.network, view.horizon, protocol, PLACES],
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

/** Sums the losses that some backstops absorbed in a window, by backstop and asset. */
export async function readAbsorbedLosses(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
  backstops: readonly string[],
): Promise<AbsorbedLoss[]> {
  const rows = await sql.query(
    `SELECT backstop, asset, sum(amount) AS amount FROM loss_allocation WHERE ${ABSORBED}
     GROUP BY backstop, asset ORDER BY backstop, asset`,
    [view.network, view.horizon, protocol, from, backstops],
  );
  return rows.map((row) => toDomainRow<AbsorbedLoss>(row));
}

/** Counts the losses of a window of which some backstops took a part: by backstop, and once for all of them (backstop null). */
export async function readLossCounts(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
  backstops: readonly string[],
): Promise<LossCount[]> {
  const rows = await sql.query(
    `SELECT backstop, count(DISTINCT loss) AS losses FROM loss_allocation WHERE ${ABSORBED}
     GROUP BY GROUPING SETS ((backstop), ()) ORDER BY backstop NULLS FIRST`,
    [view.network, view.horizon, protocol, from, backstops],
  );
  return rows.map((row) => toDomainRow<LossCount>(row));
}
