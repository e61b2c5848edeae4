import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockHash, storeWith } from "../../support/ledger-fixture.ts";
import { DEFICIT, WETH } from "../../support/small-ledger/names.ts";
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

const FLOWS = `query ($first: Int, $after: String, $last: Int, $before: String, $order: OrderDirection) {
  fundFlows(first: $first, after: $after, last: $last, before: $before, order: $order) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id ordinal } }
  }
}`;

async function flowIds(variables: Record<string, unknown>) {
  const { data } = await api.ask(FLOWS, variables);
  return data.fundFlows.edges.map((edge: { node: { id: string } }) => edge.node.id);
}

describe("paging", () => {
  test("behavior: pages joined give the whole list, in both directions and orders", async () => {
    for (const order of ["ASC", "DESC"]) {
      const all = await flowIds({ order });
      expect(all).toHaveLength(7);
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { data } = await api.ask(FLOWS, { first: 2, after, order });
        const { edges, pageInfo, totalCount } = data.fundFlows;
        expect(totalCount).toBe(7);
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        forward.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }
      expect(forward).toEqual(all);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const { data } = await api.ask(FLOWS, { last: 3, before, order });
        const { edges, pageInfo } = data.fundFlows;
        backward.unshift(...edges.map((edge: { node: { id: string } }) => edge.node.id));
        before = pageInfo.startCursor;
        more = pageInfo.hasPreviousPage;
      }
      expect(backward).toEqual(all);
    }
  });

  test("behavior: two flows of one log keep their steps' order", async () => {
    const { data } = await api.ask(
      "{ fundFlows(filter: { fromBlock: 120, toBlock: 120 }) { edges { node { step direction } } } }",
    );
    expect(data.fundFlows.edges.map((edge: { node: unknown }) => edge.node)).toEqual([
      { step: 0, direction: "IN" },
      { step: 1, direction: "HOLD" },
    ]);
  });

  test.each([
    [{ first: 0 }],
    [{ first: 1001 }],
    [{ last: -1 }],
    [{ first: 1, last: 1 }],
    [{ after: "not a cursor" }],
    [{ after: Buffer.from("1:0x0'; DROP TABLE fund_flow", "utf8").toString("base64url") }],
  ])("error: BAD_USER_INPUT for %j", async (variables) => {
    const { errors } = await api.ask(FLOWS, variables);
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("filters", () => {
  test.each([
    ["fundFlows", '{ protocol: "maker" }', 3],
    ["fundFlows", '{ backstop: "ETH pool", cause: [PREMIUM, DEPOSIT] }', 2],
    ["fundFlows", `{ asset: "${WETH.toUpperCase().replace("0X", "0x")}", direction: [OUT] }`, 1],
    ["fundFlows", '{ from: "2020-03-12T08:20:00Z", to: "2020-03-12T08:25:00Z" }', 3],
    ["fundFlows", '{ protocol: "nobody" }', 0],
    ["auctions", '{ market: "ETH-A", status: [SETTLED] }', 3],
    ["auctions", '{ from: "2020-03-12T08:20:00Z", to: "2020-03-12T08:21:40Z" }', 1],
    ["auctionEvents", "{ action: [KICK] }", 4],
    ["liquidations", '{ market: "0x6d616b65724554482d41" }', 2],
    ["deficits", '{ protocol: "maker" }', 1],
    ["positions", '{ market: "ETH-A" }', 2],
    ["positions", '{ account: "0x00000000000000000000000000000000000000A1" }', 1],
    ["deficitChanges", "{ action: [COVERED] }", 1],
    ["optionTrades", "{ fromBlock: 121 }", 2],
    ["optionExercises", "{ kind: [EXERCISE] }", 1],
    ["optionSeries", '{ market: "ETH", type: [PUT] }', 3],
    ["backstops", "{ kind: [PUT_OPTION_BACKSTOP] }", 1],
    ["backstops", "{ status: [PAUSED] }", 2],
    ["balances", '{ protocol: "hegic" }', 1],
    ["priceObservations", "{ status: [OK] }", 3],
    ["lossAllocations", "{ layer: [SURPLUS_BUFFER] }", 1],
    ["skippedEvents", "{ reason: [UNKNOWN_PARENT] }", 1],
    ["markets", '{ name: "ETH-A" }', 1],
    ["protocols", '{ protocol: "hegic" }', 1],
  ])("default: %s %s", async (field, filter, expected) => {
    const { data, errors } = await api.ask(
      `{ list: ${field}(filter: ${filter}) { totalCount edges { node { id } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.list.totalCount).toBe(expected);
    expect(data.list.edges).toHaveLength(expected);
  });

  test.each(["{ fromBlock: 9, toBlock: 2 }", "{ cause: [] }"])(
    "error: BAD_USER_INPUT for %s",
    async (filter) => {
      const { errors } = await api.ask(`{ fundFlows(filter: ${filter}) { totalCount } }`);
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    },
  );
});

describe("asOf", () => {
  const BALANCES = `query ($asOf: AsOfInput) {
    balances(asOf: $asOf, filter: { backstop: "ETH pool" }) {
      provenance { blockNumber blockHash blockTime finality }
      edges { node { balance { decimal } encumbered { decimal } usable { decimal } cumulativeOut { decimal } flowCount } }
    }
  }`;

  // Flows of the pool by hand: +10 in block 110, +1 and 4 locked in 120, −2 in 150.
  test.each([
    [{ blockNumber: "110" }, "10", "0", "1"],
    [{ blockNumber: 119 }, "10", "0", "1"],
    [{ blockHash: blockHash(120) }, "11", "4", "3"],
    [{ time: "2020-03-12T08:24:59Z" }, "11", "4", "3"],
    [{ blockNumber: 150 }, "9", "4", "4"],
    [null, "9", "4", "4"],
  ])("default: balances at %j", async (asOf, balance, encumbered, flowCount) => {
    const { data } = await api.ask(BALANCES, { asOf });
    expect(data.balances.edges[0].node).toMatchObject({
      balance: { decimal: balance },
      encumbered: { decimal: encumbered },
      flowCount,
    });
  });

  test("behavior: provenance names the last known block at or before the one asked for", async () => {
    const { data } = await api.ask(BALANCES, { asOf: { blockNumber: 119 } });
    expect(data.balances.provenance).toEqual({
      blockNumber: "118",
      blockHash: blockHash(118),
      blockTime: "2020-03-12T08:19:40Z",
      finality: "FINALIZED",
    });
  });

  test("behavior: before the first flow there is no balance, and before the first event no answer", async () => {
    expect((await api.ask(BALANCES, { asOf: { blockNumber: 105 } })).data.balances.edges).toEqual([]);
    expect((await api.ask(BALANCES, { asOf: { blockNumber: 99 } })).errors[0]?.extensions.code).toBe(
      "UNKNOWN_BLOCK",
    );
  });

  test.each([
    [{ blockHash: blockHash(119) }, "UNKNOWN_BLOCK"],
    [{ blockNumber: 201 }, "NOT_SYNCED"],
    [{ time: "2021-01-01T00:00:00Z" }, "NOT_SYNCED"],
    [{ time: "2020-01-01T00:00:00Z" }, "UNKNOWN_BLOCK"],
    [{ blockNumber: 150, blockHash: blockHash(150) }, "BAD_USER_INPUT"],
  ])("error: %j gives %s", async (asOf, code) => {
    expect((await api.ask(BALANCES, { asOf })).errors[0]?.extensions.code).toBe(code);
  });

  test("behavior: positions are as of their last change", async () => {
    const positionsAt = async (block: number) => {
      const { data } = await api.ask(`{ positions(asOf: { blockNumber: ${block} }) {
        edges { node { collateral { decimal asset { symbol } } debt { decimal } debtShares size } }
      } }`);
      return data.positions.edges.map((edge: { node: unknown }) => edge.node);
    };
    const held = (collateral: string, debt: string, shares: bigint) => ({
      collateral: { decimal: collateral, asset: { symbol: "WETH" } },
      debt: { decimal: debt },
      debtShares: String(shares * 10n ** 18n),
      size: null,
    });
    expect(await positionsAt(107)).toEqual([held("2", "150", 150n)]);
    expect(await positionsAt(109)).toEqual([held("2", "200", 199n)]);
    expect(await positionsAt(149)).toEqual([held("0", "0", 0n)]);
    expect(await positionsAt(200)).toEqual([held("0", "0", 0n), held("5", "60", 59n)]);
  });

  test("behavior: deficits, auctions, series and statuses are as they were", async () => {
    const { data } = await api.ask(`{
      deficits(asOf: { blockNumber: 155 }) { edges { node { id open { decimal } pending { decimal } covered { decimal } socialised { raw } } } }
      auctions(asOf: { blockNumber: 122 }) { edges { node { number status lot { decimal } bid { decimal } bidCount bidder endedAt lotSold { decimal } } } }
      optionSeries(asOf: { blockNumber: 120 }) { edges { node { number isEnded open { decimal } exerciseCount } } }
      backstops(asOf: { blockNumber: 150 }, filter: { name: "ETH pool" }) { edges { node { status } } }
      markets(asOf: { blockNumber: 110 }, filter: { name: "ETH-A" }) { edges { node { liquidationCount priceFeed { price updatedAt } } } }
    }`);
    expect(data.deficits.edges[0].node).toEqual({
      id: DEFICIT,
      open: { decimal: "40" },
      pending: { decimal: "40" },
      covered: { decimal: "110" },
      socialised: { raw: "0" },
    });
    const bidder = "0x00000000000000000000000000000000000000b0";
    expect(data.auctions.edges.map((edge: { node: unknown }) => edge.node)).toEqual([
      {
        number: "1",
        status: "SETTLED",
        lot: { decimal: "2" },
        bid: { decimal: "1" },
        bidCount: 1,
        bidder,
        endedAt: "2020-03-12T08:19:40Z",
        lotSold: { decimal: "2" },
      },
      {
        number: "2",
        status: "OPEN",
        lot: { decimal: "3" },
        bid: { decimal: "226" },
        bidCount: 1,
        bidder,
        endedAt: null,
        lotSold: { decimal: "0" },
      },
    ]);
    expect(data.optionSeries.edges).toEqual([
      { node: { number: "1", isEnded: false, open: { decimal: "4" }, exerciseCount: "0" } },
    ]);
    expect(data.backstops.edges[0].node.status).toBe("ACTIVE");
    expect(data.markets.edges[0].node).toEqual({
      liquidationCount: "1",
      priceFeed: { price: "150000000000000000000", updatedAt: "2020-03-12T08:17:30Z" },
    });
  });
});
