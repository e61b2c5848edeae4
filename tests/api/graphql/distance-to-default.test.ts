import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { VAULT_DAY, VAULT_HEAD, vaultLedger } from "../../support/vault-ledger.ts";

const QUERY = `query ($asOf: AsOfInput, $horizonDays: Int, $equity: EquityInput, $seed: Int, $drift: Float, $confidence: Float) {
  stress(protocol: "vaults", asOf: $asOf, maxPriceAgeSeconds: 86400) {
    distanceToDefault(horizonDays: $horizonDays, equity: $equity, seed: $seed, drift: $drift, confidence: $confidence) {
      definition { id } provenance { calcId blockNumber }
      assets { value quote status } debt { value }
      volatility { value n status } distance { value interval { lower upper } status reason } probability { value } firstPassage { value }
      merton { assets { value } volatility { value } distance { value } }
    }
  }
}`;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(vaultLedger(1_000n), VAULT_HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

describe("distanceToDefault", () => {
  // 63 whole days with a price at their end, so 62 changes of ± ln 1.01, as many up as down: s² = 62/61 × (ln 1.01)².
  test("default: the book of today at the prices of the past", async () => {
    const { data } = await api.ask(QUERY, { horizonDays: 30 });
    const found = data.stress.distanceToDefault;
    const sigma = Math.sqrt(((365 * 62) / 61) * Math.log(1.01) ** 2);
    expect(found).toMatchObject({
      definition: { id: "distance-to-default" },
      assets: { value: "2000", quote: "USD", status: "OK" },
      debt: { value: "1000" },
      volatility: { n: 62, status: "OK" },
      merton: null,
    });
    expect(found.volatility.value).toBeCloseTo(sigma, 12);
    const years = 30 / 365;
    expect(found.distance.value).toBeCloseTo(
      (Math.log(2) - (sigma ** 2 / 2) * years) / (sigma * Math.sqrt(years)),
      9,
    );
  });

  test("behavior: nothing after the block shows", async () => {
    const early = { asOf: { blockNumber: String(20 * VAULT_DAY + 1) } };
    const { data } = await api.ask(QUERY, early);
    expect(data.stress.distanceToDefault).toMatchObject({
      volatility: { value: null, n: 19, status: "INSUFFICIENT_DATA" },
      distance: { value: null, interval: null, status: "INSUFFICIENT_DATA" },
    });
  });

  test("behavior: nobody owes anything before the first position: NOT_APPLICABLE", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "1" } });
    expect(data.stress.distanceToDefault.distance).toMatchObject({
      ...{ value: null, status: "NOT_APPLICABLE" },
      reason: "No open position owes anything.",
    });
  });

  test("behavior: the price of a residual claim, solved for the assets behind it", async () => {
    const { data } = await api.ask(QUERY, {
      horizonDays: 365,
      equity: { value: 400, volatility: 0.6, rate: 0.03 },
    });
    const { assets, volatility, distance } = data.stress.distanceToDefault.merton;
    // metrics.md M-12 with every amount times 100.
    expect(assets.value).toBeCloseTo(1368.250529852383, 6);
    expect(volatility.value).toBeCloseTo(0.17944944536444543, 9);
    expect(distance.value).toBeCloseTo(1.8246469689792137, 8);
  });

  test.each([
    [{ horizonDays: 0 }, /Expected horizonDays from 1 to 3650, got 0/],
    [{ drift: 11 }, /Expected a drift from -10 to 10 a year, got 11/],
    [{ confidence: 1 }, /Expected a confidence between 0 and 1, got 1/],
    [{ equity: { value: 0, volatility: 1 } }, /value and volatility above 0/],
    [{ seed: -1 }, /Expected seed from 0/],
  ])("error: %o", async (variables, message) => {
    const { errors } = await api.ask(QUERY, variables);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });
});
