import type { Window } from "../../../domain/window.ts";
import {
  LIQUIDATION_LATENCY,
  type LiquidationLatency,
  liquidationLatency,
} from "../../../stress/keepers/liquidation-latency.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { inSteps } from "../../options/in-steps.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { type StatedRatioInput, statedRatios } from "../stated-ratios.ts";
import { loadLevelEvents } from "./level-events.ts";
import { loadPositionTracks } from "./position-tracks.ts";

/** What a request for the metric may say. */
export type LiquidationLatencyArguments = {
  readonly windowDays?: number | null | undefined;
  readonly ratios?: readonly StatedRatioInput[] | null | undefined;
};

/** The metric with its window and provenance. */
export type LiquidationLatencyAnswer = Scoped<LiquidationLatency> & {
  readonly window: Window;
  readonly provenance: Provenance;
};

const LOGS_PER_BLOCK = 1n << 20n;

/**
 * Measures how long positions of a protocol that could be liquidated waited for it.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or names a market that is not the protocol's.
 */
export async function loadLiquidationLatency(
  session: LedgerSession,
  scope: SolvencyScope,
  args: LiquidationLatencyArguments,
): Promise<LiquidationLatencyAnswer> {
  const { view, book } = scope;
  const stated = statedRatios(book, args.ratios ?? []);
  const { window } = await loadWindow(session, scope, args.windowDays);
  const from = window.from;
  const eventsOf = await loadLevelEvents(session, scope, { from, stated });
  const tracks = await loadPositionTracks(session, scope, from);
  const markets = book.markets
    .filter(({ id }) => tracks.has(id))
    .map((market) => ({ market: market.id, ...eventsOf(market), tracks: tracks.get(market.id) ?? [] }));
  const start = await session.reader.blockAtTime(view.network, from - 1n);
  const startOrdinal = start === null ? -1n : (start.number + 1n) * LOGS_PER_BLOCK - 1n;
  const found = await inSteps(liquidationLatency(markets, { from, to: book.at, startOrdinal }));
  const params = { ...windowParams(scope, args.windowDays), ratios: args.ratios ?? [] };
  const present = found.markets.filter(({ status }) => status === "OK").length;
  const provenance = await session.provenance(view, {
    metric: LIQUIDATION_LATENCY.id,
    params,
    completeness: { required: markets.length, present },
  });
  return { ...found, view, window, provenance };
}
