import type { ProtocolWindow } from "../../services/ports.ts";
import type { WindowReader } from "../../services/window-reader.ts";
import type { SqlReader } from "../store.ts";

/** Rows that are events of each kind. */
const EVENTS: Readonly<Record<Parameters<WindowReader["eventTimes"]>[1], string>> = {
  WITHDRAWALS: "fund_flow WHERE direction = 'OUT' AND cause = 'WITHDRAWAL' AND",
  LIQUIDATIONS: "liquidation WHERE",
};

/** Reads the times of the blocks with events of a window: each once, the newest first. */
export async function readEventTimes(
  sql: SqlReader,
  { view, protocol, from }: ProtocolWindow,
  kind: Parameters<WindowReader["eventTimes"]>[1],
  most: number,
): Promise<bigint[]> {
  const rows = await sql.query<{ readonly seconds: bigint }>(
    `SELECT DISTINCT "timestamp" AS seconds FROM ${EVENTS[kind]} network = ? AND ordinal < ? AND protocol = ? AND "timestamp" >= ?
     ORDER BY seconds DESC LIMIT ?`,
    [view.network, view.horizon, protocol, from, most],
  );
  return rows.map(({ seconds }) => seconds);
}
