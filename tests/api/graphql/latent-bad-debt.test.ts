import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { CountingReader, startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { ETH_A, VAT, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

let store: Store;
let reader: CountingReader;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, 200);
  reader = new CountingReader(store);
  api = await startTestApi(reader);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $protocol: String!, $shocks: [PriceShock!]) {
  solvency(protocol: $protocol, asOf: $asOf) {
    latentBadDebt(shocks: $shocks, dustUsd: "10") {
      definition { id }
      provenance { calcId inputCompleteness }
      atProtocolPrices {
        total { accounts worth { value quote status reason } }
        aboveDust { accounts } withoutCollateral { accounts worth { value } }
        debtors inShares
        markets { market { id } accounts amount { decimal } worth { value } }
        prices { asset { symbol } price { value source } shockBps status }
      }
      atMarketPrices { total { worth { value status } } }
    }
  }
}`;

describe("latent bad debt", () => {
  // By hand, from small-ledger: at block 109 Alice owes 200 dai, in shares, for 2 WETH at 150 dollars; no other protocol prices WETH.
  test("default", async () => {
    const { data, errors } = await api.ask(QUERY, { protocol: "maker", asOf: { blockNumber: "109" } });
    expect(errors).toEqual([]);
    const report = data.solvency.latentBadDebt;
    expect(report.definition).toEqual({ id: "latent-bad-debt" });
    expect(report.atProtocolPrices).toMatchObject({
      total: { accounts: 0, worth: { value: "0", quote: "USD", status: "PARTIAL_COVERAGE" } },
      withoutCollateral: { accounts: 0, worth: { value: "0" } },
      debtors: 1,
      inShares: 1,
      markets: [],
      prices: [
        { asset: { symbol: "dai" }, price: null, shockBps: 0, status: "OK" },
        {
          asset: { symbol: "WETH" },
          price: { value: "150", source: "MAKER_OSM" },
          shockBps: 0,
          status: "OK",
        },
      ],
    });
    expect(report.atMarketPrices.total.worth).toEqual({ value: null, status: "NO_DATA" });
    expect(report.provenance.inputCompleteness).toBe("0.5");
  });

  // 2 WETH at 150 × 0.6 = 90 are worth 180: 20 dai are missing.
  test("behavior: a shock", async () => {
    const shocks = [{ asset: WETH, shockBps: -4000 }];
    const { data } = await api.ask(QUERY, { protocol: "maker", asOf: { blockNumber: "109" }, shocks });
    expect(data.solvency.latentBadDebt.atProtocolPrices).toMatchObject({
      total: { accounts: 1, worth: { value: "20" } },
      aboveDust: { accounts: 1 },
      markets: [{ market: { id: ETH_A }, accounts: 1, amount: { decimal: "20" }, worth: { value: "20" } }],
    });
  });

  test("behavior: a protocol without positions has no answer", async () => {
    const { data } = await api.ask(QUERY, { protocol: "hegic" });
    expect(data.solvency.latentBadDebt.atProtocolPrices.total.worth).toMatchObject({
      value: null,
      status: "NO_DATA",
    });
  });

  test("behavior: one computation has one name, however it is asked for", async () => {
    const calcIdOf = async (args: string) => {
      const fields = `latentBadDebt${args} { provenance { calcId } }`;
      const { data } = await api.ask(`{ solvency(protocol: "maker") { ${fields} } }`);
      return data.solvency.latentBadDebt.provenance.calcId;
    };
    const [weth, dai] = [`{ asset: "${WETH}", shockBps: -1 }`, `{ asset: "${VAT}", shockBps: 2 }`];
    const one = await calcIdOf(`(dustUsd: "100.0", shocks: [${weth}, ${dai}])`);
    expect(await calcIdOf(`(shocks: [${dai}, ${weth}])`)).toBe(one);
    expect(await calcIdOf("")).not.toBe(one);
  });

  test("behavior: several questions read the positions once", async () => {
    const one = "latentBadDebt { atMarketPrices { debtors } }";
    const ask = async (fields: string) => {
      reader.count = 0;
      const { errors } = await api.ask(`{ solvency(protocol: "maker") { ${fields} } }`);
      expect(errors).toEqual([]);
      return reader.count;
    };
    const single = await ask(one);
    expect(await ask(`${one} b: latentBadDebt(dustUsd: "1") { atMarketPrices { debtors } }`)).toBe(single);
  });

  test.each([
    [[{ asset: WETH, shockBps: -10_001 }], "Expected shockBps from -10000 to 1000000, got -10001."],
    [[{ asset: "0x12", shockBps: 1 }], 'Expected an asset of "maker", got "0x12".'],
    [
      [1, 2].map((shockBps) => ({ asset: WETH, shockBps })),
      `Expected one shock for asset "${WETH}", got several.`,
    ],
  ])("error: a shock that cannot be: %j", async (shocks, message) => {
    const { errors } = await api.ask(QUERY, { protocol: "maker", shocks });
    expect(errors[0]?.message).toBe(message);
  });

  test("error: a floor below zero", async () => {
    const { errors } = await api.ask(
      '{ solvency(protocol: "maker") { latentBadDebt(dustUsd: "-1") { provenance { calcId } } } }',
    );
    expect(errors[0]?.message).toBe("Expected dustUsd of 0 or more, got -1.");
  });
});
