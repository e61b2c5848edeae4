import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { type FixtureRows, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, idOf, marketRow, protocolRow } from "../../support/ledger-rows.ts";

const BANK = idOf("bank");
const USDC = "0x00000000000000000000000000000000000000dc";
const MARKET = `${BANK}01`;
const QUIET = `${BANK}02`;
const ALICE = "0x00000000000000000000000000000000000000a1";

function liquidation(block: number, mode: string, [debt, loss]: readonly [number, number | null]) {
  const fields = { market: MARKET, mode, account: ALICE, debtAsset: USDC, debtRepaid: String(debt) };
  const known = { loss: loss === null ? null : String(loss), absorbed: "0", unresolved: null };
  return fact(BANK, { block }, { ...fields, ...known });
}

function deficit(block: number, action: string, [amount, openAfter]: readonly [number, number]) {
  return fact(
    BANK,
    { block, log: 9 },
    {
      ...{ market: MARKET, deficit: `${MARKET}dc`, asset: USDC, action, amount: String(amount), excess: "0" },
      ...{ openAfter: String(openAfter), pendingAfter: "0" },
    },
  );
}

function lending(market: string, borrowedAssets: string) {
  return {
    ...{ id: market, protocol: BANK, market, suppliedAssets: "2000", borrowedAssets },
    ...{ createdOrdinal: ordinal(30), updatedOrdinal: ordinal(30) },
  };
}

const ROWS: FixtureRows = {
  Protocol: [protocolRow("bank")],
  Asset: [assetRow(USDC, "USDC", 0)],
  Market: [
    { id: MARKET, name: "A" },
    { id: QUIET, name: "B" },
  ].map((market) => marketRow({ ...market, protocol: BANK, kind: "LENDING_RESERVE", debtAsset: USDC })),
  LendingState: [lending(MARKET, "1900"), lending(QUIET, "100")],
  Liquidation: [
    liquidation(40, "DIRECT", [100, 25]),
    liquidation(41, "DIRECT", [300, 0]),
    liquidation(42, "OFFSET", [500, 500]),
    liquidation(43, "AUCTION", [70, null]),
  ],
  DeficitChange: [
    deficit(40, "CREATED", [25, 25]),
    deficit(45, "COVERED", [25, 0]),
    deficit(60, "CREATED", [10, 10]),
    deficit(70, "WRITTEN_OFF", [10, 0]),
  ],
};

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(ROWS, 100);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($pd: BigDecimal) {
  stress(protocol: "bank") {
    counterparty(probabilityOfDefault: $pd) {
      definition { id }
      exposure { exact quote status } expectedLoss { exact status reason }
      markets {
        market { name } exposure { raw } worth { exact } liquidations
        lossGivenDefault { value numerator denominator status reason } expectedLoss { exact status }
      }
      recovery { subjects events censored median { value } curve { seconds survival } }
    }
  }
}`;

describe("counterparty exposure", () => {
  // By hand: 25 lost of 100 + 300: 1/16; a stability pool's offset and an auction tell no loss in the debt asset. One deficit is paid
  // after five blocks of ten seconds, the other is written off after ten: S(50) = 1/2.
  test("default", async () => {
    const { data } = await api.ask(QUERY, {});
    const { counterparty } = data.stress;
    expect(counterparty.exposure).toEqual({ exact: "2000", quote: USDC, status: "OK" });
    expect(counterparty.expectedLoss).toMatchObject({ exact: null, status: "NO_DATA" });
    expect(counterparty.markets).toMatchObject([
      {
        ...{ market: { name: "A" }, exposure: { raw: "1900" }, worth: { exact: "1900" }, liquidations: "4" },
        lossGivenDefault: {
          ...{ value: "0.0625", numerator: "25", denominator: "400", status: "PARTIAL_COVERAGE" },
          reason: "2 of 4 liquidations have no known loss.",
        },
      },
      { market: { name: "B" }, lossGivenDefault: { value: null, status: "NO_DATA" }, liquidations: "0" },
    ]);
    expect(counterparty.recovery).toEqual({
      ...{ subjects: 2, events: 1, censored: 1, median: { value: 50 } },
      curve: [{ seconds: 50, survival: 0.5 }],
    });
  });

  // By hand: 0.02 × 0.0625 × 1,900 = 2.375; the other market has no LGD.
  test("behavior: the expected loss with a probability of the caller", async () => {
    const { data } = await api.ask(QUERY, { pd: "0.02" });
    const { expectedLoss, markets } = data.stress.counterparty;
    expect(markets[0].expectedLoss).toEqual({ exact: "2.375", status: "PARTIAL_COVERAGE" });
    expect(markets[1].expectedLoss).toEqual({ exact: null, status: "NO_DATA" });
    expect(expectedLoss).toMatchObject({ exact: "2.375", status: "PARTIAL_COVERAGE" });
  });

  test("error: a probability above 1", async () => {
    const { errors } = await api.ask(QUERY, { pd: "1.5" });
    expect(errors[0]?.message).toBe("Expected probabilityOfDefault from 0 to 1, got 1.5.");
  });
});
