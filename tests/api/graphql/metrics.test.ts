import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, 200);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

describe("auctionRecovery", () => {
  const QUERY = `query ($filter: AuctionRecoveryFilter, $asOf: AsOfInput) {
    auctionRecovery(filter: $filter, asOf: $asOf) {
      provenance { calcId inputCompleteness warnings }
      definition { id }
      groups {
        market { name } auctionCount settledCount
        lotSold { decimal } lotValue { value quote status }
        debtMinusBids { decimal } shortfall { decimal } tabMinusBids { decimal } recoveryRate { value }
        zeroBidShare { numerator denominator }
        belowPrice { count share { value } lotSold { decimal } lotValue { value } }
      }
    }
  }`;

  // By hand: lots 2 at 150 (feed of block 105), 2.26 at 120 (115), 1 at 100 (125); bids 1, 226, 0 against debts of 200, 200, 100.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { filter: { market: "ETH-A", priceBelow: "1" } });
    expect(data.auctionRecovery.definition.id).toBe("auction-recovery");
    expect(data.auctionRecovery.provenance).toMatchObject({
      inputCompleteness: "1",
      warnings: ['1 logs of "maker" could not be applied; `skippedEvents` lists them.'],
    });
    expect(data.auctionRecovery.groups).toEqual([
      {
        market: { name: "ETH-A" },
        auctionCount: 3,
        settledCount: 3,
        lotSold: { decimal: "5.26" },
        lotValue: { value: "671.2", quote: "USD", status: "OK" },
        debtMinusBids: { decimal: "273" },
        shortfall: { decimal: "299" },
        tabMinusBids: { decimal: "338" },
        recoveryRate: { value: "0.454" },
        zeroBidShare: { numerator: "1", denominator: "3" },
        belowPrice: {
          count: 2,
          share: { value: "0.666666666666666667" },
          lotSold: { decimal: "3" },
          lotValue: { value: "400" },
        },
      },
    ]);
  });

  test("behavior: windows by time and block, open auctions on request", async () => {
    const byTime = { kickedFrom: "2020-03-12T08:20:00Z", kickedTo: "2020-03-12T08:21:40Z" };
    const byBlock = { kickedFromBlock: 120, kickedToBlock: 129 };
    for (const filter of [byTime, byBlock]) {
      const { data } = await api.ask(QUERY, { filter });
      expect(data.auctionRecovery.groups).toMatchObject([{ auctionCount: 1, lotSold: { decimal: "2.26" } }]);
    }
    const { data } = await api.ask(QUERY, { filter: { settledOnly: false } });
    expect(data.auctionRecovery.groups).toMatchObject([{ auctionCount: 4, settledCount: 3 }]);
  });

  test("behavior: as of a block, auctions that ended later are not settled", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: 124 } });
    expect(data.auctionRecovery.groups).toMatchObject([{ auctionCount: 1, lotSold: { decimal: "2" } }]);
  });

  test("behavior: no auction, no group", async () => {
    expect((await api.ask(QUERY, { filter: { market: "BAT-A" } })).data.auctionRecovery.groups).toEqual([]);
  });

  test("behavior: a feed whose last observation is invalid gives no value", async () => {
    const { data } = await api.ask(QUERY, { filter: { kickedFromBlock: 140, settledOnly: false } });
    expect(data.auctionRecovery.groups).toMatchObject([{ auctionCount: 1, lotValue: { value: "0" } }]);
  });

  test("error: BAD_USER_INPUT for a price that is no decimal", async () => {
    expect((await api.ask(QUERY, { filter: { priceBelow: "1e3" } })).errors[0]?.extensions.code).toBe(
      "BAD_USER_INPUT",
    );
  });
});

