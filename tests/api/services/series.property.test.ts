import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDecimal } from "../../../api/domain/decimal-string.ts";
import { endOrdinal } from "../../../api/domain/ordinal.ts";
import { toDecimal } from "../../../api/domain/rational.ts";
import type { Worth } from "../../../api/domain/worth.ts";
import { LedgerSession } from "../../../api/services/ledger-session.ts";
import { loadBooks } from "../../../api/services/load-books.ts";
import type { View } from "../../../api/services/ports.ts";
import { loadSeries } from "../../../api/services/series/load-series.ts";
import { openFold } from "../../../api/services/series/open-fold.ts";
import { readSeriesQuery, type SeriesRequest } from "../../../api/services/series/series-query.ts";
import type { Book } from "../../../api/solvency/book.ts";
import { BOOK_PARTS, type BookStep, stepsOf } from "../../../api/solvency/series/book-change.ts";
import { HeldValues } from "../../../api/solvency/series/roll-up.ts";
import { type LevelMetric, readLevel } from "../../../api/solvency/series/series-metric.ts";
import type { SeriesPoint } from "../../../api/solvency/series/series-point.ts";
import { SERIES_METRICS } from "../../../api/solvency/series-metrics.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { StoreSeriesReader } from "../../../api/store/series/store-series-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockHash, blockTime, NETWORK, storeWith } from "../../support/ledger-fixture.ts";
import { NOTHING_KEPT } from "../../support/nothing-kept.ts";
import {
  ASSETS,
  BACKSTOPS,
  COIN,
  DOLLAR,
  LAST_BLOCK,
  type LedgerPlan,
  ledgerOf,
  ledgerPlan,
  MARKETS,
  PROTOCOL,
} from "../../support/series/random-ledger.ts";

/** Set SEAWALL_PROPERTY_RUNS to search longer. */
const RUNS = Number(process.env["SEAWALL_PROPERTY_RUNS"] ?? 6);
const HEAD = 300;
const LEVELS = SERIES_METRICS.filter((metric): metric is LevelMetric => metric.kind === "LEVEL");
const SPAN = { from: blockTime(0), to: blockTime(LAST_BLOCK + 60) };

/** A ledger, and what it answers at any block when it is asked anew. */
class Ledger {
  readonly session: LedgerSession;
  readonly ports;
  readonly #reader: StoreLedgerReader;
  readonly #busy: readonly number[];
  readonly #books = new Map<number, Promise<Book | null>>();

  constructor(store: Store, busy: readonly number[]) {
    this.#busy = busy;
    this.#reader = new StoreLedgerReader(store);
    this.session = new LedgerSession(this.#reader);
    this.ports = { reader: new StoreSeriesReader(store), cache: NOTHING_KEPT };
  }

  view(number: number): View {
    const at = (block: number) => ({
      number: BigInt(block),
      hash: blockHash(block),
      timestamp: blockTime(block),
    });
    return { network: NETWORK, horizon: endOrdinal(BigInt(number)), block: at(number), head: at(HEAD) };
  }

  /** The book as it is loaded at a block; null before the protocol is known. */
  async book(number: number): Promise<Book | null> {
    const last = this.#busy.findLast((block) => block <= number) ?? 0;
    const book = await this.#load(number === HEAD ? number : last);
    return book && { ...book, at: blockTime(number) };
  }

  /** Nothing changes between blocks that hold facts. */
  #load(number: number): Promise<Book | null> {
    const known = this.#books.get(number);
    if (known !== undefined) return known;
    const loaded = loadBooks(this.#reader, this.view(number), [PROTOCOL]).then(
      (all) => all.get(PROTOCOL) ?? null,
    );
    this.#books.set(number, loaded);
    return loaded;
  }

  /** The book of the last block at or before a second, seen at that second. */
  async bookAt(second: bigint): Promise<Book | null> {
    const book = second < blockTime(0) ? null : await this.book(Number((second - blockTime(0)) / 10n));
    return book && { ...book, at: second };
  }
}

async function withLedger(plan: LedgerPlan, check: (ledger: Ledger) => Promise<void>): Promise<void> {
  const rows = ledgerOf(plan);
  const store = await storeWith(rows, HEAD);
  const blocks = Object.values(rows).flatMap((facts) =>
    facts.map(({ blockNumber }) => Number(blockNumber ?? 0)),
  );
  try {
    await check(
      new Ledger(
        store,
        [...new Set(blocks)].sort((a, b) => a - b),
      ),
    );
  } finally {
    await store.close();
  }
}

