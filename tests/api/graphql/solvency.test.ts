import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { WETH } from "../../support/small-ledger/names.ts";
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

describe("solvency", () => {
  const QUERY = `query ($asOf: AsOfInput, $protocol: String!) {
    solvency(protocol: $protocol, asOf: $asOf) {
      protocol { slug }
      resources {
        definition { id }
        total { value quote status }
        layers { backstop { name status } worth { value } holdings { balance { decimal } usable { decimal } price { value } } }
      }
    }
  }`;

  // By hand, from small-ledger/capital.ts: after block 120, 11 WETH of which 4 are locked.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { protocol: "hegic", asOf: { blockNumber: "130" } });
    expect(data.solvency.resources).toEqual({
      definition: { id: "resources" },
      total: { value: "7", quote: WETH, status: "OK" },
      layers: [
        {
          backstop: { name: "ETH pool", status: "ACTIVE" },
          worth: { value: "7" },
          holdings: [{ balance: { decimal: "11" }, usable: { decimal: "7" }, price: null }],
        },
      ],
    });
  });

  test("error: a protocol that is not indexed", async () => {
    const { errors } = await api.ask(QUERY, { protocol: "nobody" });
    expect(errors[0]?.message).toContain('No protocol "nobody" on "mainnet"');
  });
});
