import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import oracle from "../../oracles/option-book.json" with { type: "json" };
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { fact, storeWith } from "../../support/ledger-fixture.ts";
import { DAY_BLOCKS, HEGIC, OPTION_HEAD, OPTION_LEDGER } from "../../support/option-ledger.ts";
import { SMALL_HEAD } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const WAD = 10n ** 18n;

const EXERCISES = `query ($protocol: String) {
  exerciseAnalytics(filter: { protocol: $protocol }) {
    definition { id } provenance { inputCompleteness }
    groups {
      backstop { name } market { name } underlying { symbol } type side exercises expiries
      earlyRate { value } timeLeft { count longest } moneyness { count untold least greatest mean }
      irrationalCount unusedCount unusedRate { status } unused { exact status }
      settled { decimal } owed { decimal } shortfall { decimal status } owedTold
    }
  }
}`;

const PREMIUMS = `query ($replicates: Int, $level: Float, $costOfCapital: Float) {
  stress(protocol: "hegic") {
    premiumAdequacy(replicates: $replicates, level: $level, costOfCapital: $costOfCapital) {
      definition { id } window { status }
      pools {
        backstop { name } asset { symbol } earned { raw status } claims { raw } claimCount
        lossRatio { value } combinedRatio { value } claimRate { value interval { lower upper } }
        expectedClaims { value status } adequacy { value status }
      }
    }
  }
}`;

const REDEMPTION = `query ($market: String!, $volatility: Float, $feeRate: Float, $horizonDays: Float, $block: BigInt) {
  stress(protocol: "maker", asOf: { blockNumber: $block }) {
    redemptionPut(market: $market, volatility: $volatility, feeRate: $feeRate, horizonDays: $horizonDays) {
      definition { id } market { name } collateralRatio { value n status } volatility { value method status }
      put { value status } liability { value } feeCoverage { value status } horizonDays
    }
  }
}`;

function ending(block: number, fields: Readonly<Record<string, unknown>>) {
  const id = `${HEGIC}070800`;
  const amounts = {
    payoffAsset: OPTION_LEDGER["Asset"]?.[0]?.["id"],
    owed: "0",
    settled: "0",
    shortfall: "0",
  };
  const base = {
    series: id,
    position: id,
    account: "0xa1",
    kind: "EXERCISE",
    side: "SHORT",
    priceAtExercise: null,
  };
  return fact(HEGIC, { block, log: 9 }, { ...base, ...amounts, ...fields });
}

let stores: Store[];
let small: TestApi;
let options: TestApi;

beforeAll(async () => {
  const OptionExercise = [
    ending(44 * DAY_BLOCKS, { size: (WAD / 4n).toString() }),
    ending(45 * DAY_BLOCKS, { size: (WAD / 4n).toString(), priceAtExercise: "170000000000" }),
  ];
  stores = [
    await storeWith(SMALL_LEDGER, SMALL_HEAD),
    await storeWith({ ...OPTION_LEDGER, OptionExercise }, OPTION_HEAD),
  ];
  small = await startTestApi(stores[0] as Store);
  options = await startTestApi(stores[1] as Store);
});

afterAll(async () => {
  await small?.close();
  await options?.close();
  for (const store of stores) await store.close();
});

describe("exerciseAnalytics", () => {
  // The option was exercised 1584100000 − (1584000000 + 1500) = 98,500 s early; 3 were owed and 2 paid. No price of that block is valid.
  test("behavior: the small ledger's options", async () => {
    const { data } = await small.ask(EXERCISES, { protocol: "hegic" });
    expect(data.exerciseAnalytics).toMatchObject({ definition: { id: "exercise-analytics" } });
    expect(data.exerciseAnalytics.groups).toEqual([
      {
        backstop: { name: "ETH pool" },
        market: { name: "ETH" },
        underlying: { symbol: "WETH" },
        ...{ type: "PUT", side: "SHORT", exercises: 1, expiries: 1, earlyRate: { value: "1" } },
        timeLeft: { count: 1, longest: "98500" },
        moneyness: { count: 0, untold: 1, least: null, greatest: null, mean: null },
        ...{ irrationalCount: 0, unusedCount: 0, unusedRate: { status: "ZERO_DENOMINATOR" } },
        unused: { exact: null, status: "NO_DATA" },
        ...{ settled: [{ decimal: "2" }], owed: [{ decimal: "3" }], owedTold: 1 },
        shortfall: [{ decimal: "1", status: "OK" }],
      },
    ]);
  });

  // Strike 1800: at the market's 2060.90906791 a put is (1800 − 2060.90906791)/1800 = −0.144949482172222222, at the stated 1700 it is 1/18.
  test("behavior: the stated price comes first, then the market's of that block", async () => {
    const { data } = await options.ask(EXERCISES, { protocol: "hegic" });
    expect(data.exerciseAnalytics.provenance.inputCompleteness).toBe("1");
    expect(data.exerciseAnalytics.groups[0]).toMatchObject({
      moneyness: { count: 2, untold: 0, least: "-0.144949482172222222", greatest: "0.055555555555555556" },
      irrationalCount: 1,
    });
  });
});

