import { InvalidRequestError } from "../domain/errors.ts";
import { groupBy } from "../domain/group-by.ts";
import { endOrdinal } from "../domain/ordinal.ts";
import { rational, scaled } from "../domain/rational.ts";
import type { Window } from "../domain/window.ts";
import type { PegObservation } from "../solvency/depeg-episodes.ts";
import { PEG, type PegRule, type PegState, pegState } from "../solvency/peg.ts";
import { pegAssets } from "../solvency/peg-markets.ts";
import { CURRENCY, type Price } from "../solvency/price-board.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { nonNegative } from "./non-negative.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What a request for the metric may say. */
export type PegArguments = {
  /** Ids; those of the protocol's pegs when left out. */
  readonly assets?: readonly string[] | null | undefined;
  readonly toleranceBps?: number | null | undefined;
  readonly minMinutes?: number | null | undefined;
  readonly stepMinutes?: number | null | undefined;
  readonly windowDays?: number | null | undefined;
};

/** The metric with its provenance. */
export type PegAnswer = {
  readonly window: Window;
  readonly assets: readonly Scoped<PegState>[];
  readonly provenance: Provenance;
};

const DEFAULTS = { toleranceBps: 50n, minMinutes: 5n, stepMinutes: 60n };
const BASIS_POINTS = 10_000n;
const MINUTE = 60n;
const MOST_STEPS = 100_000n;

/**
 * Judges how pegs held up to a block.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadPeg(
  session: LedgerSession,
  scope: SolvencyScope,
  args: PegArguments,
): Promise<PegAnswer> {
  const { view, book, maxPriceAge } = scope;
  const ids = [...new Set(args.assets?.map((id) => id.toLowerCase()) ?? pegAssets(book))];
  const { window } = await loadWindow(session, scope, args.windowDays);
  const rule = ruleOf(args, window);
  const policy = { protocol: null, at: book.at, maxAge: maxPriceAge };
  const prices = new Map(ids.map((id) => [id, book.prices.priceOf(id, policy)]));
  const pathOf = await loadPaths(session, scope, {
    feeds: feedsInDollars([...prices.values()]),
    window,
    ids,
  });
  const assets = [...prices].map(([id, price]) => pegState(id, price, pathOf(price), rule));
  return {
    window,
    assets: assets.map((state) => ({ ...state, view })),
    provenance: await session.provenance(view, {
      metric: PEG.id,
      params: {
        ...windowParams(scope, args.windowDays),
        assets: ids,
        toleranceBps: rule.tolerance.numerator,
        minimumSeconds: rule.minimumSeconds,
        step: rule.step,
      },
      completeness: {
        required: assets.length,
        present: assets.filter(({ deviation }) => deviation.amount !== null).length,
      },
    }),
  };
}

function ruleOf({ toleranceBps, minMinutes, stepMinutes }: PegArguments, { from, to }: Window): PegRule {
  const step = (nonNegative("stepMinutes", stepMinutes) ?? DEFAULTS.stepMinutes) * MINUTE;
  if (step === 0n || (to - from) / step > MOST_STEPS) {
    throw new InvalidRequestError(
      `Expected stepMinutes of 1 or more and at most ${MOST_STEPS} steps in the window, got ${stepMinutes}.`,
    );
  }
  return {
    tolerance: rational(nonNegative("toleranceBps", toleranceBps) ?? DEFAULTS.toleranceBps, BASIS_POINTS),
    minimumSeconds: (nonNegative("minMinutes", minMinutes) ?? DEFAULTS.minMinutes) * MINUTE,
    ...{ step, from, to },
  };
}

/** Feeds whose history is in the unit of the peg. */
function feedsInDollars(prices: readonly Price[]): string[] {
  return prices.flatMap(({ feed }) => (feed?.quote === CURRENCY ? [feed.feed] : []));
}

async function loadPaths(
  { reader }: LedgerSession,
  { view }: SolvencyScope,
  { feeds, window, ids }: { feeds: readonly string[]; window: Window; ids: readonly string[] },
): Promise<(price: Price) => readonly PegObservation[]> {
  if (feeds.length === 0) return () => [];
  const start = await reader.blockAtTime(view.network, window.from - 1n);
  const [before, since] = await Promise.all([
    start === null ? [] : reader.pricesAt(view, { assets: ids, horizons: [endOrdinal(start.number)] }),
    reader.fields("priceObservation", ["feed", "price", "decimals", "timestamp", "status"], {
      view,
      conditions: [
        { field: "feed", operator: "in", values: feeds },
        { field: "timestamp", operator: "atLeast", value: window.from },
      ],
    }),
  ]);
  const all = [...before.map((price) => ({ ...price, timestamp: window.from - 1n })), ...since];
  const groups = groupBy(all, ({ feed }) => feed);
  const paths = new Map(groups.map((group) => [group[0]?.feed ?? "", group.map(toObservation)]));
  return ({ feed }) => (feed?.quote === CURRENCY ? (paths.get(feed.feed) ?? []) : []);
}

function toObservation(row: {
  readonly price: bigint | null;
  readonly decimals: number;
  readonly timestamp: bigint;
  readonly status: string;
}): PegObservation {
  const isValid = row.price !== null && row.status !== "INVALID";
  return { time: row.timestamp, price: isValid ? scaled(row.price ?? 0n, row.decimals) : null };
}
