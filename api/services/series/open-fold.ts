import { UnknownEntityError } from "../../domain/errors.ts";
import type { FeedPrice } from "../../domain/feed-price.ts";
import { endOrdinal } from "../../domain/ordinal.ts";
import type { Book } from "../../solvency/book.ts";
import { BookFold } from "../../solvency/series/book-fold.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { View } from "../ports.ts";
import { birthTimes } from "./birth-times.ts";
import type { SeriesScope } from "./series-scope.ts";

/** A fold that stands just before a time, and where the facts go on. */
export type OpenFold = {
  readonly fold: BookFold;
  /** First ordinal that the fold does not hold yet. */
  readonly ordinal: bigint;
  /** Feeds that the book's amounts are valued by. */
  readonly feeds: readonly string[];
};

/** Loads the book as it was before a second, ready to be carried on by facts. */
export async function openFold(scope: SeriesScope, from: bigint): Promise<OpenFold> {
  const { session, view, end } = scope;
  const before = await viewBefore(scope, from);
  const start = before === null ? null : await bookAt(session, before, end.protocol.id);
  const feeds = await feedsOf(scope, view);
  const fold = new BookFold({
    ...{ start, end, feeds },
    startFeeds: before === null ? [] : await feedsOf(scope, before),
    births: await birthTimes(scope, arrivals(start, end)),
    firstStatuses: await firstStatuses(session, view, end),
  });
  return { fold, ordinal: before?.horizon ?? 0n, feeds: feeds.map(({ feed }) => feed) };
}

/** The view of the last block before a second; null when there is none. */
export async function viewBefore(
  { session, view }: Pick<SeriesScope, "session" | "view">,
  second: bigint,
): Promise<View | null> {
  const block = await session.reader.blockAtTime(view.network, second - 1n);
  if (block === null) return null;
  return block.number >= view.block.number ? view : { ...view, block, horizon: endOrdinal(block.number) };
}

async function bookAt(session: LedgerSession, view: View, id: string): Promise<Book | null> {
  try {
    return await session.loaders.book.load({ view, id });
  } catch (error) {
    if (error instanceof UnknownEntityError) return null;
    throw error;
  }
}

/** Feeds of the assets that are counted, and of the network's coin, in which others quote. */
async function feedsOf({ session, query, subject, end }: SeriesScope, view: View): Promise<FeedPrice[]> {
  const { metric, params } = query;
  if (metric.kind !== "LEVEL" || !metric.parts(params).includes("prices")) return [];
  const assets = new Set(metric.priced(end, subject, params));
  const all = await session.reader.latestPrices(view);
  return all.filter(({ asset, coin }) => coin !== null || assets.has(asset));
}

function arrivals(start: Book | null, end: Book) {
  const known = new Set([
    ...(start?.markets ?? []).map(({ id }) => id),
    ...(start?.holdings ?? []).map(({ backstop }) => backstop.id),
    ...(start === null ? [] : [start.protocol.id]),
  ]);
  const all = [end.protocol, ...end.markets, ...end.holdings.map(({ backstop }) => backstop)];
  return all.filter(({ id }) => !known.has(id));
}

async function firstStatuses(session: LedgerSession, view: View, end: Book): Promise<Map<string, string>> {
  const backstops = end.holdings.map(({ backstop }) => backstop);
  const conditions = [{ field: "subject", operator: "in" as const, values: backstops.map(({ id }) => id) }];
  const changes = await session.reader.fields("statusChange", ["subject", "previous"], { view, conditions });
  const first = new Map(backstops.map(({ id, status }) => [id, status]));
  for (const { subject, previous } of changes.toReversed())
    if (previous !== null) first.set(subject, previous);
  return first;
}
