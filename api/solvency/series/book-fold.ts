import type { FeedPrice } from "../../domain/feed-price.ts";
import type { Book, Holding, MarketExposure } from "../book.ts";
import { PriceBoard } from "../price-board.ts";
import type {
  BalanceChange,
  BookChange,
  BookPart,
  DeficitStep,
  ExposureChange,
  PriceChange,
} from "./book-change.ts";

/** Where a fold starts and what it will meet. */
export type FoldStart = {
  /** The book before the first change; null when the protocol was not known then. */
  readonly start: Book | null;
  /** The book after the last change: it holds the names of everything that the changes are about, and all assets. */
  readonly end: Book;
  /** Last observation of each feed that the end knows, for the feeds' names. */
  readonly feeds: readonly FeedPrice[];
  /** Those of the start. */
  readonly startFeeds: readonly FeedPrice[];
  /** Protocol, markets and backstops that are not in the start: time of their first event. */
  readonly births: ReadonlyMap<string, bigint>;
  /** Status of each backstop of the end before its first change. */
  readonly firstStatuses: ReadonlyMap<string, string>;
};

type BalanceState = Holding["balances"][number];
type DeficitState = Book["deficits"][number];

const NO_EXPOSURE = { positions: 0n, collateral: 0n, debt: 0n, long: 0n, short: 0n };

/** Carries a book from one block to the next by what the facts between them did, without asking the ledger again. */
export class BookFold {
  readonly #from: FoldStart;
  readonly #balances: Map<string, BalanceState>;
  readonly #deficits: Map<string, DeficitState>;
  readonly #exposures: Map<string, MarketExposure>;
  readonly #statuses: Map<string, string>;
  readonly #liquidations: Map<string, bigint>;
  readonly #feeds: Map<string, FeedPrice>;
  #skipped: bigint;
  #unborn: readonly bigint[];
  readonly #built: Partial<Record<keyof Book, unknown>> = {};

