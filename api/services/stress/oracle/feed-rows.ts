import type { PriceFeed } from "../../../domain/entities/reference.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import type { FeedPrice } from "../../../domain/feed-price.ts";
import type { DailyClose } from "../../../solvency/capital-efficiency.ts";
import { PriceBoard } from "../../../solvency/price-board.ts";
import type { FeedRounds, FeedRules } from "../../../stress/oracle/feed-risk.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import { nonNegative } from "../../non-negative.ts";
import { nonNegativeDecimal } from "../../non-negative-decimal.ts";
import type { SolvencyScope } from "../../solvency.ts";

/** What a caller knows of a feed. */
export type OracleFeedInput = {
  readonly feed: string;
  readonly heartbeatSeconds?: number | null | undefined;
  readonly floor?: string | null | undefined;
  readonly cap?: string | null | undefined;
};

/** A feed of a protocol and what is known of it beside the ledger; the heartbeat is the ledger's where nobody says otherwise. */
export type RuledFeed = { readonly feed: PriceFeed; readonly rules: FeedRules };

/** Everything that is read for the feeds of a protocol. */
export type FeedRows = {
  readonly feeds: readonly RuledFeed[];
  /** Last observation of every feed of the network. */
  readonly last: readonly FeedPrice[];
  readonly closes: readonly DailyClose[];
  readonly rounds: readonly FeedRounds[];
};

/**
 * Reads the feeds that a protocol acts on: its own, and those of its markets. The number of queries is constant.
 *
 * @param stated - What the caller knows of single feeds.
 * @throws {InvalidRequestError} when a stated feed is none of them, or a number is out of range.
 */
export async function loadFeedRows(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  request: {
    readonly stated: readonly OracleFeedInput[];
    readonly from: bigint;
    readonly spanSeconds: bigint;
  },
): Promise<FeedRows> {
  const { stated, from, spanSeconds } = request;
  const ofMarkets = book.markets.flatMap(({ priceFeed }) => (priceFeed === null ? [] : [priceFeed]));
  const [own, named, last] = await Promise.all([
    reader.byReference("priceFeed", "protocol", view, [book.protocol.id]),
    reader.byIds("priceFeed", view, [...new Set(ofMarkets)]),
    reader.latestPrices(view),
  ]);
  const byId = new Map([...own, ...named].map((feed) => [feed.id, feed]));
  const feeds = withRules([...byId.values()], stated, book.protocol.slug);
  const ids = feeds.map(({ feed }) => feed.id);
  const asked = feeds.map(({ feed, rules }) => ({ feed: feed.id, heartbeat: rules.heartbeat }));
  const [closes, rounds] = await Promise.all([
    reader.dailyCloses(view, { feeds: ids, from, spanSeconds }),
    reader.feedRounds(view, { feeds: asked, from }),
  ]);
  return { feeds, last, closes, rounds };
}

function withRules(
  feeds: readonly PriceFeed[],
  stated: readonly OracleFeedInput[],
  slug: string,
): RuledFeed[] {
  const statedOf = new Map(stated.map((entry) => [entry.feed.toLowerCase(), entry]));
  const unknown = [...statedOf.keys()].find((id) => !feeds.some((feed) => feed.id === id));
  if (unknown !== undefined) {
    throw new InvalidRequestError(`Expected a feed that "${slug}" acts on, got "${unknown}".`);
  }
  return feeds
    .map((feed) => ({ feed, rules: rulesOf(feed, statedOf.get(feed.id)) }))
    .sort((a, b) => (a.feed.id < b.feed.id ? -1 : 1));
}

function rulesOf({ heartbeat }: PriceFeed, stated: OracleFeedInput | undefined): FeedRules {
  return {
    heartbeat:
      nonNegative("heartbeatSeconds", stated?.heartbeatSeconds) ??
      (heartbeat === null ? null : BigInt(heartbeat)),
    floor: nonNegativeDecimal("floor", stated?.floor),
    cap: nonNegativeDecimal("cap", stated?.cap),
  };
}

/**
 * Makes a board on which the last valid price of each feed holds whatever its age: what contracts act on. A feed whose last
 * observation had no value keeps the valid one before it.
 */
export function actedBoard({ feeds, last }: Pick<FeedRows, "feeds" | "last">): PriceBoard {
  const before = new Map(feeds.map(({ feed }) => [feed.id, feed]));
  return new PriceBoard(
    last.map((price) => {
      const { price: valid = null, updatedAt = null } = before.get(price.feed) ?? {};
      if (price.price !== null && price.status !== "INVALID") return { ...price, status: "OK" };
      return valid === null || updatedAt === null
        ? price
        : { ...price, price: valid, observedAt: updatedAt, status: "OK" };
    }),
  );
}
