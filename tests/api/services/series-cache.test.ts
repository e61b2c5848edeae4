import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeChunk } from "../../../api/ingest/chunk.ts";
import { LedgerSession } from "../../../api/services/ledger-session.ts";
import { loadSeries } from "../../../api/services/series/load-series.ts";
import type { SeriesPorts } from "../../../api/services/series/series-ports.ts";
import type { SeriesRequest } from "../../../api/services/series/series-query.ts";
import { rollUpsOf } from "../../../api/solvency/series/series-metric.ts";
import { SERIES_METRICS } from "../../../api/solvency/series-metrics.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { StoreSeriesCache } from "../../../api/store/series/store-series-cache.ts";
import { StoreSeriesReader } from "../../../api/store/series/store-series-reader.ts";
import { writeSource } from "../../../api/store/sources.ts";
import type { Store } from "../../../api/store/store.ts";
import { deleteNetwork, type WireRow } from "../../../api/store/writer.ts";
import {
  blockHash,
  blockTime,
  type FixtureRows,
  fill,
  NETWORK,
  storeWith,
} from "../../support/ledger-fixture.ts";
import { NOTHING_KEPT } from "../../support/nothing-kept.ts";
import { CountedFacts } from "../../support/series/counted-facts.ts";
import {
  ASSETS,
  BACKSTOPS,
  LAST_BLOCK,
  ledgerOf,
  ledgerPlan,
  MARKETS,
  PROTOCOL,
} from "../../support/series/random-ledger.ts";
import { POOL, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

/** Set SEAWALL_PROPERTY_RUNS to search longer. */
const RUNS = Number(process.env["SEAWALL_PROPERTY_RUNS"] ?? 6);

/** Buckets of 5 minutes from 08:15:00; the pool moves in blocks 110, 120 (twice) and 150. */
const POOL_BALANCE: SeriesRequest = {
  ...{ metric: "balance", subject: POOL, asset: WETH, bucket: "MINUTE_5" },
  ...{ from: blockTime(90), to: blockTime(210) },
};

function ask(store: Store, ports: SeriesPorts, request: SeriesRequest) {
  return loadSeries(new LedgerSession(new StoreLedgerReader(store)), ports, request);
}

/** An answer without what names the calculation. */
async function pointsOf(store: Store, ports: SeriesPorts, request: SeriesRequest) {
  const { points, nextFrom, unit } = await ask(store, ports, request);
  return { points, nextFrom, unit };
}

async function segmentCount(store: Store): Promise<bigint> {
  const [row] = await store.query<{ count: bigint }>("SELECT count(*) AS count FROM series_segment");
  return row?.count ?? 0n;
}

async function onSmallLedger(check: (store: Store) => Promise<void>): Promise<void> {
  const store = await storeWith(SMALL_LEDGER, 200);
  try {
    await check(store);
  } finally {
    await store.close();
  }
}

describe("asking for a series again", () => {
  test("behavior: only facts of buckets that were not finished are read", () =>
    onSmallLedger(async (store) => {
      const reader = new CountedFacts(store);
      const ports = { reader, cache: new StoreSeriesCache(store) };
      const first = await ask(store, ports, POOL_BALANCE);
      expect(reader.taken()).toBe(4n);
      // 64 blocks below the head, block 135 is final: the bucket that ended at 08:20:00 is finished, with block 110.
      expect(await ask(store, ports, POOL_BALANCE)).toEqual(first);
      expect(reader.taken()).toBe(3n);
      await fill(store, {}, 400);
      await ask(store, ports, POOL_BALANCE);
      expect(reader.taken()).toBe(3n);
      const last = await ask(store, ports, POOL_BALANCE);
      expect(reader.taken()).toBe(0n);
      expect(last.points.slice(0, 3).map(({ value, facts, block }) => [value, facts, block])).toEqual(
        first.points.slice(0, 3).map(({ value, facts, block }) => [value, facts, block]),
      );
    }));

  test("behavior: points by block are kept by the day", () =>
    onSmallLedger(async (store) => {
      await fill(store, {}, 8900);
      await fill(store, {}, 9000);
      const reader = new CountedFacts(store);
      const ports = { reader, cache: new StoreSeriesCache(store) };
      const request: SeriesRequest = { ...POOL_BALANCE, bucket: "BLOCK" };
      const first = await ask(store, ports, request);
      expect([first.points.length, reader.taken()]).toEqual([3, 4n]);
      expect(await ask(store, ports, request)).toEqual(first);
      expect(reader.taken()).toBe(0n);
    }));

  test("behavior: another subject, parameter, roll-up or bucket is another series", () =>
    onSmallLedger(async (store) => {
      const reader = new CountedFacts(store);
      const ports = { reader, cache: new StoreSeriesCache(store) };
      await fill(store, {}, 400);
      await ask(store, ports, POOL_BALANCE);
      reader.taken();
      for (const other of [
        { rollUp: "TWAP" },
        { bucket: "HOUR" },
        { metric: "usable" },
        { metric: "inflow" },
        { metric: "inflow", causes: ["PREMIUM"] },
      ] as const) {
        await ask(store, ports, { ...POOL_BALANCE, ...other });
        expect(reader.taken()).toBeGreaterThan(0n);
      }
    }));

  test("behavior: nothing is kept when a reorg dropped the head meanwhile", () =>
    onSmallLedger(async (store) => {
      const cache = new StoreSeriesCache(store);
      const head = { number: 200n, hash: "0xdead", timestamp: blockTime(200) };
      await cache.write({ network: NETWORK, series: "s" }, [{ start: 0n, points: [] }], {
        head,
        endBlock: 1n,
      });
      expect(await segmentCount(store)).toBe(0n);
    }));

  test("behavior: nothing is kept while what facts are about is not read yet", () =>
    onSmallLedger(async (store) => {
      const ports = { reader: new CountedFacts(store), cache: new StoreSeriesCache(store) };
      const source = { network: NETWORK, deployment: "Qm" };
      // Block 135 is final.
      await store.transaction((tx) => writeSource(tx, { ...source, stateBlock: 134n }));
      await ask(store, ports, POOL_BALANCE);
      expect(await segmentCount(store)).toBe(0n);
      await store.transaction((tx) => writeSource(tx, { ...source, stateBlock: 135n }));
      await ask(store, ports, POOL_BALANCE);
      expect(await segmentCount(store)).toBe(1n);
    }));

  test("behavior: beyond its limit, the oldest half of what is kept goes", () =>
    onSmallLedger(async (store) => {
      const cache = new StoreSeriesCache(store, 4n);
      const key = { network: NETWORK, series: "s" };
      const read = { head: { number: 200n, hash: blockHash(200), timestamp: blockTime(200) }, endBlock: 1n };
      for (const start of [1n, 2n, 3n, 4n, 5n]) await cache.write(key, [{ start, points: [] }], read);
      expect([...(await cache.read(key, { from: 0n, to: 9n })).keys()].sort()).toEqual([4n, 5n]);
    }));

  test("behavior: nothing is left of a network that is forgotten", () =>
    onSmallLedger(async (store) => {
      await ask(store, { reader: new CountedFacts(store), cache: new StoreSeriesCache(store) }, POOL_BALANCE);
      expect(await segmentCount(store)).toBe(1n);
      await store.transaction((tx) => deleteNetwork(tx, store.schema, NETWORK));
      expect(await segmentCount(store)).toBe(0n);
    }));
});

const request: fc.Arbitrary<SeriesRequest> = fc
  .record({
    metric: fc.constantFrom(...SERIES_METRICS),
    bucket: fc.constantFrom("BLOCK" as const, "MINUTE_5" as const, "HOUR" as const),
    pick: fc.nat(11),
  })
  .map(({ metric, bucket, pick }) => {
    const [kind = "PROTOCOL"] = metric.subjects.slice(pick % metric.subjects.length);
    const ids = { PROTOCOL: [PROTOCOL], BACKSTOP: BACKSTOPS, MARKET: MARKETS }[kind];
    const rollUps = rollUpsOf(metric, bucket);
    return {
      ...{ metric: metric.definition.id, bucket, from: blockTime(0), to: blockTime(LAST_BLOCK + 60) },
      subject: ids[pick % ids.length] ?? PROTOCOL,
      asset: metric.asset === "NONE" ? null : (ASSETS[pick % 2] ?? null),
      rollUp: rollUps[pick % rollUps.length] ?? null,
    };
  });

function isFact(row: WireRow): boolean {
  return row["blockNumber"] !== undefined;
}

/** Facts of a span of blocks. */
function factsOf(rows: FixtureRows, from: number, to: number): Record<string, readonly WireRow[]> {
  const inSpan = (row: WireRow) => Number(row["blockNumber"]) >= from && Number(row["blockNumber"]) <= to;
  const facts = Object.entries(rows).filter(([, all]) => all.some(isFact));
  return Object.fromEntries(facts.map(([entity, all]) => [entity, all.filter(inSpan)]));
}

function stateOf(rows: FixtureRows): FixtureRows {
  return Object.fromEntries(Object.entries(rows).filter(([, all]) => !all.some(isFact)));
}

/** Replaces everything above a block, in one transaction as the ingest does. */
async function reorganise(
  store: Store,
  facts: Record<string, readonly WireRow[]>,
  above: number,
  head: number,
) {
  const end = { number: BigInt(head), hash: blockHash(head), timestamp: blockTime(head) };
  const specs = store.schema.tables.filter(({ kind }) => kind === "fact");
  const complete = specs.map((spec) => {
    const nothing = Object.fromEntries(spec.columns.filter((c) => c.isNullable).map((c) => [c.field, null]));
    return { spec, rows: (facts[spec.entity] ?? []).map((row) => ({ ...nothing, ...row })) };
  });
  const base = { factBlock: BigInt(above), stateBlock: BigInt(above), isRollback: true };
  const chunk = { base, end, facts: complete, state: [], stateBlock: null, doubtful: [], rowCount: 0 };
  await store.transaction((tx) =>
    writeChunk(tx, store.schema, chunk, { network: NETWORK, deployment: "Qm" }),
  );
}

async function expectFresh(
  store: Store,
  cache: StoreSeriesCache,
  asked: readonly SeriesRequest[],
): Promise<void> {
  const reader = new StoreSeriesReader(store);
  for (const one of asked) {
    const kept = await pointsOf(store, { reader, cache }, one);
    expect(kept).toEqual(await pointsOf(store, { reader, cache: NOTHING_KEPT }, one));
  }
}

describe("series that are asked for as the ledger grows", () => {
  test("behavior: they are at every head what they are when nothing is kept", async () => {
    const asked = fc.array(request, { minLength: 1, maxLength: 4 });
    const heads = fc.uniqueArray(fc.integer({ min: 31, max: 250 }), { minLength: 2, maxLength: 4 });
    const property = fc.asyncProperty(ledgerPlan, asked, heads, async (plan, all, ends) => {
      const rows = ledgerOf(plan);
      const store = await storeWith({ ...stateOf(rows), ...factsOf(rows, 0, 30) }, 30);
      const cache = new StoreSeriesCache(store);
      let last = 30;
      for (const head of [...ends].sort((a, b) => a - b)) {
        await fill(store, factsOf(rows, last + 1, head), head);
        await expectFresh(store, cache, all);
        last = head;
      }
      await store.close();
    });
    await fc.assert(property, { numRuns: RUNS });
  }, 300_000);

  test("behavior: after a reorg of any depth nothing of the dropped blocks is left in them", async () => {
    const asked = fc.array(request, { minLength: 1, maxLength: 4 });
    const fork = fc.integer({ min: 31, max: LAST_BLOCK });
    const property = fc.asyncProperty(
      ledgerPlan,
      ledgerPlan,
      asked,
      fork,
      async (plan, other, all, above) => {
        const rows = ledgerOf(plan);
        const store = await storeWith(rows, 250);
        const cache = new StoreSeriesCache(store);
        await expectFresh(store, cache, all);
        const happenings = [
          ...plan.happenings.filter(({ block }) => block <= above),
          ...other.happenings.filter(({ block }) => block > above),
        ];
        const replaced = ledgerOf({ births: plan.births, happenings });
        await reorganise(store, factsOf(replaced, above + 1, 250), above, 250);
        await expectFresh(store, cache, all);
        await store.close();
      },
    );
    await fc.assert(property, { numRuns: RUNS });
  }, 300_000);
});
