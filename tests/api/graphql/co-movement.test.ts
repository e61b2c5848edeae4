import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import oracle from "../../oracles/tail-report.json" with { type: "json" };
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { blockAtTime, priceLedger } from "../../support/price-ledger.ts";
import { POOL, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const DAY = 86_400n;
/** 13 March 2020, the first whole day of the fixture's clock; the small ledger ends the day before. */
const FIRST = 1_584_057_600n;
const PRICES = oracle.prices.map((raw, day) => ({
  seconds: FIRST + BigInt(day) * DAY + 43_200n,
  raw: BigInt(raw),
}));

let store: Store;
let api: TestApi;

beforeAll(async () => {
  const { PriceObservation } = priceLedger(PRICES, 2);
  const rows = { ...SMALL_LEDGER, PriceObservation: PriceObservation ?? [] };
  store = await storeWith(rows, blockAtTime(FIRST + BigInt(PRICES.length) * DAY));
  api = await startTestApi(store);
}, 60_000);

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const ESTIMATE = "value interval { lower upper } n status reason";

async function ask(field: string, protocol = "hegic") {
  return api.ask(`{ stress(protocol: "${protocol}", maxPriceAgeSeconds: 90000) { ${field} } }`);
}

async function stress(field: string, protocol = "hegic") {
  const { data, errors } = await ask(field, protocol);
  expect(errors).toEqual([]);
  return data.stress;
}

describe("Stress.coMovement", () => {
  const MEASURES = `definition { id } unit pearson { ${ESTIMATE} } volatility { ${ESTIMATE} } spearman { ${ESTIMATE} }
    lowerTailDependence { ${ESTIMATE} } marginalShortfall { ${ESTIMATE} } lowerExceedance { ${ESTIMATE} }
    upperExceedance { ${ESTIMATE} } provenance { calcId inputCompleteness }`;

  // Hegic's pool holds 9 WETH and nothing else through all of it: its worth moves exactly as the price does.
  test("default: a pool of one asset moves with its price", async () => {
    const { coMovement } = await stress(`coMovement(asset: "${WETH}", windowDays: 800) { ${MEASURES} }`);
    expect(coMovement).toMatchObject({ definition: { id: "co-movement" }, unit: "USD" });
    for (const name of ["pearson", "spearman", "lowerExceedance", "upperExceedance"]) {
      expect(coMovement[name].value).toBeCloseTo(1, 12);
      expect(coMovement[name].interval.lower).toBeCloseTo(1, 12);
    }
    expect(coMovement.lowerTailDependence.value).toBeCloseTo(Math.floor(799 / 20) / (799 / 20), 12);
    expect(coMovement.pearson.n).toBe(799);
    // The mean of the ⌈799/20⌉ = 40 largest falls of the last 799 days.
    const falls = oracle.prices.slice(1).map((price, i) => Math.log(price / (oracle.prices[i] as number)));
    const worst = falls
      .slice(-799)
      .sort((a, b) => a - b)
      .slice(0, 40);
    expect(coMovement.marginalShortfall.value).toBeCloseTo(worst.reduce((sum, r) => sum + r, 0) / 40, 12);
  });

  test("behavior: one backstop can be the fund", async () => {
    const { coMovement } = await stress(
      `coMovement(asset: "${WETH}", backstop: "${POOL}") { pearson { ${ESTIMATE} } }`,
    );
    expect(coMovement.pearson.value).toBeCloseTo(1, 12);
  });

  test("behavior: a short window is too short, and says so", async () => {
    const { coMovement } = await stress(
      `coMovement(asset: "${WETH}", windowDays: 30) { pearson { ${ESTIMATE} } }`,
    );
    expect(coMovement.pearson).toMatchObject({ value: null, interval: null, status: "INSUFFICIENT_DATA" });
  });

  test("error: InvalidRequestError for arguments out of range", async () => {
    for (const args of ["horizon: 0", "distance: 9", 'share: "2"', "bucket: BLOCK", "confidence: 1"]) {
      const { errors } = await ask(`coMovement(asset: "${WETH}", ${args}) { unit }`);
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});

describe("Stress.jointTail", () => {
  // x = y: the q-quantile line is y = x, so ΔCoVaR = Q_½ − Q_q of the returns themselves, both ways.
  test("default: a fund that is its market", async () => {
    const { jointTail } = await stress(`jointTail(asset: "${WETH}", windowDays: 800, assets: ["${WETH}"]) {
      definition { id } deltaCovar { ${ESTIMATE} } exposureDeltaCovar { ${ESTIMATE} }
      turbulence { ${ESTIMATE} } turbulenceChance provenance { calcId }
    }`);
    expect(jointTail.definition.id).toBe("joint-tail");
    const { deltaCovar, exposureDeltaCovar, turbulence, turbulenceChance } = jointTail;
    expect(deltaCovar.value).toBeGreaterThan(0);
    expect(exposureDeltaCovar.value).toBeCloseTo(deltaCovar.value, 10);
    expect(deltaCovar).toMatchObject({ n: 799, interval: null, status: "OK" });
    expect(deltaCovar.reason).toContain("too large for a bootstrap");
    expect(turbulence.value).toBeGreaterThan(0);
    expect(turbulenceChance).toBeLessThan(1);
  });

  test("behavior: systemic shortfall needs days, and debts in dollars", async () => {
    const hourly = await stress(
      `jointTail(asset: "${WETH}", bucket: HOUR, windowDays: 5) { systemicShortfall { ${ESTIMATE} } }`,
    );
    expect(hourly.jointTail.systemicShortfall.status).toBe("NOT_APPLICABLE");
    const daily = await stress(`jointTail(asset: "${WETH}") { systemicShortfall { ${ESTIMATE} } }`);
    const { value, status } = daily.jointTail.systemicShortfall;
    expect(value === null).toBe(status !== "OK");
  });

  test("error: InvalidRequestError for a capital ratio out of range", async () => {
    const { errors } = await ask(`jointTail(asset: "${WETH}", capitalRatio: 1) { turbulenceChance }`);
    expect(errors[0]?.message).toContain("capitalRatio inside (0, 1)");
  });
});
