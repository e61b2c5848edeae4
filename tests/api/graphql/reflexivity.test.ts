import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hawkes } from "../../../api/stats/hawkes.ts";
import { type JobApi, startJobApi } from "../../support/jobs/job-api.ts";
import { type FixtureRows, fact, ordinal } from "../../support/ledger-fixture.ts";
import { assetRow, idOf, marketRow, protocolRow } from "../../support/ledger-rows.ts";

const BANK = idOf("bank");
const USDC = "0x00000000000000000000000000000000000000dc";
const MARKET = `${BANK}01`;
const ALICE = "0x00000000000000000000000000000000000000a1";
const EVENTS = 120;
const FIRST = 100;
const HEAD = 20_000;

/** Bursts: three liquidations a block apart, then a pause of some hundred blocks. */
const BLOCKS = Array.from(
  { length: EVENTS },
  (_, i) => FIRST + Math.floor(i / 3) * 400 + ((i * 37) % 53) + (i % 3),
).sort((a, b) => a - b);

function liquidation(block: number, log: number) {
  const fields = { market: MARKET, mode: "DIRECT", account: ALICE, debtAsset: USDC, debtRepaid: "9" };
  return fact(BANK, { block, log }, { ...fields, loss: "0", absorbed: "0", unresolved: "0" });
}

const ROWS: FixtureRows = {
  Protocol: [protocolRow("bank")],
  Asset: [assetRow(USDC, "USDC", 0)],
  Market: [marketRow({ id: MARKET, protocol: BANK, kind: "LENDING_RESERVE", name: "USDC", debtAsset: USDC })],
  LendingState: [
    {
      ...{ id: MARKET, protocol: BANK, market: MARKET, suppliedAssets: "2000", borrowedAssets: "1900" },
      ...{ createdOrdinal: ordinal(30), updatedOrdinal: ordinal(30) },
    },
  ],
  Deficit: [
    {
      ...{
        id: `${MARKET}dc`,
        protocol: BANK,
        market: MARKET,
        asset: USDC,
        open: "99",
        pending: "99",
        created: "99",
      },
      ...{ covered: "99", socialised: "99", writtenOff: "99", lastCreatedAmount: "99", openSince: null },
      ...{ lastCreatedTransaction: null, lastCreatedAccount: null },
      ...{ createdOrdinal: ordinal(FIRST, 9), updatedOrdinal: ordinal(FIRST, 9) },
    },
  ],
  DeficitChange: [
    fact(
      BANK,
      { block: FIRST, log: 9 },
      {
        ...{
          market: MARKET,
          deficit: `${MARKET}dc`,
          asset: USDC,
          action: "CREATED",
          amount: "300",
          excess: "0",
        },
        ...{ openAfter: "300", pendingAfter: "0" },
      },
    ),
  ],
  // Two in the first block: they are one event.
  Liquidation: [...BLOCKS.map((block) => liquidation(block, 1)), liquidation(BLOCKS[0] ?? 0, 2)],
};

let api: JobApi;

beforeAll(async () => {
  api = await startJobApi(ROWS, HEAD);
});

afterAll(() => api?.close());

const QUERY = `query ($events: RunEvents, $interval: Boolean, $asOf: AsOfInput, $lag: Int) {
  stress(protocol: "bank", asOf: $asOf) {
    reflexivity(events: $events, interval: $interval, lagDays: $lag) {
      definition { id }
      clustering {
        events baselinePerDay halfLifeDays goodnessOfFit
        branchingRatio { value n status interval { lower upper } confidence }
      }
      elasticities { slope { status } }
      firstMover { market { name } advantage { value numerator denominator } }
    }
  }
}`;