  constructor(from: FoldStart) {
    const { start, startFeeds, births } = from;
    this.#from = from;
    this.#balances = new Map(
      (start?.holdings ?? []).flatMap(({ balances }) => balances.map((row) => [keyOf(row), row])),
    );
    this.#deficits = new Map((start?.deficits ?? []).map((row) => [row.id, row]));
    this.#exposures = new Map((start?.exposures ?? []).map((row) => [row.market, row]));
    this.#statuses = new Map(startStatuses(from));
    this.#liquidations = new Map((start?.markets ?? []).map((row) => [row.id, row.liquidationCount]));
    this.#feeds = new Map(startFeeds.map((price) => [price.feed, price]));
    this.#skipped = start?.protocol.skippedCount ?? 0n;
    this.#unborn = [...new Set(births.values())].sort((a, b) => (a < b ? -1 : 1));
  }

  /** Last observations as they are now. */
  get feeds(): Iterable<FeedPrice> {
    return this.#feeds.values();
  }

  /** Returns the first second after `time` at which a market or backstop, or the protocol, is first known; null when none is to come. */
  nextBirth(time: bigint): bigint | null {
    return this.#unborn.find((birth) => birth > time) ?? null;
  }

  /** Applies what a step did; steps must come in order. */
  apply(changes: readonly BookChange[]): void {
    for (const change of changes) {
      this.#applyOne(change);
      for (const field of BUILT_FROM[change.part]) delete this.#built[field];
    }
  }

  /** Returns the book as it is now, seen at a time; null while the protocol is not known. Times must not go back. */
  at(time: bigint): Book | null {
    this.#letArrive(time);
    const { end } = this.#from;
    if (!this.#isKnown(end.protocol.id, time)) return null;
    return {
      protocol: { ...end.protocol, skippedCount: this.#skipped },
      at: time,
      assets: end.assets,
      markets: this.#part("markets", () => this.#markets(time)),
      holdings: this.#part("holdings", () => this.#holdings(time)),
      deficits: this.#part("deficits", () => inOrder(end.deficits, ({ id }) => this.#deficits.get(id))),
      exposures: this.#part("exposures", () => [...this.#exposures.values()].sort(byMarket)),
      prices: this.#part("prices", () => new PriceBoard([...this.#feeds.values()])),
    };
  }

  #part<K extends keyof Book>(field: K, build: () => Book[K]): Book[K] {
    this.#built[field] ??= build();
    return this.#built[field] as Book[K];
  }

  #applyOne(change: BookChange): void {
    switch (change.part) {
      case "flows":
        this.#flow(change);
        break;
      case "deficits":
        this.#deficit(change);
        break;
      case "positions":
        this.#exposure(change);
        break;
      case "prices":
        this.#price(change);
        break;
      case "statuses":
        this.#statuses.set(change.subject, change.status);
        break;
      case "liquidations":
        this.#liquidations.set(change.market, (this.#liquidations.get(change.market) ?? 0n) + change.facts);
        break;
      case "skips":
        this.#skipped += change.facts;
    }
  }

  #flow({ backstop, asset, inflow, outflow, facts, ...change }: BalanceChange): void {
    const known = this.#balances.get(keyOf({ backstop, asset })) ?? this.#endBalance(backstop, asset);
    if (known === undefined) return;
    const { balance, pendingOutflow, encumbered, disabled, updatedOrdinal } = change;
    this.#balances.set(keyOf(known), {
      ...known,
      ...{ balance, pendingOutflow, encumbered, disabled, updatedOrdinal },
      shares: change.shares ?? known.shares,
      pendingShares: change.pendingShares ?? known.pendingShares,
      cumulativeIn: known.cumulativeIn + inflow,
      cumulativeOut: known.cumulativeOut + outflow,
      flowCount: known.flowCount + facts,
    });
  }

  #endBalance(backstop: string, asset: string): BalanceState | undefined {
    const holding = this.#from.end.holdings.find((one) => one.backstop.id === backstop);
    const known = holding?.balances.find((row) => row.asset === asset);
    return (
      known && {
        ...known,
        ...{ shares: null, pendingShares: null, cumulativeIn: 0n, cumulativeOut: 0n, flowCount: 0n },
      }
    );
  }

  #deficit(change: DeficitStep): void {
    const { deficit, open, pending, created, covered, socialised, writtenOff, updatedOrdinal } = change;
    const known = this.#deficits.get(deficit) ?? this.#endDeficit(deficit);
    if (known === undefined) return;
    this.#deficits.set(deficit, {
      ...known,
      ...{ open, pending, updatedOrdinal },
      created: known.created + created,
      covered: known.covered + covered,
      socialised: known.socialised + socialised,
      writtenOff: known.writtenOff + writtenOff,
    });
  }

  #endDeficit(id: string): DeficitState | undefined {
    const known = this.#from.end.deficits.find((row) => row.id === id);
    return known && { ...known, created: 0n, covered: 0n, socialised: 0n, writtenOff: 0n };
  }

  #exposure({ market, ...change }: ExposureChange): void {
    const known = this.#exposures.get(market) ?? NO_EXPOSURE;
    this.#exposures.set(market, {
      market,
      positions: known.positions + change.positions,
      collateral: known.collateral + change.collateral,
      debt: known.debt + change.debt,
      long: known.long + change.long,
      short: known.short + change.short,
    });
  }

  #price({ feed, decimals, price, status, observedAt, ordinal }: PriceChange): void {
    const named = this.#feeds.get(feed) ?? this.#from.feeds.find((one) => one.feed === feed);
    if (named === undefined) return;
    this.#feeds.set(feed, { ...named, decimals, price, status, observedAt, ordinal });
  }

  /** What is built from the list of markets and backstops is built anew when one of them arrives. */
  #letArrive(time: bigint): void {
    const rest = this.#unborn.filter((birth) => birth > time);
    if (rest.length === this.#unborn.length) return;
    this.#unborn = rest;
    for (const field of ["markets", "holdings"] as const) delete this.#built[field];
  }

  #isKnown(id: string, time: bigint): boolean {
    const birth = this.#from.births.get(id);
    return birth === undefined || birth <= time;
  }

  #markets(time: bigint): Book["markets"] {
    return this.#from.end.markets
      .filter(({ id }) => this.#isKnown(id, time))
      .map((market) => ({
        ...market,
        status: (this.#statuses.get(market.id) ?? null) as typeof market.status,
        liquidationCount: this.#liquidations.get(market.id) ?? 0n,
      }));
  }

  #holdings(time: bigint): Book["holdings"] {
    return this.#from.end.holdings
      .filter(({ backstop }) => this.#isKnown(backstop.id, time))
      .map(({ backstop, balances }) => ({
        backstop: { ...backstop, status: this.#statuses.get(backstop.id) ?? backstop.status },
        balances: inOrder(balances, (row) => this.#balances.get(keyOf(row))),
      }));
  }
}

/** Fields of a book that each part of the changes goes into. */
const BUILT_FROM: Readonly<Record<BookPart, readonly (keyof Book)[]>> = {
  flows: ["holdings"],
  deficits: ["deficits"],
  positions: ["exposures"],
  prices: ["prices"],
  statuses: ["markets", "holdings"],
  liquidations: ["markets"],
  skips: [],
};

function startStatuses({ start, firstStatuses }: FoldStart): [string, string][] {
  const backstops = (start?.holdings ?? []).map(({ backstop }) => [backstop.id, backstop.status] as const);
  const markets = (start?.markets ?? []).flatMap(({ id, status }) =>
    status === null ? [] : [[id, status] as const],
  );
  return [...firstStatuses, ...backstops, ...markets].map(([id, status]) => [id, status]);
}

function keyOf({ backstop, asset }: { readonly backstop: string; readonly asset: string }): string {
  return `${backstop}/${asset}`;
}

function inOrder<Row>(names: readonly Row[], find: (name: Row) => Row | undefined): Row[] {
  return names.flatMap((name) => find(name) ?? []);
}

function byMarket(a: MarketExposure, b: MarketExposure): number {
  return a.market < b.market ? -1 : 1;
}
