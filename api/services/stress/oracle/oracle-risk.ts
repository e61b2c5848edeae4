import type { Window } from "../../../domain/window.ts";
import type { Book } from "../../../solvency/book.ts";
import { consecutiveReturns } from "../../../solvency/consecutive-returns.ts";
import type { PriceBoard } from "../../../solvency/price-board.ts";
import { TERM_PARAMETERS } from "../../../stress/book/market-terms.ts";
import { liquidationRatios, type StatedRatio } from "../../../stress/liquidation-ratios.ts";
import { ANY_AGE } from "../../../stress/oracle/any-age.ts";
import { type FeedRisk, type FeedRiskInput, feedRisk } from "../../../stress/oracle/feed-risk.ts";
import { type MispricedDebt, MispricedDebtTally } from "../../../stress/oracle/mispriced-debt.ts";
import { ORACLE_RISK } from "../../../stress/oracle/oracle-risk.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import { requireInside } from "../../require-inside.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { type StatedRatioInput, statedRatios } from "../stated-ratios.ts";
import {
  actedBoard,
  type FeedRows,
  loadFeedRows,
  type OracleFeedInput,
  type RuledFeed,
} from "./feed-rows.ts";

/** What a request for the metric may say. */
export type OracleRiskArguments = {
  readonly feeds?: readonly OracleFeedInput[] | null | undefined;
  readonly ratios?: readonly StatedRatioInput[] | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly spanHours?: number | null | undefined;
  readonly moveBps?: number | null | undefined;
};

/** The metric with its window and provenance. */
export type OracleRiskAnswer = Scoped<{
  /** By id of the feed. */
  readonly feeds: readonly FeedRisk[];
  readonly mispricing: MispricedDebt;
  readonly window: Window;
  readonly provenance: Provenance;
}>;

const HOUR = 3600;
const BPS = 10_000;

/**
 * Judges the prices that a protocol acts on at the time of the view's block.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or names a feed or market that is not the protocol's.
 */
export async function loadOracleRisk(
  session: LedgerSession,
  scope: SolvencyScope,
  args: OracleRiskArguments,
): Promise<OracleRiskAnswer> {
  const { view, book } = scope;
  const spanHours = requireInside("spanHours", args.spanHours ?? 24, [1, 168]);
  const moveBps = requireInside("moveBps", args.moveBps ?? 100, [1, BPS - 1]);
  const stated = statedRatios(book, args.ratios ?? []);
  const { window } = await loadWindow(session, scope, args.windowDays);
  const spanSeconds = spanHours * HOUR;
  const request = { stated: args.feeds ?? [], from: window.from, spanSeconds: BigInt(spanSeconds) };
  const rows = await loadFeedRows(session, scope, request);
  const acted = actedBoard(rows);
  const move = { spanSeconds, threshold: Math.log1p(moveBps / BPS) };
  const feeds = rows.feeds.map((ruled) => feedRisk({ ...inputOf(ruled, { scope, rows, acted }), ...move }));
  const mispricing = await loadMispricing(session, scope, { acted: { ...book, prices: acted }, stated });
  const params = {
    ...windowParams(scope, args.windowDays),
    ...{ spanHours, moveBps, feeds: args.feeds ?? [], ratios: args.ratios ?? [] },
  };
  const present = feeds.filter(({ independentFeeds }) => independentFeeds > 0).length;
  const completeness = { required: feeds.length, present };
  const provenance = await session.provenance(view, { metric: ORACLE_RISK.id, params, completeness });
  return { view, window, feeds, mispricing, provenance };
}

/** Where feeds are judged. */
type FeedContext = {
  readonly scope: SolvencyScope;
  readonly rows: FeedRows;
  readonly acted: PriceBoard;
};

function inputOf(
  { feed, rules }: RuledFeed,
  { scope, rows, acted }: FeedContext,
): Omit<FeedRiskInput, "spanSeconds" | "threshold"> {
  const { protocol, at, prices } = scope.book;
  const own = new Set(rows.feeds.map((ruled) => ruled.feed.id));
  const policy = { protocol: protocol.id, at, maxAge: scope.maxPriceAge };
  const independent = rows.last
    .filter((other) => other.asset === feed.asset && other.protocol !== protocol.id && !own.has(other.feed))
    .flatMap((other) => prices.priceFrom(other.feed, policy).rate ?? []);
  return {
    ...{ feed, rules, at, independent },
    last: rows.last.find((last) => last.feed === feed.id) ?? null,
    price: acted.priceFrom(feed.id, { ...policy, maxAge: ANY_AGE }),
    rounds: rows.rounds.find((rounds) => rounds.feed === feed.id) ?? null,
    returns: consecutiveReturns(rows.closes.filter((close) => close.feed === feed.id)),
  };
}

async function loadMispricing(
  { reader }: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  { acted, stated }: { readonly acted: Book; readonly stated: readonly StatedRatio[] },
): Promise<MispricedDebt> {
  const protocols = [book.protocol.id];
  const parameters = await reader.lastParameters(view, protocols, TERM_PARAMETERS);
  const ratios = liquidationRatios(book, parameters, stated);
  const tally = new MispricedDebtTally({ book, acted, ratios, maxPriceAge });
  for await (const positions of reader.openPositions(view, protocols)) {
    for (const position of positions) tally.add(position);
  }
  return tally.result();
}
