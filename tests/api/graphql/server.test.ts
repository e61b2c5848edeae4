import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SqlReader, Store } from "../../../api/store/store.ts";
import { CountingReader, LIVE, startTestApi, type TestApi } from "../../support/api-server.ts";
import { fill, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { HEGIC } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

let store: Store;
let counting: CountingReader;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, 200);
  counting = new CountingReader(store);
  api = await startTestApi(counting);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function stopAfter<T>(started: TestApi, use: (api: TestApi) => Promise<T>): Promise<T> {
  try {
    return await use(started);
  } finally {
    await started.close();
  }
}

describe("reproducibility", () => {
  test("behavior: the same request on the same block gives the same bytes", async () => {
    const query = `{ auctionRecovery(filter: { priceBelow: "1" }, asOf: { blockNumber: 140 }) {
      provenance { calcId blockHash } groups { debtMinusBids { raw } lotValue { exact } } } }`;
    const [first, second] = [await api.ask(query), await api.ask(query)];
    expect(first.text).toBe(second.text);
    expect(first.data.auctionRecovery.provenance.calcId).toMatch(/^[0-9a-f]{64}$/);
  });

  test("behavior: the calculation's id depends on parameters and block, not on how the block was named", async () => {
    const idOf = async (args: string) =>
      (await api.ask(`{ badDebt(${args}) { provenance { calcId } } }`)).data.badDebt.provenance.calcId;
    const id = await idOf("asOf: { blockNumber: 120 }");
    expect(await idOf('asOf: { time: "2020-03-12T08:20:00Z" }')).toBe(id);
    expect(await idOf("asOf: { blockNumber: 125 }")).not.toBe(id);
    expect(await idOf('asOf: { blockNumber: 120 }, filter: { protocol: "maker" }')).not.toBe(id);
  });
});

describe("number of store queries", () => {
  test("behavior: a page of 100 backstops costs as many as a page of one", async () => {
    const bigStore = await storeWith(SMALL_LEDGER, 200);
    const backstops = Array.from({ length: 120 }, (_, index) => ({
      id: `${HEGIC}${index.toString(16).padStart(40, "0")}`,
      protocol: HEGIC,
      kind: "OPTIONS_VAULT",
      layer: "OPTION_PAYOFF",
      rank: 1,
      name: `pool ${index}`,
      contract: `0x${index.toString(16).padStart(40, "0")}`,
      balanceSource: "FLOWS",
      status: "ACTIVE",
      createdOrdinal: ordinal(101, index),
    }));
    await fill(bigStore, { Backstop: backstops }, 201);
    const queries = new CountingReader(bigStore);
    await stopAfter(await startTestApi(queries), async (big) => {
      const cost = async (first: number) => {
        const before = queries.count;
        const { data, errors } = await big.ask(`{ backstops(first: ${first}) { edges { node {
          name protocol { slug } market { name } balances { balance { decimal asset { symbol } } usable { raw } } } } } }`);
        expect(errors).toEqual([]);
        expect(data.backstops.edges).toHaveLength(first);
        return queries.count - before;
      };
      expect(await cost(100)).toBe(await cost(2));
      expect(await cost(100)).toBeLessThanOrEqual(7);
    });
    await bigStore.close();
  });
});

