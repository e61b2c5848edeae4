// Index of made prices by NumPy: tests/oracles/stress-index.py.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDateTime } from "../../../api/domain/date-time.ts";
import type { Store } from "../../../api/store/store.ts";
import oracle from "../../oracles/stress-index.json" with { type: "json" };
import tailOracle from "../../oracles/tail-report.json" with { type: "json" };
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { blockAtTime, priceLedger } from "../../support/price-ledger.ts";
import { WETH } from "../../support/small-ledger/names.ts";
import { expectRelative } from "../stats/expect-relative.ts";

const DAY = 86_400n;
/** 13 March 2020, the first whole day of the fixture's clock. */
const FIRST = 1_584_057_600n;
const PRICES = tailOracle.prices.slice(0, oracle.days).map((raw, day) => ({
  seconds: FIRST + BigInt(day) * DAY + 43_200n,
  raw: BigInt(raw),
}));

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(priceLedger(PRICES, 2), blockAtTime(FIRST + BigInt(oracle.days) * DAY));
  api = await startTestApi(store);
}, 60_000);

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const OF_PRICES = `indicators: [
  { metric: "price", asset: "${WETH}", measure: DROP }
  { metric: "price", asset: "${WETH}", measure: VOLATILITY, weight: 2 }
]`;
const POINT = "from index coverage ranks";

async function ask(args: string, asOf = "") {
  return api.ask(`{ stress(protocol: "maker", maxPriceAgeSeconds: 90000 ${asOf}) {
    stressIndex(bucket: DAY, from: "${formatDateTime(FIRST)}" ${args}) {
      definition { id } bucket indicators { metric subject asset { symbol } measure span weight n missing }
      latest { ${POINT} } peak { ${POINT} } points { ${POINT} } provenance { calcId inputCompleteness }
    }
  } }`);
}

async function stressIndex(args: string, asOf = "") {
  const { data, errors } = await ask(args, asOf);
  expect(errors).toEqual([]);
  return data.stress.stressIndex;
}

describe("Stress.stressIndex", () => {
  test("default: the index of chosen indicators, day by day", async () => {
    const found = await stressIndex(OF_PRICES);
    expect(found).toMatchObject({
      definition: { id: "stress-index" },
      bucket: "DAY",
      indicators: [
        {
          metric: "price",
          asset: { symbol: "WETH" },
          measure: "DROP",
          span: 1,
          weight: 1,
          n: 299,
          missing: 1,
        },
        { metric: "price", measure: "VOLATILITY", weight: 2, n: 270, missing: 30 },
      ],
    });
    const indices = found.points.map(({ index }: { index: number | null }) => index);
    expect(indices.map((index: number | null) => index === null)).toEqual(
      oracle.priceIndex.map((index) => index === null),
    );
    for (const [day, expected] of oracle.priceIndex.entries()) {
      if (expected !== null) expectRelative(indices[day], expected, 1e-10);
    }
    expect(found.latest).toEqual(found.points.at(-1));
    expectRelative(found.peak.index, Math.max(...oracle.priceIndex.map((index) => index ?? 0)), 1e-10);
  });

  test("behavior: no look-ahead: an earlier block gives the same points up to its day", async () => {
    const all = await stressIndex(OF_PRICES);
    const early = await stressIndex(OF_PRICES, `, asOf: { time: "${formatDateTime(FIRST + 200n * DAY)}" }`);
    // The last block by then is of noon of the 200th day: 199 days have ended.
    expect(early.points).toEqual(all.points.slice(0, 199));
    expect(early.points.at(-1).index).not.toBeNull();
  });

  test("behavior: by itself it looks at collateral, resources, bad debt and liquidations, and counts what has values", async () => {
    const { indicators, points } = await stressIndex("burnInDays: 30");
    expect(indicators.map(({ metric, measure }: Record<string, string>) => `${metric} ${measure}`)).toEqual(
      expect.arrayContaining(["price DROP", "price VOLATILITY", "resources DROP", "open-bad-debt RISE"]),
    );
    for (const { index, coverage } of points) expect(index === null).toBe(coverage < 0.5);
  });

  test("error: InvalidRequestError for indicators that do not fit, with what is allowed", async () => {
    for (const [args, message] of [
      ["indicators: []", "1 to 16 indicators"],
      ['indicators: [{ metric: "price", measure: DROP }]', "Expected `asset`"],
      ['indicators: [{ metric: "resources", measure: LEVEL, weight: 0 }]', "weight above 0"],
      [`${OF_PRICES}, decay: 1`, "decay in [0, 1)"],
    ] as const) {
      expect((await ask(args)).errors[0]?.message).toContain(message);
    }
  });
});
