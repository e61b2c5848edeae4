import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { type FixtureRows, fact, storeWith } from "../../support/ledger-fixture.ts";
import { ALICE, BOB, ETH_A, MAKER, RAD, VAT } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const [liquidation] = SMALL_LEDGER["Liquidation"] ?? [];

function liquidated(block: number, account: string, loss: bigint) {
  const at = fact(
    MAKER,
    { block, log: 12 },
    { account, auction: null, loss: loss.toString(), unresolved: "0" },
  );
  return { ...liquidation, ...at, absorbed: loss.toString() };
}

function deleveraged(block: number, haircut: bigint | null, notional: bigint) {
  return fact(
    MAKER,
    { block, log: 13 },
    {
      market: ETH_A,
      maker: null,
      taker: BOB,
      size: "1",
      asset: VAT,
      notional: notional.toString(),
      haircut: haircut === null ? null : haircut.toString(),
      price: null,
      rank: 1,
    },
  );
}

/** One episode: 8 dai missing, 6 + 4 taken, the first 20 seconds after the liquidation; and one whose haircut is unknown. */
const LEDGER: FixtureRows = {
  ...SMALL_LEDGER,
  Liquidation: [...(SMALL_LEDGER["Liquidation"] ?? []), liquidated(400, ALICE, 8n * RAD)],
  Deleveraging: [
    deleveraged(402, 6n * RAD, 60n * RAD),
    deleveraged(404, 4n * RAD, 40n * RAD),
    deleveraged(600, null, 10n * RAD),
  ],
};

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(LEDGER, 700);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $gapMinutes: Int, $byMarket: Boolean) {
  solvency(protocol: "maker", asOf: $asOf) {
    deleveraging(windowDays: 1, gapMinutes: $gapMinutes, byMarket: $byMarket) {
      definition { id } provenance { inputCompleteness }
      episodes {
        market { name } asset { symbol } from to fills takers liquidations bankruptAccounts
        deficit { decimal status } haircut { decimal status } overshoot { decimal } efficiency { value status }
        secondsToFirst notional { decimal } giniOfHaircutToProfit { status } giniOfHaircutToNotional { value status }
        rankCorrelation { value n status }
      }
    }
  }
}`;

describe("deleveraging", () => {
  test("default", async () => {
    const { data, errors } = await api.ask(QUERY);
    expect(errors).toEqual([]);
    const { definition, provenance, episodes } = data.solvency.deleveraging;
    expect(definition).toEqual({ id: "deleveraging" });
    expect(provenance.inputCompleteness).toBe("0.666666666666666667");
    expect(episodes).toEqual([
      {
        market: { name: "ETH-A" },
        asset: { symbol: "dai" },
        from: "2020-03-12T09:06:40Z",
        to: "2020-03-12T09:07:20Z",
        fills: 2,
        takers: 1,
        liquidations: 1,
        bankruptAccounts: 1,
        deficit: { decimal: "8", status: "OK" },
        haircut: { decimal: "10", status: "OK" },
        overshoot: { decimal: "2" },
        efficiency: { value: "0.8", status: "OK" },
        secondsToFirst: "20",
        notional: { decimal: "100" },
        giniOfHaircutToProfit: { status: "NO_DATA" },
        giniOfHaircutToNotional: { value: "0", status: "OK" },
        rankCorrelation: { value: null, n: 2, status: "INSUFFICIENT_DATA" },
      },
      expect.objectContaining({
        deficit: { decimal: null, status: "NO_DATA" },
        haircut: { decimal: null, status: "NO_DATA" },
        efficiency: { value: null, status: "NO_DATA" },
        secondsToFirst: null,
      }),
    ]);
  });

  test("behavior: a longer gap joins episodes, and one may span markets", async () => {
    const { data } = await api.ask(QUERY, { gapMinutes: 60, byMarket: false });
    expect(data.solvency.deleveraging.episodes).toMatchObject([
      { market: null, fills: 3, liquidations: 3, haircut: { decimal: "10", status: "PARTIAL_COVERAGE" } },
    ]);
  });

  test("behavior: nobody was deleveraged", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "200" } });
    expect(data.solvency.deleveraging.episodes).toEqual([]);
  });

  test("error: a gap out of range", async () => {
    const { errors } = await api.ask(QUERY, { gapMinutes: 0 });
    expect(errors[0]?.message).toBe("Expected gapMinutes from 1 to 1440, got 0.");
  });
});