describe("badDebt", () => {
  const QUERY = `query ($asOf: AsOfInput) {
    badDebt(filter: { protocol: "maker" }, asOf: $asOf) {
      markets {
        market { name } created { decimal } covered { decimal } socialised { decimal } writtenOff { decimal }
        open { decimal } pending { decimal } residual { raw } oldestOpenSince oldestOpenAgeSeconds
        timeline { day created { decimal } openAtEnd { decimal } }
      }
    }
  }`;

  // By hand: 100 + 50 created, 110 + 5 + 15 gone; the debt of block 120 is the oldest open one, 80 blocks of 10 s before the head.
  test("default", async () => {
    const { data } = await api.ask(QUERY);
    expect(data.badDebt.markets).toEqual([
      {
        market: { name: "ETH-A" },
        created: { decimal: "150" },
        covered: { decimal: "110" },
        socialised: { decimal: "5" },
        writtenOff: { decimal: "15" },
        open: { decimal: "20" },
        pending: { decimal: "20" },
        residual: { raw: "0" },
        oldestOpenSince: "2020-03-12T08:20:00Z",
        oldestOpenAgeSeconds: "800",
        timeline: [
          { day: "2020-03-12T00:00:00Z", created: { decimal: "150" }, openAtEnd: { decimal: "20" } },
        ],
      },
    ]);
  });

  test("behavior: at a block", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: 115 } });
    expect(data.badDebt.markets).toMatchObject([
      {
        open: { decimal: "100" },
        covered: { decimal: "0" },
        oldestOpenSince: "2020-03-12T08:18:20Z",
        oldestOpenAgeSeconds: "50",
      },
    ]);
  });
});

describe("exerciseStatistics", () => {
  const QUERY = `query ($filter: ExerciseStatisticsFilter) {
    exerciseStatistics(filter: $filter) {
      groups {
        market { name } seriesCount tradeCount exerciseCount expiredSeriesCount exerciseRate { value }
        notional { value exact } premium { decimal } owed { decimal } settled { decimal } shortfall { decimal }
      }
    }
  }`;

  // By hand: 4 × 150 + 0.5 × 200 + 1 × 100 = 800.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { filter: { protocol: "hegic" } });
    expect(data.exerciseStatistics.groups).toEqual([
      {
        market: { name: "ETH" },
        seriesCount: 3,
        tradeCount: 3,
        exerciseCount: 1,
        expiredSeriesCount: 1,
        exerciseRate: { value: "0.333333333333333333" },
        notional: { value: "800", exact: "800" },
        premium: [{ decimal: "1.35" }],
        owed: [{ decimal: "3" }],
        settled: [{ decimal: "2" }],
        shortfall: [{ decimal: "1" }],
      },
    ]);
  });

  test.each([
    [{ openedFromBlock: 121 }, 2],
    [{ openedFrom: "2020-03-12T08:20:01Z" }, 2],
    [{ openedFrom: "2020-03-12T08:20:00Z", openedTo: "2020-03-12T08:20:10Z" }, 1],
    [{ openedTo: "2020-03-12T08:25:00Z" }, 2],
    [{ backstop: "ETH pool", type: ["CALL"] }, 0],
  ])("behavior: window %j", async (filter, count) => {
    const { data } = await api.ask(QUERY, { filter });
    expect(data.exerciseStatistics.groups[0]?.seriesCount ?? 0).toBe(count);
  });
});

describe("metrics", () => {
  test("behavior: no metric is newer than the methodology that an answer names", async () => {
    const { data } = await api.ask("{ metrics { since } _meta { methodologyVersion } }");
    const versions: string[] = data.metrics.map(({ since }: { since: string }) => since);
    expect(versions.sort().at(-1)).toBe(data._meta.methodologyVersion);
  });

  test("default: every metric has a formula and a source", async () => {
    const { data } = await api.ask("{ metrics { id name formula unit edgeCases source since } }");
    const ids = data.metrics.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const { formula, source } of data.metrics) {
      expect(formula.length).toBeGreaterThan(20);
      expect(source.length).toBeGreaterThan(0);
    }
  });
});
