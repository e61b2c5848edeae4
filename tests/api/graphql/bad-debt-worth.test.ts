import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { VAT } from "../../support/small-ledger/names.ts";
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

const TOTALS = `deficits open { value quote status } pending { value } created { value } covered { value }
  socialised { value } writtenOff { value } residual { value } oldestOpenSince oldestOpenAgeSeconds`;

describe("bad debt of a protocol", () => {
  // By hand, from small-ledger/credit.ts: 100 + 50 dai created, 110 paid, 5 socialised, 15 given up; what is open is of
  // the second creation, at block 120.
  test("default", async () => {
    const { data, errors } = await api.ask(
      `{ solvency(protocol: "maker") { badDebt { definition { id } undecided total { ${TOTALS} } aboveDust { deficits } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.solvency.badDebt).toEqual({
      definition: { id: "bad-debt-worth" },
      undecided: 1,
      total: {
        deficits: 1,
        open: { value: "20", quote: VAT, status: "OK" },
        pending: { value: "20" },
        created: { value: "150" },
        covered: { value: "110" },
        socialised: { value: "5" },
        writtenOff: { value: "15" },
        residual: { value: "0" },
        oldestOpenSince: "2020-03-12T08:20:00Z",
        oldestOpenAgeSeconds: "800",
      },
      aboveDust: { deficits: 1 },
    });
  });

  test("behavior: at an earlier block", async () => {
    const { data } = await api.ask(
      `{ solvency(protocol: "maker", asOf: { blockNumber: "119" }) { badDebt { total { ${TOTALS} } } } }`,
    );
    expect(data.solvency.badDebt.total).toMatchObject({
      open: { value: "100" },
      oldestOpenSince: "2020-03-12T08:18:20Z",
    });
  });

  // 150 dai created; two liquidations of 200 dai each.
  test("behavior: the rate of what was liquidated", async () => {
    const { data, errors } = await api.ask(
      `{ solvency(protocol: "maker") { badDebtRate(windowDays: 1) {
        definition { id } created { value } creations creationsAboveDust liquidated { value quote } liquidations
        rate { value numerator denominator status } window { from to }
      } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.solvency.badDebtRate).toMatchObject({
      definition: { id: "bad-debt-rate" },
      created: { value: "150" },
      creations: "2",
      creationsAboveDust: "2",
      liquidated: { value: "400", quote: VAT },
      liquidations: "2",
      rate: { value: "0.375", numerator: "150", denominator: "400", status: "PARTIAL_COVERAGE" },
    });
  });

  test("behavior: a protocol without deficits has none open, and no rate", async () => {
    const { data } = await api.ask(
      `{ solvency(protocol: "hegic") { badDebt { total { ${TOTALS} } } badDebtRate { rate { value status } } } }`,
    );
    expect(data.solvency.badDebt.total).toMatchObject({
      deficits: 0,
      open: { value: "0", status: "OK" },
      oldestOpenSince: null,
      oldestOpenAgeSeconds: null,
    });
    expect(data.solvency.badDebtRate.rate).toEqual({ value: null, status: "ZERO_DENOMINATOR" });
  });
});
