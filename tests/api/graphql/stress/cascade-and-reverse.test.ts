import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../../support/api-server.ts";
import { CASCADE_HEAD, CASCADE_LEDGER, LATER_ROWS, USDC, WETH } from "../../../support/cascade-ledger.ts";
import { storeWith } from "../../../support/ledger-fixture.ts";

let store: Store;
let later: Store;
let api: TestApi;
let apiLater: TestApi;

beforeAll(async () => {
  store = await storeWith(CASCADE_LEDGER, CASCADE_HEAD);
  const all = Object.fromEntries(
    Object.entries(CASCADE_LEDGER).map(([entity, rows]) => [
      entity,
      [...rows, ...(LATER_ROWS[entity] ?? [])],
    ]),
  );
  later = await storeWith(all, CASCADE_HEAD + 20);
  [api, apiLater] = [await startTestApi(store), await startTestApi(later)];
});

afterAll(async () => {
  await Promise.all([api?.close(), apiLater?.close()]);
  await Promise.all([store?.close(), later?.close()]);
});

const stress = (fields: string) =>
  `query ($asOf: AsOfInput) { stress(protocol: "cascade", asOf: $asOf) { ${fields} } }`;
const IMPACT = "impact: { model: LINEAR, perUnit: 0.002 }";
const CASCADE = `cascade(asset: "${WETH}", fallBps: 3000, ${IMPACT}, sales: ALL_COLLATERAL, curveSteps: 10) {
  definition { id } provenance { inputCompleteness }
  asset { symbol } accounts gainers unvalued price shockedPrice iterations
  restingPrice { value status } units { value } badDebt { value } amplification { value } gain { value }
  curve { shock price units added badDebt }
  assumptions
}`;

describe("Stress.cascade", () => {
  // metrics.md M-28: a fall of 30 % ends at 127.4 after 45 units, with a bad debt of 178; amplification 0.363/0.3 = 1.21.
  test("default", async () => {
    const { data, errors } = await api.ask(stress(CASCADE), {});
    expect(errors).toEqual([]);
    const found = data.stress.cascade;
    expect(found).toMatchObject({
      ...{ definition: { id: "cascade" }, asset: { symbol: "WETH" }, accounts: 4, gainers: 0, unvalued: 0 },
      ...{ price: 200, units: { value: 45 }, restingPrice: { status: "OK" } },
      assumptions: ['Market "market": assumed threshold 0.8, closeFactor 0.5, bonus 0.05.'],
    });
    expect(found.restingPrice.value).toBeCloseTo(127.4, 10);
    expect(found.badDebt.value).toBeCloseTo(178, 9);
    expect(found.amplification.value).toBeCloseTo(1.21, 10);
    expect(found.curve.map(({ added }: { added: number }) => added)).toEqual([
      0, 0, 30, 15, 50, 0, 0, 0, 0, 0, 0,
    ]);
    expect(found.provenance.inputCompleteness).toBe("1");
  });

  test("behavior: without depth only the curve is answered", async () => {
    const { data } = await api.ask(
      stress(`cascade(asset: "${WETH}") { restingPrice { value status reason } iterations curve { shock } }`),
      {},
    );
    expect(data.stress.cascade).toMatchObject({
      restingPrice: { value: null, status: "NO_DATA" },
      iterations: null,
    });
    expect(data.stress.cascade.curve).toHaveLength(101);
  });

  test("error: BAD_USER_INPUT for an unknown asset, a missing field of the model and a fall above 1", async () => {
    const codes = await Promise.all(
      [
        `cascade(asset: "0x12") { price }`,
        `cascade(asset: "${WETH}", impact: { model: SQUARE_ROOT, dailyVolume: 1 }) { price }`,
        `cascade(asset: "${WETH}", fallBps: 10001) { price }`,
      ].map(async (field) => (await api.ask(stress(field), {})).errors[0]?.extensions.code),
    );
    expect(codes).toEqual(["BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT"]);
  });
});

describe("Stress.horizon", () => {
  const horizon = (args: string) => `horizon(asset: "${WETH}", gridPoints: 64${args}) {
    definition { id } shock { value } isLowerBound sigmas { value status }
    binding { shock loss resources lossAdversary resourceAdversary } curve { shock } unvaluedHoldings
  }`;

  // 178 dollars of resources: 4000 − 30p = 178 at p = 127.4, a fall of 36.3 %; with the impact of M-28 a fall of 30 % suffices.
  // In σ units: 0.363 / (0.9 √(1/365)) = 7.7057...
  test("default", async () => {
    const { data, errors } = await api.ask(
      stress(`price: ${horizon(", annualVolatility: 0.9")} cascade: ${horizon(`, ${IMPACT}, sales: ALL_COLLATERAL`)}
        run: ${horizon(", runOffShare: 1")}`),
      {},
    );
    expect(errors).toEqual([]);
    const { price, cascade, run } = data.stress;
    expect(price.shock.value).toBeCloseTo(0.363, 12);
    expect(price.isLowerBound).toBe(false);
    expect(price.sigmas.value).toBeCloseTo(0.363 / (0.9 * Math.sqrt(1 / 365)), 9);
    expect(price.curve).toHaveLength(65);
    expect(cascade.shock.value).toBeCloseTo(0.3, 9);
    expect(cascade.binding.lossAdversary).toBe("cascade");
    expect(cascade.sigmas).toEqual({ value: null, status: "NO_DATA" });
    // The stake of 78 leaves, the fund of 100 stays: 1400 − 10p = 100 at p = 130.
    expect(run.shock.value).toBeCloseTo(0.35, 9);
    expect(run.binding.resourceAdversary).toBe("run-off");
  });
});