/** Everything that a book answers; assets are static, so those that are named later do no harm. */
function contentOf(book: Book | null) {
  if (book === null) return null;
  const { prices, assets: _, ...rest } = book;
  const policies = [null, 100n].map((maxAge) => ({ protocol: PROTOCOL, at: book.at, maxAge }));
  return {
    ...rest,
    prices: [...ASSETS, COIN].flatMap((asset) => policies.map((policy) => prices.priceOf(asset, policy))),
  };
}

/** Every way to ask for a metric. */
function questionsOf(metric: LevelMetric) {
  const ids = { PROTOCOL: [PROTOCOL], BACKSTOP: BACKSTOPS, MARKET: MARKETS };
  const assets = { REQUIRED: ASSETS, OPTIONAL: [null, ...ASSETS], NONE: [null] }[metric.asset];
  return metric.subjects.flatMap((kind) =>
    ids[kind].flatMap((id) =>
      assets.map((asset) => ({
        subject: { kind, id, protocol: PROTOCOL },
        params: { asset, causes: null, maxPriceAge: null },
      })),
    ),
  );
}

type Question = ReturnType<typeof questionsOf>[number];

function requestOf(metric: LevelMetric, { subject, params }: Question, rollUp: SeriesRequest["rollUp"]) {
  const { definition } = metric;
  return {
    ...{ metric: definition.id, subject: subject.id, asset: params.asset, rollUp, ...SPAN },
    bucket: "MINUTE_5",
  } satisfies SeriesRequest;
}

/** A worth as text: its exact value without the way it is written. */
function plain({ amount, status, reason }: Pick<Worth, "amount" | "status" | "reason">) {
  if (amount === null) return { amount, status, reason };
  const scaled = (amount.numerator * 10n ** 60n) / amount.denominator;
  return { amount: scaled, status, reason };
}

/** A point in the same way. */
function plainPoint({ value, status, reason }: SeriesPoint) {
  return plain({ amount: value, status, reason });
}

async function pointsOf(ledger: Ledger, request: SeriesRequest): Promise<readonly SeriesPoint[]> {
  return (await loadSeries(ledger.session, ledger.ports, request)).points;
}

async function stepsFrom(ledger: Ledger, from: number) {
  const end = await ledger.book(HEAD);
  if (end === null) throw new Error("Expected the protocol.");
  const { session, ports } = ledger;
  const view = ledger.view(HEAD);
  const subject = { kind: "PROTOCOL", id: PROTOCOL, protocol: PROTOCOL } as const;
  const query = readSeriesQuery({ metric: "coverage-debt", subject: PROTOCOL, ...SPAN, bucket: "BLOCK" });
  const scope = { ...{ session, ports, query, view, subject, end }, finalBlock: null };
  const { fold, ordinal, feeds } = await openFold(scope, blockTime(from + 1));
  const request = { ...{ view, subject, feeds, from: ordinal, to: view.horizon }, parts: BOOK_PARTS };
  const steps: BookStep[] = [];
  for await (const page of ports.reader.bookChanges({ ...request, bucket: "BLOCK" })) {
    steps.push(...stepsOf(page));
  }
  return { fold, steps };
}

async function checkFold(ledger: Ledger, from: number): Promise<void> {
  const { fold, steps } = await stepsFrom(ledger, from);
  for (let block = from; block <= LAST_BLOCK; block += 1) {
    for (const { step, changes } of steps) if (step === BigInt(block)) fold.apply(changes);
    expect(contentOf(fold.at(blockTime(block)))).toEqual(contentOf(await ledger.book(block)));
  }
}

async function checkInstants(
  ledger: Ledger,
  rollUp: "FIRST" | "LAST",
  { metric, question }: Asked,
): Promise<void> {
  const points = await pointsOf(ledger, requestOf(metric, question, rollUp));
  expect(points.length).toBe(5);
  for (const point of points) {
    const second = rollUp === "FIRST" ? point.from : point.to - 1n;
    const expected = readLevel(metric, await ledger.bookAt(second), question);
    expect(plainPoint(point)).toEqual(plain(expected));
  }
}

async function checkHeld(
  ledger: Ledger,
  rollUp: "MIN" | "MAX" | "TWAP",
  { metric, question }: Asked,
): Promise<void> {
  for (const point of await pointsOf(ledger, requestOf(metric, question, rollUp))) {
    const held = new HeldValues(rollUp, metric.unit(question.params));
    for (let second = point.from; second < point.to; second += 1n) {
      held.add(readLevel(metric, await ledger.bookAt(second), question), 1n);
    }
    expect(plainPoint(point)).toEqual(plain(held.result()));
  }
}