describe("errors", () => {
  test("behavior: unknown errors are masked, and logged with the id that the client is told", async () => {
    const broken: SqlReader = {
      query: () => Promise.reject(new Error("secret path /var/lib/x")),
      stream: () => expect.fail("Nothing is streamed."),
    };
    await stopAfter(await startTestApi(broken), async (failing) => {
      const { errors, text } = await failing.ask("{ protocols { totalCount } }");
      expect(errors[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
      expect(text).not.toContain("secret");
      const id = /request id "([^"]+)"/.exec(errors[0]?.message ?? "")?.[1];
      expect(failing.logged.some((line) => line.includes(String(id)) && line.includes("secret path"))).toBe(
        true,
      );
    });
  });

  test("behavior: a network that is not indexed is named with those that are", async () => {
    const { errors } = await api.ask('{ protocols(network: "gnosis") { totalCount } }');
    expect(errors[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    expect(errors[0]?.message).toContain('"mainnet"');
  });

  test("behavior: two networks must be told apart", async () => {
    const two = await storeWith(SMALL_LEDGER, 200);
    await fill(two, SMALL_LEDGER, 200, "gnosis");
    await stopAfter(await startTestApi(two), async (both) => {
      expect((await both.ask("{ protocols { totalCount } }")).errors[0]?.extensions.code).toBe(
        "BAD_USER_INPUT",
      );
      const { data } = await both.ask('{ balances(network: "gnosis") { totalCount } }');
      expect(data.balances.totalCount).toBe(2);
    });
    await two.close();
  });

  test("behavior: nothing indexed is NOT_SYNCED", async () => {
    const empty = await storeWith({}, 0).then(async (made) => {
      await made.transaction((tx) => tx.query("DELETE FROM checkpoint"));
      return made;
    });
    await stopAfter(await startTestApi(empty), async (fresh) => {
      expect((await fresh.ask("{ protocols { totalCount } }")).errors[0]?.extensions.code).toBe("NOT_SYNCED");
    });
    await empty.close();
  });

  test.each([
    ["{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["{", "GRAPHQL_PARSE_FAILED"],
    ['{ fundFlows(filter: { asset: "xyz" }) { totalCount } }', "GRAPHQL_VALIDATION_FAILED"],
    [
      `{ fundFlows { edges { node { backstop { balances { backstop { balances { backstop { balances { backstop { balances { backstop { name } } } } } } } } } } } } }`,
      "GRAPHQL_VALIDATION_FAILED",
    ],
  ])("error: %s", async (query, code) => {
    const { errors } = await api.ask(query);
    expect(errors[0]?.extensions.code).toBe(code);
  });
});

describe("reorgs", () => {
  test("behavior: an answer that a reorg overtook is an error, the next one is not", async () => {
    const chain = await storeWith(SMALL_LEDGER, 200);
    const racing: SqlReader = {
      stream: (sql, params) => chain.stream(sql, params),
      query: async (sql, params) => {
        const rows = await chain.query(sql, params);
        if (sql.includes("fund_flow"))
          await chain.transaction((tx) => tx.query("UPDATE checkpoint SET block_hash = '0xbb'"));
        return rows as never;
      },
    };
    await stopAfter(await startTestApi(racing), async (raced) => {
      const first = await raced.ask("{ fundFlows { totalCount } }");
      expect(first.errors[0]?.extensions.code).toBe("REORGED");
      expect(first.data).toBeUndefined();
      expect((await raced.ask("{ fundFlows { totalCount } }")).errors).toEqual([]);
    });
    await chain.close();
  });
});

describe("http", () => {
  test("behavior: probes", async () => {
    const health = await fetch(`${api.url}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
    const ready = await fetch(`${api.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        ready: true,
        networks: [
          {
            network: "mainnet",
            state: "LIVE",
            since: "2020-09-13T12:26:40Z",
            block: "200",
            subgraphBlock: "200",
            lagBlocks: "0",
            lagSeconds: null,
            subgraphAgeSeconds: null,
            rows: "7",
            rowsPerSecond: 0,
            secondsLeft: 0,
            error: null,
          },
        ],
      },
    ]);
  });

  test.each([
    ["behind", { ...LIVE, subgraphBlock: 205n }, "5"],
    ["on the way", { ...LIVE, state: "SYNCING" as const }, "0"],
    ["lagging", { ...LIVE, state: "LAGGING" as const }, "0"],
    ["halted", { ...LIVE, state: "HALTED" as const }, "0"],
    ["before the subgraph's first answer", { ...LIVE, subgraphBlock: null }, null],
  ])("behavior: not ready %s", async (_, status, lagBlocks) => {
    await stopAfter(await startTestApi(store, [status]), async ({ url }) => {
      const response = await fetch(`${url}/ready`);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ ready: false, networks: [{ lagBlocks }] });
    });
  });

  test("behavior: a browser gets a page that needs nothing from elsewhere", async () => {
    for (const path of ["/", "/graphql"]) {
      const response = await fetch(api.url + path, { headers: { accept: "text/html" } });
      const page = await response.text();
      expect(response.headers.get("content-type")).toContain("text/html");
      expect(page).toContain("Seawall API");
      expect(page).not.toMatch(/https?:\/\//);
    }
  });

  test("behavior: forms of other sites are refused, and so are large bodies", async () => {
    const form = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: '{"query":"{ __typename }"}',
    });
    expect(form.status).toBe(400);
    const large = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: " ".repeat(300_000) }),
    });
    expect(large.status).toBe(413);
    const nowhere = await fetch(`${api.url}/nowhere`);
    expect(nowhere.status).toBe(404);
  });

  test("behavior: introspection works", async () => {
    const { data } = await api.ask("{ __schema { queryType { name } } }");
    expect(data.__schema.queryType.name).toBe("Query");
  });

  test("behavior: _meta tells block, lag and versions", async () => {
    const { data } = await api.ask(
      "{ _meta { engineVersion networks { state lagBlocks block { number } protocols { slug schemaVersion } skippedEvents { event count } } } }",
    );
    expect(data._meta.networks[0]).toEqual({
      state: "LIVE",
      lagBlocks: "0",
      block: { number: "200" },
      protocols: [
        { slug: "hegic", schemaVersion: "0.1.0" },
        { slug: "maker", schemaVersion: "0.1.0" },
      ],
      skippedEvents: [{ event: "Flipper.deal", count: "1" }],
    });
  });
});
