import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { backstopRow, balanceRow, flowRow } from "../../support/ledger-rows.ts";
import { HEGIC, MYSTERY, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith({ ...SMALL_LEDGER, ...withPegModule() }, 200);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

/** A reserve that is owed to the holders of a coin: no number below may move for it. */
function withPegModule() {
  const id = `${HEGIC}99`;
  const kinds = { kind: "PEG_STABILITY_MODULE", layer: "SURPLUS_BUFFER", name: "PSM" };
  const swap = { backstop: id, asset: MYSTERY, direction: "IN", cause: "PEG_SWAP", amount: 7n, after: 7n };
  const more = {
    Backstop: [backstopRow({ id, protocol: HEGIC, ...kinds })],
    BackstopBalance: [balanceRow(id, MYSTERY)],
    FundFlow: [flowRow(HEGIC, { block: 125, log: 9 }, swap)],
  };
  const rows = Object.entries(more).map(([name, own]) => [name, [...(SMALL_LEDGER[name] ?? []), ...own]]);
  return Object.fromEntries(rows);
}

describe("idleCapital", () => {
  const QUERY = `query ($protocol: String!, $asOf: AsOfInput, $rate: BigDecimal) {
    solvency(protocol: $protocol, asOf: $asOf) {
      idleCapital(referenceRate: $rate) {
        definition { id } window { status } provenance { calcId inputCompleteness }
        idleShare { value status } averageCapital { value } earned { value quote }
        yieldRate { value } opportunityCost { value numerator denominator status }
        balances {
          backstop { name } asset { symbol } averageBalance { value status } earned { decimal } yieldRate { value } isIdle
        }
      }
    }
  }`;

  // By hand, from small-ledger/capital.ts: 8,800 WETH·s in 900 s, one WETH of premium: 31,536,000 / 8,800 a year.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { protocol: "hegic", rate: "1" });
    expect(data.solvency.idleCapital).toMatchObject({
      definition: { id: "idle-capital" },
      window: { status: "PARTIAL_COVERAGE" },
      idleShare: { value: "0", status: "PARTIAL_COVERAGE" },
      averageCapital: { value: "9.777777777777777778" },
      earned: { value: "1", quote: WETH },
      yieldRate: { value: "3583.636363636363636364" },
      opportunityCost: { value: "0" },
      balances: [
        {
          backstop: { name: "ETH pool" },
          asset: { symbol: "WETH" },
          averageBalance: { value: "9.777777777777777778", status: "PARTIAL_COVERAGE" },
          earned: { decimal: "1" },
          isIdle: false,
        },
      ],
    });
  });

  // By hand: before the premium 10 WETH stood idle for 50 s; a tenth a year of 500 WETH·s is 50 / 31,536,000.
  test("behavior: at a block", async () => {
    const { data } = await api.ask(QUERY, { protocol: "hegic", rate: "0.1", asOf: { blockNumber: 115 } });
    expect(data.solvency.idleCapital).toMatchObject({
      idleShare: { value: "1" },
      opportunityCost: { value: "0.000001585489599188", numerator: "50", denominator: "31536000" },
      balances: [{ isIdle: true }],
    });
  });

  test("behavior: no rate, no cost; a balance that is not the contract's is unknown", async () => {
    const { data } = await api.ask(QUERY, { protocol: "maker" });
    expect(data.solvency.idleCapital).toMatchObject({
      provenance: { inputCompleteness: "0" },
      idleShare: { value: null },
      opportunityCost: { value: null, status: "NO_DATA" },
      balances: [{ isIdle: null, averageBalance: { value: null, status: "PARTIAL_COVERAGE" } }],
    });
  });

  test("error: BAD_USER_INPUT for a negative rate", async () => {
    const { errors } = await api.ask(QUERY, { protocol: "hegic", rate: "-0.1" });
    expect(errors[0]).toMatchObject({
      message: "Expected referenceRate of 0 or more, got -0.1.",
      extensions: { code: "BAD_USER_INPUT" },
    });
  });
});

describe("fundingQuality", () => {
  const QUERY = `query ($protocol: String!, $target: BigDecimal) {
    solvency(protocol: $protocol) {
      fundingQuality(target: $target) {
        definition { id } window { status } provenance { calcId inputCompleteness }
        inflow { value quote } outflow { value } netInflow { value } recurring { value } drawdown { value }
        causes { cause amount { value } flows share { value } }
        sustainability { value status } shortfall { value status } monthsToRebuild { value status }
      }
    }
  }`;

  // By hand: 10 WETH deposited, 1 premium, 2 paid out within 900 s. Usable are 9 − 4 locked = 5, so 9 are missing of 14, as much as
  // came in on balance: 900 s, or 900 × 12 / 31,536,000 months.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { protocol: "hegic", target: "14" });
    expect(data.solvency.fundingQuality).toMatchObject({
      definition: { id: "funding-quality" },
      inflow: { value: "11", quote: WETH },
      outflow: { value: "2" },
      netInflow: { value: "9" },
      recurring: { value: "1" },
      drawdown: { value: "2" },
      causes: [
        { cause: "DEPOSIT", amount: { value: "10" }, flows: "1", share: { value: "0.909090909090909091" } },
        { cause: "PREMIUM", amount: { value: "1" }, flows: "1", share: { value: "0.090909090909090909" } },
      ],
      sustainability: { value: "0.5", status: "PARTIAL_COVERAGE" },
      shortfall: { value: "9", status: "OK" },
      monthsToRebuild: { value: "0.000342465753424658", status: "PARTIAL_COVERAGE" },
    });
  });

  // By hand: the Vow took 1 + 226 and paid 40.
  test("behavior: flows that were seen of a fund that is not seen whole", async () => {
    const { data } = await api.ask(QUERY, { protocol: "maker", target: "14" });
    expect(data.solvency.fundingQuality).toMatchObject({
      provenance: { inputCompleteness: "0" },
      inflow: { value: "227" },
      drawdown: { value: "40" },
      causes: [{ cause: "AUCTION_PROCEEDS", share: { value: "1" } }],
      sustainability: { value: "0", status: "PARTIAL_COVERAGE" },
      monthsToRebuild: { value: null, status: "PARTIAL_COVERAGE" },
    });
  });

  test("error: BAD_USER_INPUT for a negative target", async () => {
    const { errors } = await api.ask(QUERY, { protocol: "hegic", target: "-1" });
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});
