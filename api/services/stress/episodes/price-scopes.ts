import { groupsBy } from "../../../domain/group-by.ts";
import type { Book } from "../../../solvency/book.ts";
import { pegAssets } from "../../../solvency/peg-markets.ts";
import { CURRENCY } from "../../../solvency/price-board.ts";
import { bucketsIn, type EpisodeParameters } from "../../../stress/episodes/episode-parameters.ts";
import type { Column, NotEvaluated, ScopeSeries } from "../../../stress/episodes/scope.ts";
import type { Trigger } from "../../../stress/episodes/trigger.ts";
import { type BucketGrid, column, wholeUnits } from "./bucket-grid.ts";
import type { PriceBucket } from "./episode-reader.ts";
import type { Feed, ScopeInputs } from "./scope-inputs.ts";

/** Scopes of one protocol, and what cannot be judged. */
export type BuiltScopes = {
  readonly scopes: readonly ScopeSeries[];
  readonly missing: readonly NotEvaluated[];
};

/** One protocol on its grid. */
export type ProtocolScope = {
  readonly book: Book;
  readonly grid: BucketGrid;
  readonly parameters: EpisodeParameters;
};

/** Age from which on a price is missing where its feed promises no heartbeat. */
const DEFAULT_HOLD = 86_400;

/** Makes the scopes of a protocol that are prices: (a) one for each collateral asset, (b) pegs, (f) ages of feeds. */
export function priceScopes(inputs: ScopeInputs, protocol: ProtocolScope): BuiltScopes {
  const byFeed = groupsBy(inputs.prices, ({ feed }) => feed);
  const collaterals = [
    ...new Set(protocol.book.markets.flatMap(({ collateralAsset }) => collateralAsset ?? [])),
  ];
  const given = { inputs, protocol, byFeed };
  return joined(
    ofTrigger("PRICE", protocol, {
      built: collaterals.sort().map((asset) => priced("PRICE", asset, given)),
      nothing: "No market of the protocol names a collateral asset.",
    }),
    ofTrigger("DEPEG", protocol, {
      built: pegAssets(protocol.book)
        .sort()
        .map((asset) => priced("DEPEG", asset, given)),
      nothing: "The protocol pegs no asset: it has no peg market and no peg module.",
    }),
    ofTrigger("ORACLE", protocol, {
      built: ownFeeds(inputs, protocol.book).map((feed) => aged(feed, given)),
      nothing: "No price feed of the protocol or its markets is indexed.",
    }),
  );
}

/** Puts scopes of several kinds together. */
export function joined(...parts: readonly BuiltScopes[]): BuiltScopes {
  return { scopes: parts.flatMap(({ scopes }) => scopes), missing: parts.flatMap(({ missing }) => missing) };
}

/** Puts the scopes of a trigger together; where there is none at all, the trigger is not evaluated. */
export function ofTrigger(
  trigger: Trigger,
  { book }: ProtocolScope,
  { built, nothing }: { readonly built: readonly BuiltScopes[]; readonly nothing: string },
): BuiltScopes {
  if (built.length > 0) return joined(...built);
  return { scopes: [], missing: [{ trigger, protocol: book.protocol.id, subject: null, reason: nothing }] };
}

type Prices = {
  readonly protocol: ProtocolScope;
  readonly byFeed: ReadonlyMap<string, readonly PriceBucket[]>;
};

function priced(
  trigger: Trigger,
  asset: string,
  { inputs, protocol, byFeed }: Prices & { readonly inputs: ScopeInputs },
): BuiltScopes {
  const { book, grid } = protocol;
  const owner = book.protocol.id;
  const feed = feedOf(asset, inputs.feeds, book);
  const rows = feed === null ? [] : (byFeed.get(feed.id) ?? []);
  if (feed === null || rows.length === 0) {
    const reason = `No feed of the asset in ${CURRENCY} has an observation.`;
    return { scopes: [], missing: [{ trigger, protocol: owner, subject: asset, reason }] };
  }
  const scope = { trigger, protocol: owner, subject: asset, subjectKind: "ASSET" as const, asset };
  const columns = [priceColumn(protocol, feed, rows)];
  return { scopes: [{ scope, from: Number(grid.from), buckets: grid.buckets, columns }], missing: [] };
}

/** A price holds until its age would put trigger (f) on. */
function priceColumn({ grid, parameters }: ProtocolScope, feed: Feed, rows: readonly PriceBucket[]): Column {
  const seconds = feed.heartbeat === null ? DEFAULT_HOLD : feed.heartbeat * parameters.oracleHeartbeats;
  const entries = rows.map(({ from, price, decimals }) => ({
    from,
    value: price === null || price <= 0n ? Number.NaN : wholeUnits(price, decimals),
  }));
  return column(grid, "LEVEL", entries, { holds: bucketsIn(seconds, parameters) });
}

/** The feed of the market, else one of the protocol, else the oldest: always in dollars. */
function feedOf(asset: string, feeds: readonly Feed[], { markets, protocol }: Book): Feed | null {
  const inDollars = feeds.filter((feed) => feed.asset === asset && feed.quote === CURRENCY);
  const named = new Set(
    markets.filter(({ collateralAsset }) => collateralAsset === asset).map(({ priceFeed }) => priceFeed),
  );
  return (
    inDollars.find(({ id }) => named.has(id)) ??
    inDollars.find((feed) => feed.protocol === protocol.id) ??
    inDollars[0] ??
    null
  );
}

function ownFeeds({ feeds }: ScopeInputs, { markets, protocol }: Book): Feed[] {
  const named = new Set(markets.map(({ priceFeed }) => priceFeed));
  return feeds.filter((feed) => feed.protocol === protocol.id || named.has(feed.id));
}

function aged(feed: Feed, { protocol, byFeed }: Prices): BuiltScopes {
  const { book, grid } = protocol;
  const trigger = "ORACLE" as const;
  const owner = book.protocol.id;
  const rows = byFeed.get(feed.id) ?? [];
  if (feed.heartbeat === null || feed.heartbeat === 0 || rows.length === 0) {
    const reason =
      rows.length === 0
        ? "The feed has no observation."
        : "The feed promises no heartbeat to measure its age by.";
    return { scopes: [], missing: [{ trigger, protocol: owner, subject: feed.id, reason }] };
  }
  const entries = rows.map(({ from, observedAt }) => ({ from, value: Number(observedAt) }));
  const columns = [column(grid, "AGE", entries, { scale: feed.heartbeat })];
  const scope = {
    trigger,
    protocol: owner,
    subject: feed.id,
    subjectKind: "FEED" as const,
    asset: feed.asset,
  };
  return { scopes: [{ scope, from: Number(grid.from), buckets: grid.buckets, columns }], missing: [] };
}
