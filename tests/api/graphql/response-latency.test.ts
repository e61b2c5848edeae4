import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockTime, fact, storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, backstopRow, idOf, marketRow, protocolRow } from "../../support/ledger-rows.ts";

const LENDER = idOf("lender");
const MARKET = `${LENDER}01`;
const OTHER = `${LENDER}02`;
const MODULE = `${LENDER}0a`;
const USDC = "0x00000000000000000000000000000000000000dc";
const TIMELOCK = "0x0000000000000000000000000000000000000071";

let store: Store;
let api: TestApi;

function parameter(block: number, proposed: number | null) {
  return fact(
    LENDER,
    { block },
    {
      contract: TIMELOCK,
      market: MARKET,
      name: "cap",
      value: "1",
      proposedAt: proposed === null ? null : blockTime(proposed).toString(),
    },
  );
}

function status(block: number, subject: string, to: string) {
  return fact(LENDER, { block }, { subject, status: to, previous: null, reason: "guardian" });
}

function created(block: number, market: string) {
  return fact(
    LENDER,
    { block },
    {
      ...{ market, deficit: `${market}dc`, asset: USDC, action: "CREATED" },
      ...{ amount: "5", excess: "0", openAfter: "5", pendingAfter: "0" },
    },
  );
}

beforeAll(async () => {
  const market = { protocol: LENDER, kind: "LENDING_RESERVE", debtAsset: USDC };
  const rows = {
    Protocol: [protocolRow("lender")],
    Asset: [assetRow(USDC, "USDC", 6)],
    Market: [
      marketRow({ ...market, id: MARKET, name: "A", statusInterval: null }),
      marketRow({ ...market, id: OTHER, name: "B" }),
    ],
    Backstop: [
      backstopRow({
        id: MODULE,
        protocol: LENDER,
        kind: "STAKED_SAFETY_MODULE",
        layer: "STAKED_FIRST_LOSS",
        name: "M",
      }),
    ],
    ParameterChange: [parameter(20, 10), parameter(40, 10), parameter(50, null)],
    DeficitChange: [created(60, OTHER), created(70, MARKET)],
    Liquidation: [
      fact(
        LENDER,
        { block: 65 },
        {
          ...{ market: MARKET, mode: "DIRECT", account: TIMELOCK, debtAsset: USDC, debtRepaid: "9" },
          ...{ loss: "3", absorbed: "0", unresolved: "3" },
        },
      ),
      fact(
        LENDER,
        { block: 61 },
        {
          ...{ market: MARKET, mode: "DIRECT", account: TIMELOCK, debtAsset: USDC, debtRepaid: "9" },
          ...{ loss: "0", absorbed: "0", unresolved: "0" },
        },
      ),
    ],
    StatusChange: [status(80, MARKET, "PAUSED"), status(90, MODULE, "PAUSED")],
  };
  store = await storeWith(rows, 100);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $first: Int, $lookback: Int) {
  solvency(protocol: "lender", asOf: $asOf) {
    responseLatency(windowDays: 30, first: $first, lookbackHours: $lookback) {
      definition { id }
      parameterDelays {
        durations { count longest median { value n status } quantile95 { status } }
        untold
        changes { name market { name } seconds }
      }
      pauseLatencies { durations { count longest } withoutLoss pauses { subject seconds cause status } }
      baseFee95 { value status }
      sequencerOutage { value status }
      revertedLiquidationShare { value status }
    }
  }
}`;

describe("response latency", () => {
  // By hand: blocks are 10 s apart. Delays (20 − 10) × 10 = 100 s and (40 − 10) × 10 = 300 s, median 200. The first loss of
  // market A is the liquidation of block 65: (80 − 65) × 10 = 150 s; the module stands for all: block 60, (90 − 60) × 10.
  test("default", async () => {
    const { data } = await api.ask(QUERY, {});
    expect(data.solvency.responseLatency).toEqual({
      definition: { id: "response-latency" },
      parameterDelays: {
        durations: {
          count: 2,
          longest: "300",
          median: { value: 200, n: 2, status: "OK" },
          quantile95: { status: "INSUFFICIENT_DATA" },
        },
        untold: 1,
        changes: [
          { name: "cap", market: { name: "A" }, seconds: "300" },
          { name: "cap", market: { name: "A" }, seconds: "100" },
        ],
      },
      pauseLatencies: {
        durations: { count: 2, longest: "300" },
        withoutLoss: 0,
        pauses: [
          { subject: MODULE, seconds: "300", cause: "guardian", status: "OK" },
          { subject: MARKET, seconds: "150", cause: "guardian", status: "OK" },
        ],
      },
      baseFee95: { value: null, status: "NO_DATA" },
      sequencerOutage: { value: null, status: "NO_DATA" },
      revertedLiquidationShare: { value: null, status: "NO_DATA" },
    });
  });

  test("behavior: as of a block, facts after it are not known, and a list is cut while its durations are not", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "80" }, first: 1 });
    const { parameterDelays, pauseLatencies } = data.solvency.responseLatency;
    expect(parameterDelays.durations.count).toBe(2);
    expect(parameterDelays.changes).toHaveLength(1);
    expect(pauseLatencies.pauses).toEqual([
      { subject: MARKET, seconds: "150", cause: "guardian", status: "OK" },
    ]);
  });

  test("behavior: no loss within the look-back", async () => {
    const { data } = await api.ask(QUERY, { lookback: 0 });
    expect(data.solvency.responseLatency.pauseLatencies).toMatchObject({
      durations: { count: 0, longest: null },
      withoutLoss: 2,
    });
  });

  test("error: a negative look-back", async () => {
    const { errors } = await api.ask(QUERY, { lookback: -1 });
    expect(errors[0]?.message).toBe("Expected lookbackHours of 0 or more, got -1.");
  });
});
