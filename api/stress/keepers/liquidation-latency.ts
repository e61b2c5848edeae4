import type { MetricDefinition } from "../../domain/metric-definition.ts";
import type { MetricStatus } from "../../domain/metric-status.ts";
import type { Steps } from "../../options/drain.ts";
import { type TimesToEvent, timesToEvent } from "../time-to-event.ts";
import { type LevelEvent, levelSteps } from "./level-events.ts";
import { LevelSteps } from "./level-steps.ts";
import { type PositionTrack, type SpellsFound, type SpellWindow, unsafeSpells } from "./unsafe-spells.ts";

/** Definition of how long positions wait for their liquidation. */
export const LIQUIDATION_LATENCY: MetricDefinition = {
  id: "liquidation-latency",
  title: "Liquidation latency: from the first block at which a position may be liquidated to its liquidation",
  formula:
    "a position is unsafe while collateral × price < ratio × debt × price at the protocol's own prices; S(t) = Π (1 − dᵢ/nᵢ) over the times from unsafe to liquidated",
  unit: "seconds; each time exact, quantiles and the share liquidated within the block are estimates",
  edgeCases: [
    "The price came back, the owner acted, or the position is still unsafe at the block: censored there.",
    "Unsafe before the window: its start is not known, so it is left out and counted as truncated.",
    "A liquidation of a position that is safe by the ledger's numbers is counted as unexplained: interest since the last change, or a rule that the ledger does not hold.",
    "A market without a known liquidation ratio or price of its own, or whose accounts answer for several markets: NO_DATA with the reason.",
    "An invalid price leaves the one before it in force.",
  ],
  sources: [
    "metrics.md M-27",
    "Perez, Werner, Xu, Livshits, Liquidations: DeFi on a Knife-edge, FC 2021: over 70 % of liquidable positions are liquidated at once",
    "api/stats: kaplanMeier, survivalQuantile, clopperPearson",
  ],
  since: "1.2.0",
};

/** A market with all that decides on its positions. */
export type LatencyMarket = {
  readonly market: string;
  /** Prices and ratios up to the end of the window, those in force at its start included; null where they are not known. */
  readonly events: readonly LevelEvent[] | null;
  /** Why they are not known; null when they are. */
  readonly reason: string | null;
  readonly tracks: readonly PositionTrack[];
};

/** Unsafe times of the positions of one market. */
export type MarketLatency = {
  readonly market: string;
  readonly positions: number;
  readonly spells: number;
  readonly liquidated: number;
  readonly unexplained: number;
  readonly truncated: number;
  /** OK, or NO_DATA when nothing decides on the positions. */
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/** How long positions waited for their liquidation. */
export type LiquidationLatency = {
  readonly times: TimesToEvent;
  /** Markets with positions in the window, by id. */
  readonly markets: readonly MarketLatency[];
};

/** Positions looked at before other work may pass. */
const POSITIONS_AT_ONCE = 500;

/** Measures how long unsafe positions waited, in steps of some hundred positions. See {@link LIQUIDATION_LATENCY}. */
export function* liquidationLatency(
  markets: readonly LatencyMarket[],
  window: SpellWindow,
): Steps<LiquidationLatency> {
  const found: { readonly market: LatencyMarket; readonly spells: readonly SpellsFound[] }[] = [];
  for (const market of markets) found.push({ market, spells: yield* spellsOf(market, window) });
  const watched = found.flatMap(({ spells }) =>
    spells.flatMap((position) =>
      position.spells.map(({ startedAt, endedAt, isLiquidated }) => ({
        seconds: endedAt - startedAt,
        isEvent: isLiquidated,
      })),
    ),
  );
  return {
    times: timesToEvent(watched),
    markets: found
      .map(({ market, spells }) => latencyOf(market, spells))
      .sort((a, b) => (a.market < b.market ? -1 : 1)),
  };
}

function* spellsOf({ events, tracks }: LatencyMarket, window: SpellWindow): Steps<SpellsFound[]> {
  if (events === null) return [];
  const steps = new LevelSteps(levelSteps(events));
  const found: SpellsFound[] = [];
  for (const [i, track] of tracks.entries()) {
    if (i % POSITIONS_AT_ONCE === POSITIONS_AT_ONCE - 1) yield;
    found.push(unsafeSpells(track, steps, window));
  }
  return found;
}

function latencyOf({ market, tracks, reason }: LatencyMarket, found: readonly SpellsFound[]): MarketLatency {
  const spells = found.flatMap((position) => position.spells);
  const sum = (count: (position: SpellsFound) => number) =>
    found.reduce((total, position) => total + count(position), 0);
  return {
    ...{ market, positions: tracks.length, spells: spells.length },
    liquidated: spells.filter(({ isLiquidated }) => isLiquidated).length,
    unexplained: sum(({ unexplained }) => unexplained),
    truncated: sum(({ truncated }) => truncated),
    ...{ status: reason === null ? "OK" : "NO_DATA", reason },
  };
}
