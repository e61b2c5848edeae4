import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { type FixtureRows, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { ALICE, BOB, FLIPPER, MAKER, RAD, VAT, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const LENDERS = `${MAKER}fe`;
const TROVES = `${MAKER}ff`;
const CAROL = "0x00000000000000000000000000000000000000c0";

function market(id: string) {
  return {
    id,
    protocol: MAKER,
    kind: "LENDING_RESERVE",
    name: id,
    contract: FLIPPER,
    collateralAsset: WETH,
    debtAsset: VAT,
    liquidationCount: "99",
    createdOrdinal: ordinal(100),
  };
}

function socialised(block: number, amount: bigint, claimsBefore: bigint | null) {
  return fact(
    MAKER,
    { block, log: 4 },
    {
      market: LENDERS,
      deficit: `${LENDERS}01`,
      asset: VAT,
      action: "SOCIALISED",
      amount: amount.toString(),
      excess: "0",
      openAfter: "0",
      pendingAfter: "0",
      claimsBefore: claimsBefore === null ? null : claimsBefore.toString(),
    },
  );
}

function takeOver(block: number, account: string, debt: bigint) {
  return fact(
    MAKER,
    { block, log: 6 },
    {
      market: TROVES,
      position: `${TROVES}${account.slice(2)}`,
      account,
      cause: "REDISTRIBUTION",
      collateralChange: "0",
      debtChange: debt.toString(),
      collateralAfter: "0",
      debtAfter: debt.toString(),
    },
  );
}

const [liquidation] = SMALL_LEDGER["Liquidation"] ?? [];
const [allocation] = SMALL_LEDGER["LossAllocation"] ?? [];

/** Two events of 10 % each, one whose claims are not stated; 320 dai given to three troves, of which one was liquidated. */
const LEDGER: FixtureRows = {
  ...SMALL_LEDGER,
  Market: [...(SMALL_LEDGER["Market"] ?? []), market(LENDERS), market(TROVES)],
  DeficitChange: [
    ...(SMALL_LEDGER["DeficitChange"] ?? []),
    socialised(181, 10n * RAD, 100n * RAD),
    socialised(182, 9n * RAD, 90n * RAD),
    socialised(183, 0n, 0n),
  ],
  Liquidation: [
    ...(SMALL_LEDGER["Liquidation"] ?? []),
    { ...liquidation, ...fact(MAKER, { block: 184, log: 9 }, { market: TROVES, auction: null }) },
  ],
  LossAllocation: [
    ...(SMALL_LEDGER["LossAllocation"] ?? []),
    {
      ...allocation,
      ...fact(MAKER, { block: 184, log: 10 }, { market: TROVES, layer: "SOCIALISED", backstop: null }),
      amount: (320n * RAD).toString(),
    },
  ],
  PositionChange: [
    ...(SMALL_LEDGER["PositionChange"] ?? []),
    takeOver(185, BOB, 60n * RAD),
    takeOver(186, BOB, 40n * RAD),
    takeOver(187, CAROL, 150n * RAD),
    takeOver(188, ALICE, 50n * RAD),
  ],
};

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(LEDGER, 200);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $events: Int) {
  solvency(protocol: "maker", asOf: $asOf) { socialisedLoss(windowDays: 1, events: $events) {
    definition { id } provenance { inputCompleteness }
    total { value quote } eventCount
    markets { market { id } asset { symbol } loss { decimal } events largestHaircut { value } compoundedHaircut { value known status } }
    events { time market { id } loss { decimal } claimsBefore { decimal status } haircut { value status } }
    redistributions { market { id } redistributed { decimal } takenOver { decimal } claimants gini { value } borneByNonDefaulters { value } }
  } }
}`;

describe("socialised loss", () => {
  test("default", async () => {
    const { data, errors } = await api.ask(QUERY);
    expect(errors).toEqual([]);
    const report = data.solvency.socialisedLoss;
    expect(report).toMatchObject({
      definition: { id: "socialised-loss" },
      provenance: { inputCompleteness: "0.666666666666666667" },
      total: { value: "24", quote: VAT },
      eventCount: 3,
    });
    expect(report.markets.slice(1)).toEqual([
      {
        market: { id: LENDERS },
        asset: { symbol: "dai" },
        loss: { decimal: "19" },
        events: 2,
        largestHaircut: { value: "0.1" },
        compoundedHaircut: { value: "0.19", known: 2, status: "OK" },
      },
    ]);
    expect(report.markets[0].compoundedHaircut).toEqual({ value: null, known: 0, status: "NO_DATA" });
    expect(report.redistributions).toEqual([
      {
        market: { id: TROVES },
        redistributed: { decimal: "320" },
        takenOver: { decimal: "300" },
        claimants: 3,
        gini: { value: "0.222222222222222222" },
        borneByNonDefaulters: { value: "0.833333333333333333" },
      },
    ]);
  });

  test("behavior: the newest events come first, and only as many as asked for", async () => {
    const { data } = await api.ask(QUERY, { events: 2 });
    expect(data.solvency.socialisedLoss.events).toEqual([
      {
        time: "2020-03-12T08:30:20Z",
        market: { id: LENDERS },
        loss: { decimal: "9" },
        claimsBefore: { decimal: "90", status: "OK" },
        haircut: { value: "0.1", status: "OK" },
      },
      {
        time: "2020-03-12T08:30:10Z",
        market: { id: LENDERS },
        loss: { decimal: "10" },
        claimsBefore: { decimal: "100", status: "OK" },
        haircut: { value: "0.1", status: "OK" },
      },
    ]);
    const { data: none } = await api.ask(QUERY, { events: 0 });
    expect(none.solvency.socialisedLoss).toMatchObject({ events: [], eventCount: 3 });
  });

  test("behavior: before the first event there is no loss", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "160" } });
    expect(data.solvency.socialisedLoss).toMatchObject({
      total: { value: "0" },
      markets: [],
      redistributions: [],
    });
  });

  test("error: too many events", async () => {
    const { errors } = await api.ask(QUERY, { events: 1001 });
    expect(errors[0]?.message).toBe("Expected events from 0 to 1000, got 1001.");
  });
});
