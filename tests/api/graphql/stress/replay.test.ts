import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDateTime } from "../../../../api/domain/date-time.ts";
import type { Store } from "../../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../../support/api-server.ts";
import {
  CASCADE_HEAD,
  CASCADE_LEDGER,
  DAY_BLOCKS,
  LATER_ROWS,
  USDC,
  WETH,
} from "../../../support/cascade-ledger.ts";
import { blockTime, storeWith } from "../../../support/ledger-fixture.ts";

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(CASCADE_LEDGER, CASCADE_HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const ask = (scenario: string, fields: string) =>
  api.ask(`{ replay(protocol: "cascade", scenario: { ${scenario} }) { ${fields} } }`, {});
/** Every liquidation repays all, without a bonus: the ledger states neither, and the defaults are others. */
const WHOLE = `{ type: PARAMETER_CHANGE, rule: CLOSE_FACTOR, value: 1 }, { type: PARAMETER_CHANGE, rule: BONUS, value: 0 }`;
const FALL = `stepSeconds: 600, paths: [{ asset: "${WETH}", multiples: [1, 0.64] }]`;

describe("Query.replay", () => {
  // The four accounts of metrics.md M-28 owe 1400, 2600, 1725 and 5000 on 10, 20, 15 and 50 coins of 200 dollars and are unsafe
  // below 175, 162.5, 143.75 and 125. At 128 dollars three are closed; 1400 - 1280 + 2600 - 2560 = 160 are lost. The fund has
  // 100 dollars, the stake 78.
  test("default: losses, layers and levels of a fall", async () => {
    const { data, errors } = await ask(
      `${FALL}, events: [${WHOLE}]`,
      `definition { id } provenance { inputCompleteness } protocol { slug } kernel steps stepSeconds accounts survived firstBreach
       loss { exact quote } absorbed { exact } unabsorbed { exact } peakLoss liquidations liquidatedDebt survivors
       layers { backstop { name } drawn { exact } holdings { asset { symbol } start { raw } drawn { raw } left { raw } } }
       levels { level addedLoss { exact } addedUnabsorbed { exact } }
       path { at loss badDebt latent resources liquidated liquidations }
       prices { asset { symbol } start lowest last } amplification multiplierToFailure { status } warnings`,
    );
    expect(errors).toEqual([]);
    const found = data.replay;
    expect(found).toMatchObject({
      ...{ definition: { id: "replay" }, protocol: { slug: "cascade" }, kernel: "GENERAL", accounts: 4 },
      ...{ steps: 2, stepSeconds: 600, survived: true, firstBreach: null, liquidations: 3, survivors: 1 },
      ...{ provenance: { inputCompleteness: "1" }, amplification: 1 },
      multiplierToFailure: { status: "NOT_APPLICABLE" },
    });
    expect(Number(found.loss.exact)).toBeCloseTo(160, 9);
    expect(found.loss.quote).toBe("USD");
    expect(found.absorbed).toEqual({ exact: found.loss.exact });
    expect(found.unabsorbed).toEqual({ exact: "0" });
    expect(found.peakLoss).toBeCloseTo(160, 9);
    // 1280 + 2560 + 1725.
    expect(found.liquidatedDebt).toBeCloseTo(5_565, 9);
    expect(found.layers[0]).toMatchObject({ backstop: { name: "fund" }, drawn: { exact: "100" } });
    expect(found.layers[0].holdings).toEqual([
      {
        asset: { symbol: "USDC" },
        start: { raw: "100000000" },
        drawn: { raw: "100000000" },
        left: { raw: "0" },
      },
    ]);
    expect(Number(found.layers[1].drawn.exact)).toBeCloseTo(60, 9);
    expect(found.levels.map(({ level }: { level: string }) => level)).toEqual([
      "PRICE_ONLY",
      "ORACLE",
      "CASCADE",
      "RUN",
    ]);
    expect(found.levels[3].addedLoss.exact).toBe("0");
    expect(found.path).toHaveLength(2);
    expect(found.path[1].at).toBe(formatDateTime(blockTime(CASCADE_HEAD) + 1_200n));
    expect(found.path[1].resources).toBeCloseTo(18, 9);
    expect(found.prices).toContainEqual({ asset: { symbol: "WETH" }, start: 200, lowest: 0.64, last: 0.64 });
  });

  test("behavior: sales that move the price close the fourth account too", async () => {
    // 10 + 20 + 1725 / 128 = 43.4766 coins at 0.2 % each leave 128 × 0.913047 = 116.87: below 125. 5000 / 116.87 = 42.7826 more:
    // 86.2592 coins in all, so the price ends at 0.64 × (1 - 0.1725184) = 0.5295882 of 200; (1 - 0.5295882) / 0.36 = 1.3067.
    const depth = `depth: [{ asset: "${WETH}", impact: { model: LINEAR, perUnit: 0.002 } }]`;
    const { data, errors } = await ask(
      `${FALL}, ${depth}, events: [${WHOLE}]`,
      "liquidations survivors amplification loss { exact }",
    );
    expect(errors).toEqual([]);
    expect(data.replay).toMatchObject({ liquidations: 4, survivors: 0 });
    expect(data.replay.amplification).toBeCloseTo(1.3067, 4);
    expect(Number(data.replay.loss.exact)).toBeCloseTo(160, 9);
  });

  test("behavior: a run takes the stake away before the loss comes", async () => {
    const { data } = await ask(
      `${FALL}, events: [${WHOLE}, { type: RUN, share: 0.5, toSeconds: 600 }]`,
      "survived firstBreach unabsorbed { exact } levels { level addedUnabsorbed { exact } } layers { holdings { withdrawn { raw } } }",
    );
    // 50 and 39 dollars are left for 160.
    expect(Number(data.replay.unabsorbed.exact)).toBeCloseTo(71, 9);
    expect(data.replay.levels[3].addedUnabsorbed.exact).toBe(data.replay.unabsorbed.exact);
    expect(data.replay).toMatchObject({
      survived: false,
      firstBreach: formatDateTime(blockTime(CASCADE_HEAD) + 1_200n),
    });
  });

  test("behavior: a window of history, on today's prices", async () => {
    // CLOSES: 200 dollars on the fifth day, 180 on the sixth.
    const day = (at: number) => formatDateTime(blockTime(at * DAY_BLOCKS + 10));
    const { data, errors } = await ask(
      `stepSeconds: 86400, episode: { from: "${day(5)}", to: "${day(6)}" }`,
      "steps pricesBlock { number } prices { asset { symbol } last } warnings liquidations",
    );
    expect(errors).toEqual([]);
    expect(data.replay.steps).toBe(1);
    expect(data.replay.pricesBlock).toEqual({ number: String(CASCADE_HEAD) });
    expect(data.replay.prices).toContainEqual({ asset: { symbol: "WETH" }, last: 0.9 });
    expect(data.replay.liquidations).toBe(0);
  });

  test("behavior: the multiple of the fall at which the layers are empty", async () => {
    // 178 dollars are lost at p: 1400 - 10 p + 2600 - 20 p = 178, p = 127.4 (metrics.md M-28); the fall to 128 is ln 0.64.
    const { data } = await ask(
      `stepSeconds: 600, paths: [{ asset: "${WETH}", multiples: [0.64] }], events: [${WHOLE}], findMultiplier: true`,
      "multiplierToFailure { value interval { lower upper } status n method }",
    );
    const found = data.replay.multiplierToFailure;
    expect(found.status).toBe("OK");
    expect(found.value).toBeCloseTo(Math.log(127.4 / 200) / Math.log(0.64), 6);
    expect(found.interval.lower).toBeLessThanOrEqual(found.value);
  });

  test("behavior: nothing happens in a scenario in which nothing is said", async () => {
    const { data } = await ask("steps: 3", "loss { exact } liquidations survivors amplification kernel");
    expect(data.replay).toEqual({
      ...{ loss: { exact: "0" }, liquidations: 0, survivors: 4, amplification: null, kernel: "GENERAL" },
    });
  });

  test("behavior: what later blocks brought does not show", async () => {
    const rows = [...(CASCADE_LEDGER["PriceObservation"] ?? []), ...(LATER_ROWS["PriceObservation"] ?? [])];
    const known = await storeWith({ ...CASCADE_LEDGER, PriceObservation: rows }, CASCADE_HEAD + 20);
    const later = await startTestApi(known);
    const asked = `{ replay(protocol: "cascade", asOf: { blockNumber: ${12 * DAY_BLOCKS + 10} }, scenario: { ${FALL} }) {
      loss { exact } liquidatedDebt liquidations prices { start lowest last } path { loss resources } provenance { calcId } } }`;
    const { data, errors } = await later.ask(asked, {});
    await later.close();
    await known.close();
    expect(errors).toEqual([]);
    expect(data).toEqual((await api.ask(asked, {})).data);
  });

  test("error: BAD_USER_INPUT for what does not fit or is too large", async () => {
    const bad = [
      'paths: [{ asset: "0x12", multiples: [1] }]',
      'events: [{ type: PARAMETER_CHANGE, market: "none", rule: BONUS, value: 0 }]',
      `events: [{ type: DEPEG, asset: "${USDC}", change: -2 }]`,
      "events: [{ type: RUN, share: 2 }]",
      "stepSeconds: 0",
      'episode: { from: "2020-03-13T00:00:00Z", to: "2030-01-01T00:00:00Z" }',
      "steps: 100000, findMultiplier: true",
    ];
    const answers = await Promise.all(bad.map((scenario) => ask(scenario, "steps")));
    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual(bad.map(() => "BAD_USER_INPUT"));
    expect(answers[6]?.errors[0]?.message).toContain("submitReplay");
  });
});