describe("Stress.runway", () => {
  // Nothing flowed since the first day: no net burn. 178 against a need of 100 at 90 % and −30 %: first passage by the closed form.
  test("default", async () => {
    const { data, errors } = await api.ask(
      stress(`runway(needed: 100, windowDays: 10, drift: -0.3, annualVolatility: 0.9) {
        resources needed unit netBurnPerDay { value n } runwaySeconds { status } volatility { value }
        exhaustionProbability { value status }
      }
      bare: runway(needed: 178) { volatility { status n } exhaustionProbability { value } }`),
      {},
    );
    expect(errors).toEqual([]);
    expect(data.stress.runway).toMatchObject({
      ...{ resources: 178, needed: 100, unit: USDC, netBurnPerDay: { value: 0 } },
      ...{ runwaySeconds: { status: "NOT_APPLICABLE" }, volatility: { value: 0.9 } },
    });
    // mpmath at 50 digits, formula of metrics.md M-11 with A = 178, B = 100, T = 30/365.
    expect(data.stress.runway.exhaustionProbability.value).toBeCloseTo(0.04119667687, 10);
    expect(data.stress.bare).toMatchObject({
      volatility: { status: "INSUFFICIENT_DATA" },
      exhaustionProbability: { value: 1 },
    });
  });
});

const REVERSE = `reverseStress(windowDays: 12, directions: 100) {
  definition { id } failureDefinition { id } assets { symbol } isBrokenNow now { loss resources }
  distance { value n status method } gaussianBound { value reason }
  nearest { loss resources moves { asset { symbol } logReturn simpleReturn } }
  historicalScale { value } historicalEnd historical { moves { simpleReturn } }
  failure { value n effectiveN interval { lower upper } }
  run { share withdrawn withdrawable }
  impairment { assets { symbol } loss resources } impairmentTriedUpTo
}`;

describe("Stress.reverseStress", () => {
  // Breaks where 4000 − 30p > 178, p < 127.4: ln(0.637) = −0.45099. The worst day is 220 → 200 or 200 → 180: ln(0.9) = −0.10536;
  // history must grow by 0.45099/0.10536 = 4.2804. One factor: distance = 0.45099 / σ of the daily log returns.
  test("default", async () => {
    const { data, errors } = await api.ask(stress(REVERSE), {});
    expect(errors).toEqual([]);
    const found = data.stress.reverseStress;
    expect(found).toMatchObject({
      ...{ definition: { id: "reverse-stress" }, failureDefinition: { id: "empirical-failure" } },
      ...{ assets: [{ symbol: "WETH" }], isBrokenNow: false, now: { loss: 0, resources: 178 } },
      run: { share: null, withdrawn: null, withdrawable: 78 },
      impairment: [{ assets: [{ symbol: "WETH" }], loss: 10725, resources: 178 }],
    });
    expect(found.nearest.moves[0].simpleReturn).toBeCloseTo(-0.363, 6);
    expect(found.nearest.loss).toBeGreaterThan(178);
    expect(found.historicalScale.value).toBeCloseTo(Math.log(0.637) / Math.log(0.9), 6);
    expect(found.failure).toMatchObject({ value: 0, n: found.distance.n });
    expect(found.gaussianBound.value).toBeGreaterThan(0);
  });

  test("behavior: the same at a block, whatever came later", async () => {
    const asOf = { blockNumber: String(CASCADE_HEAD) };
    const [first, second] = await Promise.all(
      [api, apiLater].map((one) => one.ask(stress(`${REVERSE} ${CASCADE}`), { asOf })),
    );
    expect(second?.data.stress).toEqual(first?.data.stress);
    const now = await apiLater.ask(stress(`cascade(asset: "${WETH}") { price }`), {});
    expect(now.data.stress.cascade.price).toBe(50);
  });
});

