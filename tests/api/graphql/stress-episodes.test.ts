import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { CountingReader, startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeUntil } from "../../support/ledger-fixture.ts";
import { HEGIC, MAKER, POOL, VAT, WETH } from "../../support/small-ledger/names.ts";
import { blockAfter, STRESS_LEDGER, stressLedgerUntil } from "../../support/stress-ledger.ts";

const DATES = "id trigger phase conditions start onset knownAt peak trough end recovery";
const LIST = `totalCount evaluatedScopes edges { cursor node { ${DATES} startValue troughValue drawdown } }`;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeUntil(STRESS_LEDGER, blockAfter(168));
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function answer(query: string, of: TestApi = api) {
  const { data, errors } = await of.ask(query);
  expect(errors).toEqual([]);
  return data;
}

// Ids end with the onset in seconds: hours 48, 60 and 61 after 2020-03-10T00:00:00Z.
const RUN = `RUN/${HEGIC}/${POOL}/${WETH}/1583971200`;
const PRICES = [HEGIC, MAKER].map((protocol) => `PRICE/${protocol}/${WETH}/1584014400`);
const BAD_DEBT = `BAD_DEBT/${MAKER}/${VAT}/1584014400`;

describe("stressEpisodes", () => {
  test("default: the episodes of the week, by onset", async () => {
    const { stressEpisodes } = await answer(`{ stressEpisodes { ${LIST} } }`);
    const nodes = stressEpisodes.edges.map(({ node }: { node: unknown }) => node);
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual([RUN, BAD_DEBT, ...PRICES]);
    const [run, badDebt, , price] = nodes;
    // 80 of 1,000 ether left at hour 48: 8 % in the day's sum until hour 72.
    expect(run).toMatchObject({
      ...{ start: "2020-03-11T23:55:00Z", onset: "2020-03-12T00:00:00Z", end: "2020-03-13T00:00:00Z" },
      ...{
        startValue: 1000,
        troughValue: 920,
        conditions: ["NET_OUTFLOW"],
        recovery: null,
        phase: "RECOVERING",
      },
    });
    expect(run.drawdown).toBeCloseTo(-0.08, 12);
    // 160 / 200 - 1 = -0.2 from hour 60 to hour 84; the second bucket of the row ends ten minutes after the first began.
    expect(price).toMatchObject({
      ...{ start: "2020-03-12T11:55:00Z", onset: "2020-03-12T12:00:00Z", knownAt: "2020-03-12T12:10:00Z" },
      ...{ trough: "2020-03-12T12:00:00Z", end: "2020-03-13T12:00:00Z", recovery: null },
      ...{ startValue: 200, troughValue: 160, conditions: ["RETURN_BELOW_LIMIT"], phase: "RECOVERING" },
    });
    // A draw at hour 60; 30 of 100,000 dai (0.03 %) at hour 61, in the day's sum until hour 85; paid at hour 64.
    expect(badDebt).toMatchObject({
      ...{ start: "2020-03-12T11:55:00Z", onset: "2020-03-12T12:00:00Z", trough: "2020-03-12T13:00:00Z" },
      ...{ end: "2020-03-13T13:00:00Z", recovery: "2020-03-12T16:00:00Z", phase: "RECOVERED" },
      ...{ startValue: 0, troughValue: 30, drawdown: null },
    });
    expect([...badDebt.conditions].sort()).toEqual(["BAD_DEBT_CREATED", "LOSS_EVENT"]);
  });

  test("behavior: an episode carries its protocol's facts of its span, exact", async () => {
    const { stressEpisode } = await answer(`{ stressEpisode(id: "${BAD_DEBT}") {
      protocol { slug } asset { symbol } subjectKind timeToRecover parametersHash named { id figures { name low high unit } }
      liquidations { count debtRepaid { decimal } collateralSeized { decimal } loss { decimal status } }
      lossesByLayer { layer rank amount { decimal } allocations }
      badDebt { created { decimal } covered { decimal } socialised { decimal } writtenOff { decimal } }
      deleveraging { fills takers notional { decimal } haircut { decimal status reason } }
      runOff { total { decimal } } oracleMaxAgeSeconds systemic { id triggers protocols start end members { id protocol drawdown } }
    } }`);
    expect(stressEpisode).toMatchObject({
      ...{
        protocol: { slug: "maker" },
        asset: { symbol: "dai" },
        subjectKind: "ASSET",
        timeToRecover: "10800",
      },
      liquidations: [
        {
          ...{ count: "1", debtRepaid: { decimal: "40" }, collateralSeized: { decimal: "0.25" } },
          loss: { decimal: "10", status: "OK" },
        },
      ],
      lossesByLayer: [{ layer: "SURPLUS_BUFFER", rank: 1, amount: { decimal: "10" }, allocations: "1" }],
      badDebt: [{ created: { decimal: "30" }, covered: { decimal: "30" }, socialised: { decimal: "0" } }],
      deleveraging: [
        {
          ...{ fills: "1", takers: "1", notional: { decimal: "50" } },
          haircut: { decimal: null, status: "NO_DATA", reason: "1 of 1 do not tell their amount." },
        },
      ],
      ...{ runOff: [], oracleMaxAgeSeconds: "3600" },
    });
    expect(stressEpisode.named.map(({ id }: { id: string }) => id)).toEqual(["BLACK_THURSDAY"]);
    // The run's 24 hours share 12 h 5 min with the prices' 24 h 5 min; the rest lie within each other.
    expect(stressEpisode.systemic).toMatchObject({
      ...{ id: RUN, triggers: ["PRICE", "BAD_DEBT", "RUN"], protocols: ["hegic", "maker"] },
      ...{ start: "2020-03-11T23:55:00Z", end: "2020-03-13T13:00:00Z" },
    });
    expect(stressEpisode.systemic.members.map(({ id }: { id: string }) => id).sort()).toEqual(
      [RUN, BAD_DEBT, ...PRICES].sort(),
    );
  });

  test("behavior: the run's withdrawals, and the same fall of another protocol as the nearest episode", async () => {
    const { run, price } = await answer(`{
      run: stressEpisode(id: "${RUN}") { runOff { backstop { name } largestDay { decimal } total { decimal } } comparable { distance } }
      price: stressEpisode(id: "${PRICES[0]}") { comparable { distance episode { id trigger protocol phase } } }
    }`);
    expect(run).toEqual({
      runOff: [{ backstop: { name: "ETH pool" }, largestDay: { decimal: "80" }, total: { decimal: "80" } }],
      comparable: [],
    });
    const episode = { id: PRICES[1], trigger: "PRICE", protocol: "maker", phase: "RECOVERING" };
    expect(price.comparable).toEqual([{ distance: 0, episode }]);
  });

  test("behavior: nothing after the block is read", { timeout: 120_000 }, async () => {
    for (const hours of [59, 62, 86, 110]) {
      const { block } = blockAfter(hours);
      const past = await storeUntil(stressLedgerUntil(hours), blockAfter(hours));
      const early = await startTestApi(past);
      const list = `{ ${LIST} notEvaluated { trigger protocol subject reason } systemic { id end } }`;
      const asked = `stressEpisodes(asOf: { blockNumber: "${block}" })`;
      expect(await answer(`{ ${asked} ${list} }`)).toEqual(await answer(`{ ${asked} ${list} }`, early));
      await early.close();
      await past.close();
    }
  });

  test("behavior: phases as of a block", async () => {
    const phaseAt = async (hours: number) => {
      const { block } = blockAfter(hours);
      const { stressEpisode } = await answer(
        `{ stressEpisode(id: "${PRICES[1]}", asOf: { blockNumber: "${block}" }) { phase end } }`,
      );
      return stressEpisode;
    };
    expect(await phaseAt(60)).toBeNull();
    expect(await phaseAt(61)).toEqual({ phase: "ONSET", end: null });
    expect(await phaseAt(86)).toEqual({ phase: "ACUTE", end: null });
    expect(await phaseAt(109)).toEqual({ phase: "RECOVERING", end: "2020-03-13T12:00:00Z" });
  });

  test("behavior: filters and pages", async () => {
    const idsOf = async (args: string) => {
      const { stressEpisodes } = await answer(`{ stressEpisodes${args} { edges { node { id } } } }`);
      return stressEpisodes.edges.map(({ node }: { node: { id: string } }) => node.id);
    };
    expect(await idsOf('(filter: { protocols: ["hegic"] })')).toEqual([RUN, PRICES[0]]);
    expect(await idsOf("(filter: { triggers: [PRICE] })")).toEqual(PRICES);
    expect(await idsOf("(filter: { minDrawdown: 0.1 })")).toEqual(PRICES);
    expect(await idsOf("(filter: { phases: [RECOVERED] })")).toEqual([BAD_DEBT]);
    expect(await idsOf("(filter: { namedOnly: true })")).toEqual([BAD_DEBT, PRICES[1]]);
    expect(await idsOf('(filter: { to: "2020-03-12T00:00:00Z" })')).toEqual([RUN]);
    expect(await idsOf('(filter: { from: "2020-03-13T12:00:00Z" })')).toEqual([BAD_DEBT]);
    const { stressEpisodes: page } = await answer(
      "{ stressEpisodes(first: 2) { totalCount edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
    );
    expect(page).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(await idsOf(`(first: 2, after: "${page.pageInfo.endCursor}")`)).toEqual(PRICES);
  });

  test("behavior: what cannot be judged is told, never silently off", async () => {
    const { stressEpisodes } = await answer(
      "{ stressEpisodes { notEvaluated { trigger protocol subject reason } } }",
    );
    const told = stressEpisodes.notEvaluated.map(
      ({ trigger, protocol }: { trigger: string; protocol: string | null }) =>
        `${trigger} ${protocol ?? "all"}`,
    );
    // A week is too short for the quantiles of a year: PRICE by quantile and liquidations are told.
    expect(told.sort()).toEqual([
      ...["BAD_DEBT hegic", "COLLATERAL_IMPAIRMENT all", "COLLATERAL_IMPAIRMENT hegic"],
      ...["COLLATERAL_IMPAIRMENT maker", "COMPOSITE hegic", "COMPOSITE maker", "DEPEG hegic", "DEPEG maker"],
      ...["LIQUIDATION_INTENSITY hegic", "LIQUIDATION_INTENSITY maker", "ORACLE all", "ORACLE hegic"],
      ...["PRICE hegic", "PRICE maker", "RUN all", "RUN maker"],
    ]);
  });

  test("behavior: the number of queries does not grow with the protocols", async () => {
    const counter = new CountingReader(store);
    const counted = await startTestApi(counter);
    const queriesOf = async (filter: string) => {
      counter.count = 0;
      await answer(`{ stressEpisodes${filter} { edges { node { ${DATES} } } } }`, counted);
      return counter.count;
    };
    expect(await queriesOf("")).toBe(await queriesOf('(filter: { protocols: ["maker"] })'));
    await counted.close();
  });

  test("behavior: a whole ledger is dated once for all requests of a bucket", async () => {
    const counter = new CountingReader(store);
    const kept = await startTestApi(counter);
    const ask = async (args: string) => {
      counter.count = 0;
      const data = await answer(`{ stressEpisodes${args} { ${LIST} } }`, kept);
      return { data, queries: counter.count };
    };
    const first = await ask("");
    const again = await ask("");
    expect(again.data).toEqual(first.data);
    // What is left are the view, the names of protocols, whether the ledger is whole, and the six sums of facts.
    expect(again.queries).toBeLessThan(first.queries - 8);
    // At hour 62 the prices' fall is not over.
    const { block } = blockAfter(62);
    expect((await ask(`(asOf: { blockNumber: "${block}" })`)).data).not.toEqual(first.data);
    await kept.close();
  });

  test("behavior: named episodes stand beside what the ledger holds of their window", async () => {
    const { namedStressEpisodes } = await answer(`{ namedStressEpisodes {
      published { id isTimed protocols } detected { id } measured { protocol { slug } badDebt { created { decimal } } liquidations { count } }
    } }`);
    expect(namedStressEpisodes).toHaveLength(16);
    expect(namedStressEpisodes[0]).toEqual({
      published: { id: "BLACK_THURSDAY", isTimed: false, protocols: ["maker"] },
      detected: [{ id: BAD_DEBT }, { id: PRICES[1] }],
      measured: [
        {
          protocol: { slug: "maker" },
          badDebt: [{ created: { decimal: "30" } }],
          liquidations: [{ count: "1" }],
        },
      ],
    });
    expect(namedStressEpisodes[1]).toMatchObject({ detected: [], measured: [] });
  });

  test.each([
    ["(first: 0)", "BAD_USER_INPUT"],
    ["(first: 201)", "BAD_USER_INPUT"],
    ['(after: "x")', "BAD_USER_INPUT"],
    ["(filter: { triggers: [] })", "BAD_USER_INPUT"],
    ["(filter: { minDrawdown: 1.5 })", "BAD_USER_INPUT"],
    ['(filter: { from: "2020-03-12T00:00:00Z", to: "2020-03-12T00:00:00Z" })', "BAD_USER_INPUT"],
    ['(filter: { protocols: ["nobody"] })', "NOT_FOUND"],
  ])("error: stressEpisodes%s is %s", async (args, code) => {
    const { errors } = await api.ask(`{ stressEpisodes${args} { totalCount } }`);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});