async function checkBlocks(ledger: Ledger, { metric, question }: Asked): Promise<void> {
  const points = await pointsOf(ledger, { ...requestOf(metric, question, null), bucket: "BLOCK" });
  const byBlock = new Map(points.map((point) => [point.block?.number, point]));
  let last: Worth = readLevel(metric, null, question);
  for (let block = 0; block <= LAST_BLOCK; block += 1) {
    const now = readLevel(metric, await ledger.book(block), question);
    const point = byBlock.get(BigInt(block));
    if (point !== undefined) expect(plainPoint(point)).toEqual(plain(now));
    else if (last.amount !== null && now.amount !== null) expect(plain(now).amount).toBe(plain(last).amount);
    last = now;
  }
}

type Asked = { readonly metric: LevelMetric; readonly question: Question };

const ASKED: readonly Asked[] = LEVELS.flatMap((metric) =>
  questionsOf(metric).map((question) => ({ metric, question })),
);
const anyLevel = fc
  .constantFrom(...ASKED)
  .map((asked) => ({ ...asked, [fc.toStringMethod]: () => asked.metric.definition.id }));

async function checkAll<T>(arbitrary: fc.Arbitrary<T>, check: (ledger: Ledger, value: T) => Promise<void>) {
  const property = fc.asyncProperty(ledgerPlan, arbitrary, (plan, value) =>
    withLedger(plan, (ledger) => check(ledger, value)),
  );
  await fc.assert(property, { numRuns: RUNS });
}

const LONG = 300_000;

describe("the folded book", () => {
  test(
    "behavior: at every block it is the book that is loaded as of that block",
    () => checkAll(fc.nat(LAST_BLOCK), checkFold),
    LONG,
  );
});

describe("series of levels", () => {
  test.each(["LAST", "FIRST"] as const)(
    "behavior: %s of every metric is the metric as of that second, to the last digit",
    (rollUp) =>
      checkAll(fc.constant(ASKED), async (ledger, all) => {
        for (const asked of all) await checkInstants(ledger, rollUp, asked);
      }),
    LONG,
  );

  test.each(["MIN", "MAX", "TWAP"] as const)(
    "behavior: %s is that of the metric asked for at every second",
    (rollUp) => checkAll(anyLevel, (ledger, asked) => checkHeld(ledger, rollUp, asked)),
    LONG,
  );

  test(
    "behavior: by block, each point is the metric as of that block, and no change of the value is left out",
    () => checkAll(anyLevel, checkBlocks),
    LONG,
  );
});

/** Facts that a flow metric adds up, read from the plan's rows: entity, what they must be, field of the amount. */
const FLOWS = [
  ["inflow", "FundFlow", { direction: "IN" }, "amount"],
  ["outflow", "FundFlow", { direction: "OUT" }, "amount"],
  ["losses-created", "DeficitChange", { action: "CREATED" }, "amount"],
  ["losses-covered", "DeficitChange", { action: "COVERED" }, "amount"],
  ["liquidated-debt", "Liquidation", {}, "debtRepaid"],
] as const;

describe("series of flows", () => {
  test.each(FLOWS)(
    "behavior: %s adds up every fact once, in the bucket of its second",
    async (metric, entity, wanted, field) => {
      await fc.assert(
        fc.asyncProperty(ledgerPlan, async (plan) => {
          const facts = (ledgerOf(plan)[entity] ?? []).filter((row) => {
            const isWanted = Object.entries(wanted).every(([name, value]) => row[name] === value);
            return isWanted && (row["asset"] ?? row["debtAsset"]) === DOLLAR;
          });
          await withLedger(plan, async (ledger) => {
            const request = {
              metric,
              subject: PROTOCOL,
              asset: DOLLAR,
              bucket: "MINUTE_5",
              ...SPAN,
            } as const;
            for (const point of await pointsOf(ledger, request)) {
              const own = facts.filter((row) => {
                const at = BigInt(String(row["timestamp"]));
                return at >= point.from && at < point.to;
              });
              const sum = own.reduce((total, row) => total + BigInt(String(row[field])), 0n);
              expect(point.facts).toBe(BigInt(own.length));
              // The dollar of the plan has two decimals.
              if (point.value !== null) expect(toDecimal(point.value)).toBe(formatDecimal(sum, 2));
              else expect(own).toEqual([]);
            }
          });
        }),
        { numRuns: RUNS },
      );
    },
    LONG,
  );
});
