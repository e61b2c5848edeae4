import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../../support/api-server.ts";
import { storeWith } from "../../../support/ledger-fixture.ts";
import { OPTION_HEAD, OPTION_LEDGER } from "../../../support/option-ledger.ts";

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(OPTION_LEDGER, OPTION_HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const FIELDS = `definition { id } shock underlyings {
  asset { symbol } positions unvalued spot dollarGamma { value n } amplification { value status }
  repricedReturn { value status } repricedAmplification { value status }
}`;

describe("Stress.gammaShock", () => {
  // The dollar gamma is the option book's own; its terms are compared with QuantLib in option-book.test.ts.
  test("default", async () => {
    const { data, errors } = await api.ask(
      `{ optionBook(protocol: "lyra") { dollarGamma { value } valuedCount }
         stress(protocol: "lyra") {
           own: gammaShock(impactPerUsd: 0.00001) { ${FIELDS} }
           others: gammaShock(impactPerUsd: 0.00001, hedger: COUNTERPARTIES) { ${FIELDS} }
           bare: gammaShock { underlyings { amplification { status } dollarGamma { status } } } } }`,
    );
    expect(errors).toEqual([]);
    const { own, others, bare } = data.stress;
    const gamma = data.optionBook.dollarGamma.value;
    const [shock] = own.underlyings;
    expect(own).toMatchObject({ definition: { id: "gamma-shock" } });
    expect(own.shock).toBeCloseTo(Math.log(0.9), 12);
    expect(shock).toMatchObject({ positions: data.optionBook.valuedCount, unvalued: 0 });
    expect(shock.dollarGamma.value).toBeCloseTo(gamma, 6);
    expect(shock.amplification.value).toBeCloseTo(1 / (1 + 0.00001 * gamma), 9);
    const [other] = others.underlyings;
    expect(other.dollarGamma.value).toBeCloseTo(-gamma, 6);
    expect(shock.repricedAmplification.value).toBeCloseTo(shock.repricedReturn.value / own.shock, 12);
    expect(bare.underlyings[0]).toEqual({
      amplification: { status: "NO_DATA" },
      dollarGamma: { status: "OK" },
    });
  });
});
