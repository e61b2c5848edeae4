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

const QUERY = `query ($protocol: String!, $asOf: AsOfInput) {
  stress(protocol: $protocol, asOf: $asOf) {
    intervention(windowDays: 30) {
      definition { id }
      underRate { value n status } overRate { status }
      falseTriggerRate { value n interval { lower upper } } falsePauseRate { value n }
      interventions { need { needed { decimal } endedAt } deployed { decimal } under { value } over { value } }
    }
  }
}`;

describe("intervention adequacy", () => {
  // By hand: 110 of 150 were paid, 40/150 lack; the need is still open, so it is in no rate. One trigger, none of them false: the
  // upper end of Clopper and Pearson for 0 of 1 is 1 − 0.025.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { protocol: "maker" });
    const { intervention } = data.stress;
    expect(intervention).toMatchObject({
      definition: { id: "intervention-adequacy" },
      underRate: { value: null, n: 0, status: "NO_DATA" },
      overRate: { status: "NO_DATA" },
      falseTriggerRate: { value: 0, n: 1 },
      interventions: [
        {
          ...{ need: { needed: { decimal: "150" }, endedAt: null }, deployed: { decimal: "110" } },
          ...{ under: { value: "0.266666666666666667" }, over: { value: "0" } },
        },
      ],
    });
    expect(intervention.falseTriggerRate.interval.upper).toBeCloseTo(0.975, 12);
  });

  test("behavior: a pause without a loss before it is a false one", async () => {
    const { data } = await api.ask(QUERY, { protocol: "hegic" });
    expect(data.stress.intervention.falsePauseRate).toEqual({ value: 1, n: 1 });
    const before = await api.ask(QUERY, { protocol: "hegic", asOf: { blockNumber: "155" } });
    expect(before.data.stress.intervention.falsePauseRate).toEqual({ value: null, n: 0 });
  });
});