describe("Stress.coverN", () => {
  // At 120: 1400 − 1200 = 200 and 2600 − 2400 = 200; the others lack nothing. 178 pays for neither: depth 0. WETH at zero: 10725.
  test("default", async () => {
    const { data, errors } = await api.ask(
      stress(`coverN(shocks: [{ asset: "${WETH}", shockBps: -4000 }]) {
        definition { id } n valued unvalued numbered resources { exact }
        byAccount { loss { exact } coverage { value } depth obligors effectiveObligors { value } largest { owner loss { exact } } }
        byOwner { loss { exact } } byCollateral { assets { symbol } loss { exact } coverage { status } }
      }`),
      {},
    );
    expect(errors).toEqual([]);
    expect(data.stress.coverN).toMatchObject({
      ...{ definition: { id: "cover-n" }, n: 2, valued: 4, unvalued: 0, numbered: 0 },
      resources: { exact: "178" },
      byAccount: {
        ...{ loss: { exact: "400" }, coverage: { value: "0.445" }, depth: 0, obligors: 2 },
        effectiveObligors: { value: "2" },
        largest: [{ loss: { exact: "200" } }, { loss: { exact: "200" } }],
      },
      byOwner: { loss: { exact: "400" } },
      byCollateral: { assets: [{ symbol: "WETH" }], loss: { exact: "10725" }, coverage: { status: "OK" } },
    });
  });
});

describe("Stress.keepers", () => {
  // WETH at 136, threshold 0.8 (triggers 175, 162.5, 143.75, 125): the first three can be liquidated, debts 1400, 2600 and 1725. Half of each
  // is repaid with a bonus of 5 %; the first: 700 repaid, 735 seized, slippage 0.3 % of it 2.205: margin 32.795.
  // Gas: 500,000 · 30 gwei · 200 dollars a coin = 3 dollars; break-even 30 · 32.795/3 gwei.
  test("default", async () => {
    const { data, errors } = await api.ask(
      stress(`keepers(shocks: [{ asset: "${WETH}", shockBps: -3200 }]) {
        definition { id } coinPrice gasCost valued liquidatable liquidatableDebt
        unprofitable { accounts debt } byBaseFee { baseFeeGwei accounts }
        markets { market { name } smallestDebt } positions { market { name } debt repaid seized margin profit breakEvenGwei }
        realised { liquidations hhi { status } zeroBids { status } atMaxBonus { status } window { status } }
      }`),
      {},
    );
    expect(errors).toEqual([]);
    const found = data.stress.keepers;
    expect(found).toMatchObject({
      ...{ definition: { id: "keeper-participation" }, coinPrice: 200, valued: 4, liquidatable: 3 },
      ...{ liquidatableDebt: 5725, unprofitable: { accounts: 0, debt: 0 } },
      realised: { liquidations: 0, hhi: { status: "ZERO_DENOMINATOR" }, zeroBids: { status: "NO_DATA" } },
    });
    expect(found.gasCost).toBeCloseTo(3, 12);
    expect(found.positions[0].margin).toBeCloseTo(32.795, 9);
    expect(found.positions[0].breakEvenGwei).toBeCloseTo(327.95, 8);
    // 3 / (0.5 · (0.05 − 1.05 · 0.003)) = 128.07...
    expect(found.markets[0].smallestDebt).toBeCloseTo(3 / (0.5 * (0.05 - 1.05 * 0.003)), 9);
    expect(found.byBaseFee.at(-1).accounts).toBe(3);
  });
});

describe("Stress.debtSpiral", () => {
  // By hand in debt-spiral.test.ts: 45 WETH sold, 5725 USDC bought at 0.002 % each, bad debt 104.3.
  test("default", async () => {
    const { data, errors } = await api.ask(
      stress(`debtSpiral(asset: "${WETH}", debtAsset: "${USDC}", ${IMPACT}, debtImpact: { model: LINEAR, perUnit: 0.00002 }) {
        definition { id } asset { symbol } debtAsset { symbol } accounts unvalued iterations
        price { value } debtPrice { value } sold { value } bought { value } badDebt { value }
      }
      dry: debtSpiral(asset: "${WETH}", debtAsset: "${USDC}", ${IMPACT}, debtImpact: { model: CONSTANT_PRODUCT, reserve: 100 }) {
        debtPrice { value status } sold { value }
      }`),
      {},
    );
    expect(errors).toEqual([]);
    const { debtSpiral, dry } = data.stress;
    expect(debtSpiral).toMatchObject({
      ...{ definition: { id: "cascade" }, asset: { symbol: "WETH" }, debtAsset: { symbol: "USDC" } },
      ...{ accounts: 4, unvalued: 0, iterations: 2, sold: { value: 45 }, bought: { value: 5725 } },
    });
    expect(debtSpiral.price.value).toBeCloseTo(145.6, 10);
    expect(debtSpiral.debtPrice.value).toBeCloseTo(1.1145, 12);
    expect(debtSpiral.badDebt.value).toBeCloseTo(104.3, 8);
    expect(dry).toEqual({ debtPrice: { value: null, status: "MODEL_DOMAIN" }, sold: { value: 95 } });
  });
});