describe("reflexivity", () => {
  // The kernel is proved against independent programs elsewhere; here, that it gets the right times. By hand: the window starts with
  // the first record, the first liquidation's block, so 119 blocks lie after it; ten seconds a block, in days.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { events: "LIQUIDATIONS" });
    const { clustering, elasticities } = data.stress.reflexivity;
    const blocks = [...new Set(BLOCKS)].filter((block) => block > FIRST);
    const days = (block: number) => ((block - FIRST) * 10) / 86_400;
    const expected = hawkes({ times: blocks.map(days), duration: days(HEAD), confidence: null });
    expect(clustering.events).toBe(blocks.length);
    expect(clustering.branchingRatio).toMatchObject({ status: "OK", interval: null, confidence: null });
    expect(clustering.branchingRatio.value).toBeCloseTo(expected.branchingRatio.value ?? Number.NaN, 9);
    expect(clustering.baselinePerDay).toBeCloseTo(expected.fit?.baseline ?? Number.NaN, 9);
    expect(clustering.halfLifeDays).toBeCloseTo(Math.LN2 / (expected.fit?.decay ?? Number.NaN), 9);
    expect(clustering.goodnessOfFit).toBeCloseTo(expected.goodnessOfFit ?? Number.NaN, 9);
    expect(clustering.branchingRatio.value).toBeGreaterThan(0.3);
    expect(elasticities).toEqual([]);
  });

  test("behavior: the interval is made when it is asked for, around the same value", async () => {
    const [plain, asked] = await Promise.all([
      api.ask(QUERY, { events: "LIQUIDATIONS" }),
      api.ask(QUERY, { events: "LIQUIDATIONS", interval: true }),
    ]);
    const { value, interval, confidence } = asked.data.stress.reflexivity.clustering.branchingRatio;
    expect(value).toBe(plain.data.stress.reflexivity.clustering.branchingRatio.value);
    expect(confidence).toBe(0.95);
    expect(interval.lower <= value && value <= interval.upper).toBe(true);
  });

  test("behavior: a job makes the same interval beside the requests", async () => {
    const fields = "branchingRatio { value interval { lower upper } } halfLifeDays goodnessOfFit events";
    const asked = await api.ask(
      `{ stress(protocol: "bank") { reflexivity(events: LIQUIDATIONS, interval: true) { clustering { ${fields} } } } }`,
      {},
    );
    const { data } = await api.ask(
      `mutation { submitEventClustering(protocol: "bank", events: LIQUIDATIONS) { id kind } }`,
      {},
    );
    const { id, kind } = data.submitEventClustering;
    expect(kind).toBe("event-clustering");
    const job = await api.settled(id, `eventClustering { ${fields} } replay { survived }`);
    const { clustering } = asked.data.stress.reflexivity;
    expect(job).toMatchObject({ state: "SUCCEEDED", error: null, eventClustering: clustering, replay: null });
  });

  // By hand: 300 of bad debt over claims of 2,000.
  test("behavior: first-mover advantage, and events that never happened", async () => {
    const { data } = await api.ask(QUERY, {});
    expect(data.stress.reflexivity).toMatchObject({
      clustering: {
        ...{ events: 0, baselinePerDay: null, halfLifeDays: null, goodnessOfFit: null },
        branchingRatio: { value: null, status: "NO_DATA" },
      },
      firstMover: [
        { market: { name: "USDC" }, advantage: { value: "0.15", numerator: "300", denominator: "2000" } },
      ],
    });
  });

  test("behavior: as of a block, later events are not known", async () => {
    const { data } = await api.ask(QUERY, { events: "LIQUIDATIONS", asOf: { blockNumber: "8000" } });
    expect(data.stress.reflexivity.clustering.branchingRatio.status).toBe("INSUFFICIENT_DATA");
    expect(data.stress.reflexivity.clustering.events).toBe(
      [...new Set(BLOCKS)].filter((block) => block > FIRST && block <= 8000).length,
    );
  });

  test("error: a lag beyond a month", async () => {
    const { errors } = await api.ask(QUERY, { lag: 31 });
    expect(errors[0]?.message).toBe("Expected lagDays from 0 to 30, got 31.");
  });
});
