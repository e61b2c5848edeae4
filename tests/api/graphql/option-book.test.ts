// Values by QuantLib 1.29 (blackFormula, BlackCalculator) at the volatilities of the fixture.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import oracle from "../../oracles/option-book.json" with { type: "json" };
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { BOARD_EXPIRY, DAY_BLOCKS, ETH, OPTION_HEAD, OPTION_LEDGER } from "../../support/option-ledger.ts";

const QUERY = `query ($protocol: String!, $volatility: VolatilityInput, $asOf: AsOfInput, $backstop: String, $rate: Float, $spots: [SpotInput!]) {
  optionBook(protocol: $protocol, volatility: $volatility, asOf: $asOf, backstop: $backstop, rate: $rate, spots: $spots) {
    definition { id } provenance { calcId inputCompleteness } protocol { slug } status reason
    positionCount valuedCount
    value { value status reason } valueFlat { value } intrinsic { value status }
    dollarDelta { value } dollarGamma { value } vega { value } theta { value }
    worstCasePayout { value exact status } writtenCalls { decimal asset { symbol } }
    skewPricingRatio { value status } underpricing { value } premiumGap { value status reason }
    positions {
      series { strike type } side open { decimal } spot premiumPerUnit status reason model
      volatility { value status } value { value } valueFlat { value } intrinsic { value } worstCase { value status }
      exerciseProbability { value } delta { value } stickyDelta { value } gamma { value } vega { value } theta { value }
    }
    underlyings {
      asset { symbol } spot spotGiven source reason flatVolatility
      realisedVolatility { value n } realisedVariance { value }
      smiles {
        expiry model status quotes rmse rho butterflyFree calendarFree lowestG atTheMoney
        impliedVariance { value } variancePremium { value status }
      }
    }
  }
}`;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(OPTION_LEDGER, OPTION_HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function bookOf(protocol: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await api.ask(QUERY, { protocol, ...variables });
  expect(errors ?? []).toEqual([]);
  return data.optionBook;
}

describe("optionBook over a quoted smile", () => {
  // QuantLib: puts 1000, 1600 and 1800, call 2200 at the smile's volatilities; signed −10, +2, −2, −1.
  const PUT_1000 = 8.645040896762929;
  const PUT_1600 = 50.82617154750659;
  const PUT_1800 = 86.84820549338701;
  const CALL_2200 = 75.25966898172055;

  test("behavior: the smile is that which the contract quotes", async () => {
    const { underlyings } = await bookOf("lyra");
    expect(underlyings).toHaveLength(1);
    const [{ smiles, ...underlying }] = underlyings;
    expect(underlying).toMatchObject({
      asset: { symbol: "ETH" },
      spot: "2000",
      source: "ONCHAIN_BASE_X_SKEW",
    });
    expect(smiles).toHaveLength(1);
    expect(smiles[0]).toMatchObject({
      expiry: new Date(Number(BOARD_EXPIRY) * 1000).toISOString().replace(".000Z", "Z"),
      model: "SVI",
      status: "OK",
      quotes: 7,
      butterflyFree: true,
      calendarFree: true,
    });
    expect(smiles[0].rmse).toBeLessThan(1e-6);
    expect(smiles[0].atTheMoney).toBeCloseTo(0.679950978625175, 7);
    // mpmath: tests/oracles/option-book.json, the first smile.
    expect(smiles[0].impliedVariance.value).toBeCloseTo(0.7637354157958598, 6);
  });

  test("behavior: positions are signed by the protocol's side", async () => {
    const { positions, positionCount, valuedCount, status } = await bookOf("lyra");
    expect([positionCount, valuedCount, status]).toEqual([4, 4, "OK"]);
    const found: readonly Record<string, { value: number }>[] = positions;
    expect(
      positions.map(({ series, side, open }: Record<string, Record<string, string>>) => [
        series?.["strike"],
        series?.["type"],
        side,
        open?.["decimal"],
      ]),
    ).toEqual([
      ["100000000000", "PUT", "SHORT", "10"],
      ["160000000000", "PUT", "LONG", "2"],
      ["180000000000", "PUT", "SHORT", "2"],
      ["220000000000", "CALL", "SHORT", "1"],
    ]);
    const values = found.map(({ value }) => value?.value as number);
    const expected = [-10 * PUT_1000, 2 * PUT_1600, -2 * PUT_1800, -CALL_2200];
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i] as number, 4);
    // QuantLib's BlackCalculator for two written puts at 1800.
    expect(found[2]?.["delta"]?.value).toBeCloseTo(2 * 0.2794414932333418, 6);
    expect(found[2]?.["gamma"]?.value).toBeCloseTo(-2 * 0.0007551423678935298, 8);
    expect(found[2]?.["vega"]?.value).toBeCloseTo(-2 * 192.82691340485817, 3);
    expect(found[2]?.["theta"]?.value).toBeCloseTo(2 * 911.0866732450266, 2);
    // metrics.md's vectors: risk-neutral probability at 90 % of the forward, by finite differences.
    expect(found[2]?.["exerciseProbability"]?.value).toBeCloseTo(0.24045590678017306, 6);
    expect(positions[2]).toMatchObject({ premiumPerUnit: 80, spot: "2000", model: "SVI" });
  });

  test("behavior: sums, worst case and skew gap", async () => {
    const book = await bookOf("lyra");
    const value = -10 * PUT_1000 + 2 * PUT_1600 - 2 * PUT_1800 - CALL_2200;
    expect(book.value.value).toBeCloseTo(value, 3);
    // Exact: 10 × 1000 + 2 × 1800; the call takes one ETH at most; nothing is in the money at 2000.
    expect(book.worstCasePayout).toEqual({ value: "13600", exact: "13600", status: "OK" });
    expect(book.writtenCalls).toEqual([{ decimal: "1", asset: { symbol: "ETH" } }]);
    expect(book.intrinsic).toEqual({ value: "0", status: "OK" });
    // QuantLib at the volatility at the money: 0.012841720402057 and 68.47374551418659.
    const flat = 10 * 0.012841720402057 + 2 * 68.47374551418659;
    const skewed = 10 * PUT_1000 + 2 * PUT_1800;
    expect(book.skewPricingRatio.value).toBeCloseTo(flat / skewed, 6);
    expect(book.underpricing.value).toBeCloseTo(1 - flat / skewed, 6);
    // Premiums: 0.1 for each at 1000, 80 for each at 1800.
    expect(book.premiumGap.value).toBeCloseTo(10 * (PUT_1000 - 0.1) + 2 * (PUT_1800 - 80), 3);
    // dollarGamma of the puts at 1800 alone is −2 × 0.000755… × 2000²; all of them are negative but the held ones.
    expect(book.dollarGamma.value).toBeLessThan(0);
    expect(book.provenance.inputCompleteness).toBe("1");
  });

  // Taken 160 + 1 + 70, paid 150, all in sUSD.
  test("behavior: premiums of the open series, exact", async () => {
    const { data } = await api.ask(
      `{ optionBook(protocol: "lyra") { premiumsTaken { decimal asset { symbol } } premiumsPaid { decimal asset { symbol } } } }`,
    );
    expect(data.optionBook).toEqual({
      premiumsTaken: [{ decimal: "231", asset: { symbol: "sUSD" } }],
      premiumsPaid: [{ decimal: "150", asset: { symbol: "sUSD" } }],
    });
  });

  // Put, probability and density by differentiating mpmath's prices (tests/oracles/option-book.json); the call is the put and 2000 − 1800.
  test("behavior: what the smile says at a strike", async () => {
    const at = `at(strikes: [1800, 2600]) { strike volatility put call exerciseProbability density }`;
    const strip =
      "stripVariance(strikes: [800, 1000, 1200, 1400, 1600, 1800, 2000, 2200, 2400, 2600, 2800, 3000]) { value n }";
    const { data } = await api.ask(
      `{ optionBook(protocol: "lyra") { underlyings { smiles { forward ${at} ${strip} } } } }`,
    );
    const [smile] = data.optionBook.underlyings[0].smiles;
    const row = oracle.smiles[0]?.rows.find(({ moneyness }) => moneyness === 0.9);
    expect(smile.forward).toBe(2000);
    expect(smile.at).toHaveLength(2);
    expect(smile.at[0].volatility).toBeCloseTo(0.7766948589785276, 8);
    expect(smile.at[0].put).toBeCloseTo(Number(row?.put), 5);
    expect(smile.at[0].call).toBeCloseTo(Number(row?.put) + 200, 5);
    expect(smile.at[0].exerciseProbability).toBeCloseTo(Number(row?.exerciseProbability), 7);
    expect(smile.at[0].density).toBeCloseTo(Number(row?.density), 9);
    expect(smile.stripVariance.n).toBe(12);
    // The same strip in plain Python over mpmath's prices: tests/oracles/option-book.py, stripOfSmile.
    expect(smile.stripVariance.value).toBeCloseTo(Number(oracle.stripOfSmile), 6);
    const bad = await api.ask(
      `{ optionBook(protocol: "lyra") { underlyings { smiles { at(strikes: [0]) { put } } } } }`,
    );
    expect(bad.errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  // 40 returns of ±3 %: 365 × 0.0009 = 0.3285; sample deviation √(0.0009 × 40/39 × 365) = 0.5805.
  test("behavior: variance premium over realised variance", async () => {
    const [{ smiles, realisedVariance, realisedVolatility }] = (await bookOf("lyra")).underlyings;
    expect(realisedVolatility.n).toBe(40);
    expect(realisedVariance.value).toBeCloseTo(0.3285, 8);
    expect(realisedVolatility.value).toBeCloseTo(Math.sqrt((0.0009 * 40 * 365) / 39), 8);
    expect(smiles[0].variancePremium.value).toBeCloseTo(0.7637354157958598 - 0.3285, 6);
  });

  test("behavior: a backstop of its own", async () => {
    expect((await bookOf("lyra", { backstop: "pool" })).positionCount).toBe(4);
    const { errors } = await api.ask(QUERY, { protocol: "lyra", backstop: "nowhere" });
    expect(errors[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("optionBook with other sources of volatility", () => {
  // QuantLib: put at 1800, 14 days, 90 % is 56.498775386883096, the premium; with 12 days left it is 48.36757301644229.
  test("behavior: a premium is inverted, and one quote is a flat smile", async () => {
    const { underlyings, positions, status, positionCount } = await bookOf("hegic");
    expect([status, positionCount]).toEqual(["PARTIAL_COVERAGE", 1]);
    expect(underlyings[0]).toMatchObject({ source: "TRADES" });
    expect(underlyings[0].smiles[0]).toMatchObject({ model: "FLAT", quotes: 1, status: "PARTIAL_COVERAGE" });
    expect(positions[0].volatility.value).toBeCloseTo(0.9, 9);
    expect(positions[0].premiumPerUnit).toBeCloseTo(56.498775386883096, 9);
    expect(positions[0].value.value).toBeCloseTo(-48.36757301644229, 8);
  });

  test("behavior: without quotes the realised volatility stands in, and says so", async () => {
    const { underlyings, positions, status, reason, premiumGap } = await bookOf("premia");
    expect(underlyings[0]).toMatchObject({ source: "REALISED", smiles: [] });
    expect(underlyings[0].flatVolatility).toBeCloseTo(Math.sqrt((0.0009 * 40 * 365) / 39), 8);
    expect(status).toBe("PARTIAL_COVERAGE");
    expect(reason).toMatch(/realised/);
    expect(positions[0]).toMatchObject({ premiumPerUnit: null, status: "PARTIAL_COVERAGE" });
    expect(premiumGap).toMatchObject({ value: null, status: "NO_DATA" });
  });

  test("behavior: with neither, nothing is made up, and the worst case still counts", async () => {
    // Five daily closes make four returns; 30 are needed.
    const book = await bookOf("premia", { volatility: { realisedDays: 5 } });
    expect(book).toMatchObject({
      status: "NO_DATA",
      valuedCount: 0,
      value: { value: null, status: "NO_DATA" },
    });
    expect(book.underlyings[0].source).toBe("NONE");
    expect(book.positions[0].volatility).toEqual({ value: null, status: "NO_DATA" });
    expect(book.worstCasePayout).toMatchObject({ value: "1800", status: "OK" });
  });

  // QuantLib: 30 days at 80 % flat is 91.35590266604231.
  test("behavior: a flat volatility of the caller", async () => {
    const book = await bookOf("premia", { volatility: { flat: 0.8 } });
    expect(book).toMatchObject({
      status: "OK",
      underlyings: [{ source: "GIVEN_FLAT", flatVolatility: 0.8 }],
    });
    expect(book.value.value).toBeCloseTo(-91.35590266604231, 8);
    expect(book.underpricing.value).toBeCloseTo(0, 12);
  });

  test("behavior: a smile of the caller, by parameters and by quotes", async () => {
    const expiry = new Date(Number(BOARD_EXPIRY) * 1000).toISOString();
    const svi = { a: 0.02, b: 0.12, rho: -0.6, m: 0, sigma: 0.15 };
    const given = await bookOf("premia", { volatility: { smiles: [{ underlying: ETH, expiry, svi }] } });
    expect(given.underlyings[0]).toMatchObject({
      source: "GIVEN_SMILES",
      smiles: [{ quotes: 0, rho: -0.6 }],
    });
    expect(given.value.value).toBeCloseTo(-86.84820549338701, 8);
    const quotes = [
      { strike: 1000, volatility: 1.3732990556953049 },
      { strike: 1600, volatility: 0.9117908896204783 },
      { strike: 1800, volatility: 0.7766948589785276 },
      { strike: 2000, volatility: 0.6799509786251752 },
      { strike: 2200, volatility: 0.6475425114412516 },
      { strike: 2600, volatility: 0.6743432339867714 },
    ];
    const fitted = await bookOf("premia", { volatility: { smiles: [{ underlying: ETH, expiry, quotes }] } });
    expect(fitted.value.value).toBeCloseTo(-86.84820549338701, 4);
    expect(fitted.provenance.calcId).not.toBe(given.provenance.calcId);
  });

  // QuantLib: 30 days at 80 % flat and a price of 1700.5 is 214.40840931195441.
  test("behavior: a price of the caller takes the place of the ledger's", async () => {
    const spots = [{ underlying: ETH, price: "1700.5" }];
    const book = await bookOf("premia", { spots, volatility: { flat: 0.8 } });
    expect(book.underlyings[0]).toMatchObject({ spot: "1700.5", spotGiven: true });
    expect(book.intrinsic).toEqual({ value: "-99.5", status: "OK" });
    expect(book.value.value).toBeCloseTo(-214.40840931195441, 8);
    for (const bad of [[{ underlying: ETH, price: "0" }], [...spots, ...spots]]) {
      const { errors } = await api.ask(QUERY, { protocol: "premia", spots: bad });
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });

  test("behavior: before the trades there is nothing open", async () => {
    const book = await bookOf("lyra", { asOf: { blockNumber: String(42 * DAY_BLOCKS) } });
    expect(book).toMatchObject({
      positionCount: 0,
      status: "OK",
      value: { value: 0 },
      worstCasePayout: { value: "0" },
    });
    expect(book.underpricing.value).toBeNull();
  });

  test("behavior: an answer is the same whether or not the ledger knows later blocks", async () => {
    const block = 44 * DAY_BLOCKS;
    const cut = Object.fromEntries(
      Object.entries(OPTION_LEDGER).map(([entity, rows]) => [
        entity,
        rows.filter((row) => Number(row["blockNumber"] ?? 0) <= block),
      ]),
    );
    const earlier = await storeWith(cut, block);
    const other = await startTestApi(earlier);
    for (const protocol of ["lyra", "hegic", "premia"]) {
      const { data } = await other.ask(QUERY, { protocol });
      const later = await bookOf(protocol, { asOf: { blockNumber: String(block) } });
      expect(later).toEqual(data.optionBook);
    }
    await other.close();
    await earlier.close();
  });

  test("error: BAD_USER_INPUT for arguments out of range", async () => {
    const expiry = "2020-06-01T00:00:00Z";
    const bad: Record<string, unknown>[] = [
      { volatility: { flat: 0 } },
      { volatility: { flat: 21 } },
      { volatility: { tradeDays: 0 } },
      { rate: 2 },
      { volatility: { smiles: [{ underlying: ETH, expiry }] } },
      { volatility: { smiles: [{ underlying: ETH, expiry, svi: { a: -1, b: 0, rho: 0, m: 0, sigma: 1 } }] } },
      { volatility: { smiles: [{ underlying: ETH, expiry, quotes: [{ strike: 0, volatility: 1 }] }] } },
    ];
    for (const variables of bad) {
      const { errors } = await api.ask(QUERY, { protocol: "lyra", ...variables });
      expect(errors[0]?.extensions.code, JSON.stringify(variables)).toBe("BAD_USER_INPUT");
    }
  });
});