describe("premiumAdequacy", () => {
  // Earned: 1 and 0.1 of the options that ended, and 500 of 98,500 s of 0.25: ⌊0.25 × 10^18 × 500/98500⌋ = 1269035532994923. Paid: 2.
  test("behavior: premiums of the small ledger", async () => {
    const { data } = await small.ask(PREMIUMS);
    const { pools, window } = data.stress.premiumAdequacy;
    expect(window.status).toBe("PARTIAL_COVERAGE");
    expect(pools).toHaveLength(1);
    expect(pools[0]).toMatchObject({
      ...{ backstop: { name: "ETH pool" }, asset: { symbol: "WETH" }, claimCount: 1 },
      earned: { raw: "1101269035532994923", status: "OK" },
      claims: { raw: "2000000000000000000" },
      lossRatio: { value: "1.816086655911500347" },
      combinedRatio: { value: "1.816086655911500347" },
      expectedClaims: { value: null, status: "INSUFFICIENT_DATA" },
      adequacy: { value: null, status: "INSUFFICIENT_DATA" },
    });
    // Garwood for one event over 900 s: 0.02531780798 and 5.571643390938894 events (R: qchisq(.025, 2)/2, qchisq(.975, 4)/2).
    expect(pools[0].claimRate.value).toBeCloseTo(31_536_000 / 900, 6);
    expect(pools[0].claimRate.interval.upper).toBeCloseTo((5.571643390938894 * 31_536_000) / 900, 4);
  });

  test("error: BAD_USER_INPUT for settings out of range", async () => {
    for (const variables of [{ replicates: 10 }, { level: 1 }, { costOfCapital: -1 }]) {
      const { errors } = await small.ask(PREMIUMS, variables);
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});

describe("redemptionPut", () => {
  // Block 109: Alice owes 200 on 2 WETH at 150 dollars: 1.5. The put of that ratio at 80 % and 30 days by mpmath.
  test("behavior: the put on the collateral of a market", async () => {
    const put = Number(oracle.redemption[0]?.[3]);
    const { data } = await small.ask(REDEMPTION, {
      market: "ETH-A",
      volatility: 0.8,
      feeRate: 0.02,
      block: "109",
    });
    const found = data.stress.redemptionPut;
    expect(found).toMatchObject({
      ...{ market: { name: "ETH-A" }, horizonDays: 30, volatility: { value: 0.8, method: "given" } },
      collateralRatio: { value: 1.5, n: 1, status: "OK" },
    });
    expect(found.put.value / put).toBeCloseTo(1, 11);
    expect(found.liability.value / (200 * put)).toBeCloseTo(1, 11);
    expect(found.feeCoverage.value / ((0.02 * 30) / 365 / put)).toBeCloseTo(1, 11);
  });

  test("behavior: what cannot be known is told", async () => {
    const { data } = await small.ask(REDEMPTION, { market: "ETH-A", block: "109" });
    expect(data.stress.redemptionPut).toMatchObject({
      volatility: { value: null, status: "NO_DATA" },
      put: { value: null, status: "NO_DATA" },
    });
    const none = await small.ask(REDEMPTION, { market: "ETH-A", volatility: 0.8, block: "130" });
    expect(none.data.stress.redemptionPut.put).toEqual({ value: null, status: "ZERO_DENOMINATOR" });
  });

  test("error: NOT_FOUND for another market, BAD_USER_INPUT for a horizon of nothing", async () => {
    const nowhere = await small.ask(REDEMPTION, { market: "nowhere" });
    expect(nowhere.errors[0]?.extensions.code).toBe("NOT_FOUND");
    const never = await small.ask(REDEMPTION, { market: "ETH-A", horizonDays: 0 });
    expect(never.errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});
