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

const QUERY = `query ($asOf: AsOfInput) {
  stress(protocol: "maker", asOf: $asOf) {
    deployment(windowDays: 30) {
      definition { id }
      count open
      trigger { subjects events median { value status } curve { seconds atRisk survival lower } }
      firstFunds { events median { value } }
      deployed { events censored median { value status reason } longestWatchedSeconds }
      peaks { amount { decimal } perSecond { value } at }
      needs {
        market { name } needed { decimal } covered { decimal } socialised { decimal } writtenOff { decimal }
        breachedAt triggeredAt fundedAt deployedAt endedAt
      }
    }
  }
}`;

describe("speed of deployment", () => {
  // By hand, ten seconds a block: the deficit opens in block 110, 60 are promised in block 125, 110 of 150 paid in block 155: 150 s
  // and 450 s. 110 is less than 0.9 × 150, so at block 200 the need has waited 900 s.
  test("default", async () => {
    const { data } = await api.ask(QUERY, {});
    const { deployment } = data.stress;
    expect(deployment).toMatchObject({
      definition: { id: "deployment-speed" },
      count: 1,
      open: 1,
      trigger: {
        ...{ subjects: 1, events: 1, median: { value: 150, status: "OK" } },
        curve: [{ seconds: 150, atRisk: 1, survival: 0, lower: null }],
      },
      firstFunds: { events: 1, median: { value: 450 } },
      deployed: {
        events: 0,
        censored: 1,
        median: { value: null, status: "NO_DATA" },
        longestWatchedSeconds: "900",
      },
    });
    expect(deployment.peaks).toMatchObject([{ amount: { decimal: "110" }, at: "2020-03-12T08:25:50Z" }]);
    expect(deployment.needs).toEqual([
      {
        market: { name: "ETH-A" },
        ...{ needed: { decimal: "150" }, covered: { decimal: "110" } },
        ...{ socialised: { decimal: "5" }, writtenOff: { decimal: "15" } },
        ...{ breachedAt: "2020-03-12T08:18:20Z", triggeredAt: "2020-03-12T08:20:50Z" },
        ...{ fundedAt: "2020-03-12T08:25:50Z", deployedAt: null, endedAt: null },
      },
    ]);
  });

  test("behavior: as of a block, payments after it are not known", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "140" } });
    expect(data.stress.deployment).toMatchObject({
      firstFunds: { events: 0 },
      peaks: [],
      needs: [{ covered: { decimal: "0" }, fundedAt: null }],
    });
  });
});
